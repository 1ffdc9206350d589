namespace Infometer;

/// <summary>Discrete X, Y (and Z) with the probabilities of a table: I(X;Y|Z) = Σ p(x,y,z) ln[p(x,y,z) p(z) / (p(x,z) p(y,z))].</summary>
internal sealed class TableLaw : JointLaw
{
    private readonly double[,,] _pointwise;
    private readonly double[] _cumulative;

    /// <summary>A table p[x, y].</summary>
    public TableLaw(double[,] p) : this(WithOneZ(p), false)
    {
    }

    /// <summary>A table p[x, y, z].</summary>
    public TableLaw(double[,,] p) : this(p, true)
    {
    }

    private TableLaw(double[,,] p, bool isConditional) : base(
        LawPart.Discrete(p.GetLength(0)), LawPart.Discrete(p.GetLength(1)), isConditional ? LawPart.Discrete(p.GetLength(2)) : null)
    {
        _pointwise = new double[p.GetLength(0), p.GetLength(1), p.GetLength(2)];
        _cumulative = RandomDraws.Cumulate([.. p.Cast<double>()]);
        for (int z = 0; z < p.GetLength(2); z++)
        {
            double[] withX = new double[p.GetLength(0)];
            double[] withY = new double[p.GetLength(1)];
            double given = 0;
            for (int x = 0; x < withX.Length; x++)
            {
                for (int y = 0; y < withY.Length; y++)
                {
                    withX[x] += p[x, y, z];
                    withY[y] += p[x, y, z];
                    given += p[x, y, z];
                }
            }

            for (int x = 0; x < withX.Length; x++)
            {
                for (int y = 0; y < withY.Length; y++)
                {
                    _pointwise[x, y, z] = p[x, y, z] > 0 ? Math.Log(p[x, y, z] * given / (withX[x] * withY[y])) : double.NegativeInfinity;
                    Nats += p[x, y, z] > 0 ? p[x, y, z] * _pointwise[x, y, z] : 0;
                }
            }
        }
    }

    /// <summary>I(X;Y), or I(X;Y|Z).</summary>
    public double Nats { get; }

    public override void DrawRow(ref Rng rng, Span<double> row)
    {
        int cell = RandomDraws.Place(ref rng, _cumulative);
        int levelsZ = _pointwise.GetLength(2);
        int levelsY = Y.Levels;
        row[0] = cell / levelsZ / levelsY;
        row[1] = cell / levelsZ % levelsY;
        if (row.Length > 2)
        {
            row[2] = cell % levelsZ;
        }
    }

    public override double Pointwise(ReadOnlySpan<double> row) =>
        _pointwise[(int)row[0], (int)row[1], row.Length > 2 ? (int)row[2] : 0];

    private static double[,,] WithOneZ(double[,] p)
    {
        double[,,] table = new double[p.GetLength(0), p.GetLength(1), 1];
        for (int x = 0; x < p.GetLength(0); x++)
        {
            for (int y = 0; y < p.GetLength(1); y++)
            {
                table[x, y, 0] = p[x, y];
            }
        }

        return table;
    }
}
