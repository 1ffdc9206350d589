namespace Infometer.Tests;

/// <summary>Points of many kinds that neighbour searches must get right.</summary>
internal static class PointData
{
    public static readonly string[] Kinds =
    [
        "normal", "quantised", "clustered", "constant", "half-constant", "heavy",
        "huge", "tiny", "mixed-scales", "offset", "line", "mirrored",
    ];

    /// <summary>n points whose columns fill the given blocks.</summary>
    public static PointSet Create(string kind, int count, int[] blocks, ulong seed)
    {
        double[][] columns = new double[blocks.Sum()][];
        for (int j = 0; j < columns.Length; j++)
        {
            Rng rng = Rng.For(seed, "points", j);
            Rng shared = Rng.For(seed, "shared", 0);
            columns[j] = new double[count];
            for (int i = 0; i < count; i++)
            {
                double common = shared.NextNormal();
                double own = rng.NextNormal();
                columns[j][i] = kind switch
                {
                    "quantised" => Math.Round(own * 2) / 10,
                    "clustered" => Math.Round(common) + (1e-6 * own),
                    "constant" => 3.5,
                    "half-constant" => Math.Max(0, own),
                    "heavy" => own / rng.NextNormal(),
                    "huge" => own * 1e300,
                    "tiny" => own * 1e-310,
                    "mixed-scales" => own * Math.Pow(10, 6 * (j - 1)),
                    "offset" => 1e9 + (1e-3 * own),
                    "line" => common + (1e-9 * own),
                    "mirrored" => Math.Abs(own) * ((i & 1) == 0 ? 1 : -1),
                    _ => own,
                };
            }
        }

        return new PointSet(columns, blocks);
    }
}
