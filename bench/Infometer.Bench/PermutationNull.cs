namespace Infometer.Bench;

/// <summary>
/// The null of independence with fixed margins, as Infometer draws it: tables instead of permuted rows, which have the
/// same distribution.
/// </summary>
internal static class PermutationNull
{
    private const int DrawsPerChunk = 50;

    /// <summary>Mean plug-in information of <paramref name="count"/> drawn tables; counting the data is part of the work.</summary>
    internal static double Mean(Codes x, Codes y, int count)
    {
        ContingencyTable table = ContingencyTable.Count(x, y);
        FixedMarginSampler shared = new(table.RowTotals, table.ColumnTotals);
        double[] draws = new double[count];
        Parallel.For(0, (count + DrawsPerChunk - 1) / DrawsPerChunk, chunk =>
        {
            FixedMarginSampler sampler = shared.Fork();
            Rng random = Rng.For(0, "bench permutations", chunk);
            Span<double> own = draws.AsSpan(chunk * DrawsPerChunk, Math.Min(DrawsPerChunk, count - (chunk * DrawsPerChunk)));
            foreach (ref double draw in own)
            {
                draw = sampler.NextInformation(ref random);
            }
        });
        return draws.Average();
    }
}
