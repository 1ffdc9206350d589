namespace Infometer.Bench;

/// <summary>
/// Draws from the null of independence with fixed margins; the one place to change when tables are drawn instead of
/// permutations.
/// </summary>
internal static class PermutationNull
{
    /// <summary>Mean plug-in information over random permutations of <paramref name="y"/>.</summary>
    internal static double Mean(byte[] x, byte[] y, int count)
    {
        double[] draws = new double[count];
        Codes rows = Codes.Wrap(x, 10);
        Parallel.For(
            0,
            count,
            () => (byte[])y.Clone(),
            (draw, _, permuted) =>
            {
                y.CopyTo(permuted, 0);
                new Random(draw).Shuffle(permuted);
                draws[draw] = ContingencyTable.PluginInformation(ContingencyTable.Count(rows, Codes.Wrap(permuted, 10)));
                return permuted;
            },
            _ => { });
        return draws.Average();
    }
}
