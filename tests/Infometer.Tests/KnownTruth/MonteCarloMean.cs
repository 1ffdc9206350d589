namespace Infometer.Tests;

/// <summary>Mean of numbers drawn in blocks of their own streams, with its standard error.</summary>
internal readonly record struct MonteCarloMean(double Mean, double StandardError)
{
    private const int BlockRows = 1 << 14;

    /// <summary>The mean of the pointwise information of a law over many rows; the same whatever the number of threads.</summary>
    public static MonteCarloMean OfInformation(JointLaw law, long draws, ulong seed)
    {
        int blocks = (int)((draws + BlockRows - 1) / BlockRows);
        (double Sum, double Squares)[] sums = new (double, double)[blocks];
        Parallel.For(0, blocks, block =>
        {
            Rng rng = Rng.For(seed, "truth", block);
            double[] row = new double[law.Width];
            double sum = 0;
            double squares = 0;
            for (int i = 0; i < BlockRows; i++)
            {
                law.Draw(ref rng, row);
                double value = law.Pointwise(row);
                sum += value;
                squares += value * value;
            }

            sums[block] = (sum, squares);
        });
        double n = (double)blocks * BlockRows;
        double mean = sums.Sum(s => s.Sum) / n;
        return new MonteCarloMean(mean, Math.Sqrt(((sums.Sum(s => s.Squares) / n) - (mean * mean)) / n));
    }

    /// <summary>The mean of numbers that may depend on their neighbours: the error from means of 64 stretches.</summary>
    public static MonteCarloMean OfStretches(double[] values)
    {
        double[] means = [.. values.Chunk((values.Length + 63) / 64).Select(chunk => chunk.Average())];
        double mean = values.Average();
        return new MonteCarloMean(mean, Math.Sqrt(means.Sum(m => (m - mean) * (m - mean)) / (means.Length * (means.Length - 1.0))));
    }
}
