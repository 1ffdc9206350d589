using System.Collections.Immutable;
using System.Globalization;

namespace Infometer;

/// <summary>
/// The p-value of a statistic that is large when there is something to find. Exact where it has a closed form. Else draws decide
/// where draws can: they stop once <see cref="Exceedances"/> of them reach the statistic (Besag and Clifford 1991, p = h/l), and
/// p = (g + 1)/(B + 1) is never 0 (Phipson and Smyth 2010). Beyond what draws can resolve, a gamma tail matched to the mean and
/// variance of the null takes over where every expected count is at least 5; where levels are rarer, the smaller of (g + 1)/(B + 1) and a
/// bound that holds for any counts is given, and the method says "at most".
/// </summary>
/// <param name="P">The p-value.</param>
/// <param name="Method">The null and how p was found.</param>
/// <param name="Draws">The values drawn, where they were asked for.</param>
internal sealed record NullPValue(double P, string Method, ImmutableArray<double> Draws)
{
    /// <summary>Draws that must reach the statistic before drawing stops.</summary>
    public const int Exceedances = 20;

    /// <summary>The most draws where a fitted tail can take over.</summary>
    public const int MaxDraws = 1_999;

    // A p-value below this needs no draws: they would hardly show an exceedance.
    private const double NoDrawsBelow = 1e-5;

    /// <summary>With fewer exceedances than this among all draws, the fitted tail is the better number.</summary>
    public const int TrustedExceedances = 10;

    private const int BatchSize = 64;
    private const int LargestBatch = 1 << 16;

    /// <summary>How far below the statistic a draw may lie and still count as reaching it: rounding, not evidence.</summary>
    public static double Slack(double statistic, double n) => 1e-12 * Math.Max(Math.Abs(statistic), Math.Log(Math.Max(2, n)));

    /// <summary>Finds the p-value of a test on n rows.</summary>
    public static NullPValue Of(INullTest test, int n, EstimateOptions options, RunContext context)
    {
        bool isFixed = options.Permutations is not null;
        if (!isFixed && !options.KeepNull)
        {
            if (test.LogExactP is { } exact)
            {
                return new NullPValue(Probability(exact), $"{test.Name}: exact, all tables", []);
            }

            if (WithoutDraws(test) is { } sure)
            {
                return sure;
            }
        }

        int most = options.Permutations ?? (test.Tail is not null ? Math.Min(MaxDraws, test.MostDraws) : test.MostDraws);
        (int reached, int drawn, double[] kept) = Draw(test, most, Slack(test.Statistic, n), isFixed, options.KeepNull, context);
        ImmutableArray<double> values = [.. kept];
        if (!isFixed && reached == Exceedances)
        {
            return new NullPValue(
                (double)reached / drawn, Text($"{test.Name}: exact, {drawn:N0} draws until {Exceedances} reached the value"), values);
        }

        double p = (reached + 1.0) / (drawn + 1);
        if (isFixed || reached >= TrustedExceedances)
        {
            return new NullPValue(p, Text($"{test.Name}: exact, {drawn:N0} draws"), values);
        }

        return Beyond(test, p, Text($"{reached} of {drawn:N0} draws reached the value")) with { Draws = values };
    }

    /// <summary>Finds the p-value from draws that several tests share.</summary>
    public static NullPValue Of(INullTest test, int n, SharedNull shared)
    {
        if (WithoutDraws(test) is { } sure)
        {
            return sure;
        }

        int reached = shared.CountFrom(test.Statistic - Slack(test.Statistic, n));
        double p = (reached + 1.0) / (shared.Count + 1);
        return reached >= TrustedExceedances
            ? new NullPValue(p, Text($"{test.Name}: exact, {shared.Count:N0} draws shared by columns with the same counts"), [])
            : Beyond(test, p, Text($"{reached} of {shared.Count:N0} shared draws reached the value"));
    }

    // Beyond what draws resolve.
    private static NullPValue Beyond(INullTest test, double p, string draws) => test.Tail is { } tail
        ? new NullPValue(Math.Min(p, Probability(tail.LogP)), $"{test.Name}: {tail.Law}; {draws}", [])
        : new NullPValue(
            Math.Min(p, Probability(test.LogBound)),
            $"{test.Name}: at most; {draws}, and rare levels allow no fitted tail",
            []);

    private static NullPValue? WithoutDraws(INullTest test)
    {
        if (test.Tail is { } tail && Probability(tail.LogP) < NoDrawsBelow)
        {
            return new NullPValue(Probability(tail.LogP), $"{test.Name}: {tail.Law}", []);
        }

        return Probability(test.LogBound) is var bound and < NoDrawsBelow
            ? new NullPValue(bound, $"{test.Name}: at most, by the method of types", [])
            : null;
    }

    // Never 0: the smallest positive number stands for what lies below it.
    private static double Probability(double log) => Math.Clamp(Math.Exp(log), double.Epsilon, 1);

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    // Draws until enough reach the bar, or as many as are allowed; values are kept only where asked for.
    private static (int Reached, int Drawn, double[] Kept) Draw(
        INullTest test, int most, double slack, bool isFixed, bool keep, RunContext context)
    {
        List<double> kept = [];
        int reached = 0;
        int drawn = 0;
        while (drawn < most)
        {
            // Doubling batches keep both cores busy and waste little; what is drawn depends on the index alone.
            double[] batch = DrawBatch(test, drawn, Math.Min(most - drawn, Math.Clamp(drawn, BatchSize, LargestBatch)), context);
            foreach (double value in batch)
            {
                drawn++;
                reached += value >= test.Statistic - slack ? 1 : 0;
                if (keep)
                {
                    kept.Add(value);
                }

                if (!isFixed && reached == Exceedances)
                {
                    return (reached, drawn, [.. kept]);
                }
            }
        }

        return (reached, drawn, [.. kept]);
    }

    /// <summary>Values of a null from draw number <paramref name="start"/> on; what a draw gives depends on its number alone.</summary>
    internal static double[] DrawBatch(INullTest test, int start, int count, RunContext context) =>
        DrawBatch(test.NewSampler, test.StreamKey, start, count, context);

    /// <inheritdoc cref="DrawBatch(INullTest, int, int, RunContext)"/>
    internal static double[] DrawBatch(Func<INullSampler> newSampler, long streamKey, int start, int count, RunContext context)
    {
        double[] values = new double[count];
        int blocks = (count + BatchSize - 1) / BatchSize;
        void DrawBlock(int block, INullSampler sampler)
        {
            sampler.Reset();
            Rng rng = Rng.For(context.Seed, "null", streamKey, start + (block * (long)BatchSize));
            int end = Math.Min(count, (block + 1) * BatchSize);
            for (int i = block * BatchSize; i < end; i++)
            {
                values[i] = sampler.Next(ref rng);
            }
        }

        if (blocks == 1 || context.MaxDegreeOfParallelism == 1)
        {
            INullSampler sampler = newSampler();
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
            newSampler,
            (block, _, sampler) =>
            {
                DrawBlock(block, sampler);
                return sampler;
            },
            static _ => { });
        return values;
    }
}
