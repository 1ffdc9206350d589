namespace Infometer;

/// <summary>
/// I(X;Z) of X uniform over a group of rows: all, or those of a class.
/// </summary>
internal sealed class EncoderGroup
{
    // Fixed parts, merged in their order, so that the result does not depend on the threads.
    private const int RowsPerPart = 32;

    private readonly EncoderRows _encoder;
    private readonly int[] _members;

    public EncoderGroup(EncoderRows encoder, int[] members) => (_encoder, _members) = (encoder, members);

    /// <summary>Mean over draws of ln p(z|x_i) − ln (1/n) Σ_j p(z|x_j), per member.</summary>
    public double[] Locals { get; private set; } = [];

    /// <summary>
    /// What each member adds to the mean of <see cref="Locals"/> in both of its roles, up to a constant: its local value less the mean over
    /// i of p(z_i|x_j)/(1/n) Σ_l p(z_i|x_l).
    /// </summary>
    public double[] Influences { get; private set; } = [];

    /// <summary>Draws Z and measures.</summary>
    public void Measure(int draws, RunContext context)
    {
        int n = _members.Length;
        Locals = new double[n];
        int parts = (n + RowsPerPart - 1) / RowsPerPart;
        double[][] weights = new double[parts][];
        context.ForEach(parts, part =>
        {
            weights[part] = new double[n];
            for (int i = part * RowsPerPart; i < Math.Min(n, (part + 1) * RowsPerPart); i++)
            {
                Locals[i] = Local(i, draws, context.Seed, weights[part]);
            }
        });
        Influences = [.. Locals.Select((local, j) => local - weights.Sum(w => w[j]))];
    }

    /// <summary>
    /// The bound by Jensen's inequality, mean over all pairs of KL(p(z|x_i)‖p(z|x_j)), which is at least I(X;Z); exact, from means over
    /// rows: Σ_k mean_j ((m_k − μ_jk)² + Var μ_k + mean σ_k²)/(2σ_jk²) − d/2, as the logarithms of the volumes cancel over pairs.
    /// </summary>
    public double JensenBound()
    {
        double sum = 0;
        for (int k = 0; k < _encoder.Dimension; k++)
        {
            double mean = _members.Average(i => _encoder.Means(i)[k]);
            double scatter = _members.Average(i => Square(_encoder.Means(i)[k] - mean) + Square(_encoder.Deviations(i)[k]));
            sum += _members.Average(j => (Square(mean - _encoder.Means(j)[k]) + scatter) / (2 * Square(_encoder.Deviations(j)[k])));
        }

        return sum - (_encoder.Dimension / 2.0);
    }

    private static double Square(double value) => value * value;

    private double Local(int index, int draws, ulong seed, double[] weights)
    {
        int n = _members.Length;
        double[] z = new double[_encoder.Dimension];
        double[] logs = new double[n];
        double local = 0;
        for (int draw = 0; draw < draws; draw++)
        {
            _encoder.Draw(_members[index], draw, seed, z);
            double max = double.NegativeInfinity;
            for (int j = 0; j < n; j++)
            {
                logs[j] = _encoder.LogDensity(_members[j], z);
                max = Math.Max(max, logs[j]);
            }

            double sum = 0;
            foreach (double log in logs)
            {
                sum += Math.Exp(log - max);
            }

            local += logs[index] - max - Math.Log(sum / n);
            for (int j = 0; j < n; j++)
            {
                weights[j] += Math.Exp(logs[j] - max) / sum / draws;
            }
        }

        return local / draws;
    }
}
