namespace Infometer;

/// <summary>
/// A joint law of X and Y (and Z) that can be drawn from and whose pointwise information is known at every point. A row is the
/// columns of X, then of Y, then of Z; codes of discrete parts are written as numbers. Immutable.
/// </summary>
internal abstract class JointLaw
{
    protected JointLaw(LawPart x, LawPart y, LawPart? z = null)
    {
        X = x;
        Y = y;
        Z = z;
        Width = x.Dimension + y.Dimension + (z?.Dimension ?? 0);
    }

    public LawPart X { get; }

    public LawPart Y { get; }

    public LawPart? Z { get; }

    /// <summary>Numbers per row.</summary>
    public int Width { get; }

    /// <summary>The law of the rows that the question is about: lagged columns for a series, the law itself elsewhere.</summary>
    public virtual JointLaw Asked => this;

    /// <summary>Fills whole rows.</summary>
    public virtual void Draw(ref Rng rng, Span<double> rows)
    {
        for (int start = 0; start < rows.Length; start += Width)
        {
            DrawRow(ref rng, rows.Slice(start, Width));
        }
    }

    /// <summary>Fills one row.</summary>
    public abstract void DrawRow(ref Rng rng, Span<double> row);

    /// <summary>The pointwise information at a row in nats: i(x;y) = ln p(x,y) − ln p(x) − ln p(y), or i(x;y|z); its mean is I.</summary>
    public abstract double Pointwise(ReadOnlySpan<double> row);

    protected ReadOnlySpan<double> PartX(ReadOnlySpan<double> row) => row[..X.Dimension];

    protected ReadOnlySpan<double> PartY(ReadOnlySpan<double> row) => row.Slice(X.Dimension, Y.Dimension);

    protected static double Sum(ReadOnlySpan<double> values)
    {
        double sum = 0;
        foreach (double value in values)
        {
            sum += value;
        }

        return sum;
    }

    /// <summary>|x|².</summary>
    protected static double SquaredLength(ReadOnlySpan<double> values)
    {
        double sum = 0;
        foreach (double value in values)
        {
            sum += value * value;
        }

        return sum;
    }
}
