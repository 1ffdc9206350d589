namespace Infometer;

/// <summary>
/// Two binary series that are together a stationary Markov chain: X_t is 1 with a probability that depends on X_(t−1), Y_t with one that depends
/// on (X_(t−1), Y_(t−1)). The transfer entropy of one step is a finite sum.
/// </summary>
internal sealed class BinarySeriesLaw : SeriesLaw
{
    private readonly double[] _oneX;
    private readonly double[,] _oneY;
    private readonly double[] _cumulative;
    private readonly TableLaw _asked;

    /// <param name="oneX">P(X_t = 1 | X_(t−1)).</param>
    /// <param name="oneY">P(Y_t = 1 | X_(t−1), Y_(t−1)).</param>
    public BinarySeriesLaw(double[] oneX, double[,] oneY) : base(LawPart.Discrete(2), LawPart.Discrete(2), 1, 1)
    {
        _oneX = oneX;
        _oneY = oneY;
        double[,] stationary = Stationary();
        _cumulative = RandomDraws.Cumulate([.. stationary.Cast<double>()]);
        double[,,] table = new double[2, 2, 2];
        for (int i = 0; i < 8; i++)
        {
            (int x, int next, int y) = (i / 4, i / 2 % 2, i % 2);
            table[x, next, y] = stationary[x, y] * (next == 1 ? oneY[x, y] : 1 - oneY[x, y]);
        }

        _asked = new TableLaw(table);
    }

    /// <summary>I(X_(t−1); Y_t | Y_(t−1)).</summary>
    public double Nats => _asked.Nats;

    public override JointLaw Asked => _asked;

    public override void Draw(ref Rng rng, Span<double> rows)
    {
        int state = RandomDraws.Place(ref rng, _cumulative);
        for (int t = 0; t < rows.Length; t += 2)
        {
            (int x, int y) = (state / 2, state % 2);
            rows[t] = x;
            rows[t + 1] = y;
            int nextX = rng.NextDouble() < _oneX[x] ? 1 : 0;
            int nextY = rng.NextDouble() < _oneY[x, y] ? 1 : 0;
            state = (2 * nextX) + nextY;
        }
    }

    // Iterated until nothing changes: chains here forget within some hundred steps.
    private double[,] Stationary()
    {
        double[,] p = { { 0.25, 0.25 }, { 0.25, 0.25 } };
        for (int step = 0; step < 10_000; step++)
        {
            double[,] next = new double[2, 2];
            for (int i = 0; i < 16; i++)
            {
                (int x, int y, int toX, int toY) = (i / 8, i / 4 % 2, i / 2 % 2, i % 2);
                next[toX, toY] += p[x, y] * (toX == 1 ? _oneX[x] : 1 - _oneX[x]) * (toY == 1 ? _oneY[x, y] : 1 - _oneY[x, y]);
            }

            p = next;
        }

        return p;
    }
}
