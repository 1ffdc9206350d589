namespace Infometer;

/// <summary>
/// A stationary vector autoregression s_t = A s_(t−1) + e_t of s = (x, y) with independent normal noise. Its covariance Γ solves
/// Γ = A Γ Aᵀ + Q, cov(s_(t+h), s_t) = A^h Γ, and every lagged question is one about jointly normal variables.
/// </summary>
internal sealed class GaussianSeriesLaw : SeriesLaw
{
    private readonly double[,] _a;
    private readonly double _noiseX;
    private readonly double _noiseY;
    private readonly SamplerCholesky _stationary;
    private readonly GaussianLaw _asked;

    public GaussianSeriesLaw(double[,] a, double noiseX, double noiseY, int history, int sourceHistory)
        : base(LawPart.Continuous(1), LawPart.Continuous(1), history, sourceHistory)
    {
        _a = a;
        _noiseX = noiseX;
        _noiseY = noiseY;
        double[,] stationary = Stationary(a, noiseX, noiseY);
        _stationary = SamplerCholesky.Of(stationary);
        _asked = Lagged(a, stationary, history, sourceHistory);
    }

    /// <summary>I(X_(t−1…t−ℓ); Y_t | Y_(t−1…t−k)).</summary>
    public double Nats => _asked.Nats;

    public override JointLaw Asked => _asked;

    public override void Draw(ref Rng rng, Span<double> rows)
    {
        Span<double> state = stackalloc double[2];
        state[0] = rng.NextNormal();
        state[1] = rng.NextNormal();
        _stationary.Multiply(state);
        for (int t = 0; t < rows.Length; t += 2)
        {
            state.CopyTo(rows[t..]);
            double x = (_a[0, 0] * state[0]) + (_a[0, 1] * state[1]) + (_noiseX * rng.NextNormal());
            state[1] = (_a[1, 0] * state[0]) + (_a[1, 1] * state[1]) + (_noiseY * rng.NextNormal());
            state[0] = x;
        }
    }

    // Γ = Σ Aⁱ Q Aᵀⁱ by doubling: each step adds as many terms as there were.
    private static double[,] Stationary(double[,] a, double noiseX, double noiseY)
    {
        double[,] sum = { { noiseX * noiseX, 0 }, { 0, noiseY * noiseY } };
        double[,] power = a;
        for (int i = 0; i < 30; i++)
        {
            double[,] next = Covariances.Transform(power, sum);
            for (int j = 0; j < 4; j++)
            {
                sum[j / 2, j % 2] += next[j / 2, j % 2];
            }

            power = Covariances.Multiply(power, power);
        }

        return sum;
    }

    // The columns are x_(t−1) … x_(t−ℓ), y_t, y_(t−1) … y_(t−k).
    private static GaussianLaw Lagged(double[,] a, double[,] stationary, int history, int sourceHistory)
    {
        (int Variable, int Lag)[] columns =
        [
            .. Enumerable.Range(1, sourceHistory).Select(lag => (0, lag)),
            .. Enumerable.Range(0, history + 1).Select(lag => (1, lag)),
        ];
        double[,] covariance = new double[columns.Length, columns.Length];
        for (int i = 0; i < columns.Length; i++)
        {
            for (int j = 0; j < columns.Length; j++)
            {
                (int later, int earlier) = columns[i].Lag <= columns[j].Lag ? (i, j) : (j, i);
                double[,] across = stationary;
                for (int h = columns[later].Lag; h < columns[earlier].Lag; h++)
                {
                    across = Covariances.Multiply(a, across);
                }

                covariance[i, j] = across[columns[later].Variable, columns[earlier].Variable];
            }
        }

        return new GaussianLaw(covariance, sourceHistory, 1, history);
    }
}
