using System.Collections.Immutable;

namespace Infometer;

/// <summary>
/// The p-value of a statistic that is large when there is something to find. Draws decide where draws can: they stop once
/// <see cref="Exceedances"/> of them reach the statistic (Besag and Clifford 1991, p = h/l), and p = (g + 1)/(B + 1) is
/// never 0 (Phipson and Smyth 2010). Beyond what draws can resolve, a gamma tail matched to the mean and variance of the
/// null takes over.
/// </summary>
/// <param name="P">The p-value.</param>
/// <param name="Method">The null and how p was found.</param>
/// <param name="Draws">The values drawn, where they were asked for.</param>
internal sealed record NullPValue(double P, string Method, ImmutableArray<double> Draws)
{
    /// <summary>Draws that must reach the statistic before drawing stops.</summary>
    public const int Exceedances = 20;

    /// <summary>The most draws that are made unless a number is asked for.</summary>
    public const int MaxDraws = 1_999;

    // A fitted tail below this needs no draws: a thousand times as many as are made would hardly show one exceedance.
    private const double NoDrawsBelow = 1e-5;

    // With fewer exceedances than this among all draws, the fitted tail is the better number.
    private const int TrustedExceedances = 10;

    private const int BatchSize = 64;

    /// <summary>Finds the p-value of a test.</summary>
    public static NullPValue Of(INullTest test, EstimateOptions options, RunContext context)
    {
        bool isFixed = options.Permutations is not null;
        double tail = GammaTail(test);
        if (!isFixed && !options.KeepNull && tail < NoDrawsBelow)
        {
            return new NullPValue(tail, $"{test.Name}: gamma tail matched to the exact mean and variance", []);
        }

        int most = options.Permutations ?? MaxDraws;
        List<double> kept = [];
        int reached = 0;
        int drawn = 0;
        double bar = test.Statistic - (1e-12 * Math.Abs(test.Statistic));
        while (drawn < most)
        {
            // Doubling batches keep both cores busy and waste little; what is drawn depends on the index alone.
            double[] batch = DrawBatch(test, drawn, Math.Min(most - drawn, Math.Max(BatchSize, drawn)), context);
            foreach (double value in batch)
            {
                drawn++;
                reached += value >= bar ? 1 : 0;
                if (options.KeepNull)
                {
                    kept.Add(value);
                }

                if (!isFixed && reached == Exceedances)
                {
                    return new NullPValue(
                        (double)reached / drawn, $"{test.Name}: exact, {drawn:N0} draws until {Exceedances} reached the value", [.. kept]);
                }
            }
        }

        double exact = (reached + 1.0) / (drawn + 1);
        return isFixed || reached >= TrustedExceedances
            ? new NullPValue(exact, $"{test.Name}: exact, {drawn:N0} draws", [.. kept])
            : new NullPValue(
                Math.Min(exact, Math.Max(tail, double.Epsilon)),
                $"{test.Name}: gamma tail matched to the exact mean and variance; {reached} of {drawn:N0} draws reached the value",
                [.. kept]);
    }

    // Gamma with the mean and variance of the null; a null without variance gives 1 or, above its mean, the smallest p.
    private static double GammaTail(INullTest test)
    {
        if (!(test.Mean > 0) || !(test.Variance > 0))
        {
            return 1;
        }

        double shape = test.Mean * test.Mean / test.Variance;
        double scale = test.Variance / test.Mean;
        return Math.Max(double.Epsilon, SpecialFunctions.GammaSurvival(Math.Max(0, test.Statistic), shape, scale));
    }

    private static double[] DrawBatch(INullTest test, int start, int count, RunContext context)
    {
        double[] values = new double[count];
        int blocks = (count + BatchSize - 1) / BatchSize;
        void DrawBlock(int block, INullSampler sampler)
        {
            sampler.Reset();
            Rng rng = Rng.For(context.Seed, "null", start + (block * (long)BatchSize));
            int end = Math.Min(count, (block + 1) * BatchSize);
            for (int i = block * BatchSize; i < end; i++)
            {
                values[i] = sampler.Next(ref rng);
            }
        }

        if (blocks == 1 || context.MaxDegreeOfParallelism == 1)
        {
            INullSampler sampler = test.NewSampler();
            for (int block = 0; block < blocks; block++)
            {
                context.Cancellation.ThrowIfCancellationRequested();
                DrawBlock(block, sampler);
            }

            return values;
        }

        Parallel.For(
            0,
            blocks,
            context.ParallelOptions,
            test.NewSampler,
            (block, _, sampler) =>
            {
                DrawBlock(block, sampler);
                return sampler;
            },
            static _ => { });
        return values;
    }
}
