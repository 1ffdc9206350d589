using Xunit;

namespace Infometer.Tests;

[Trait("Kernels", "Vector")]
public class MdlpTests
{
    [Fact]
    public void Fit_PureNoise_MakesNoCut()
    {
        for (int column = 0; column < 20; column++)
        {
            Random random = new(column);
            double[] x = [.. Enumerable.Range(0, 1000).Select(_ => random.NextDouble())];
            int[] y = [.. Enumerable.Range(0, 1000).Select(_ => random.Next(2 + (column % 3)))];
            Assert.Empty(new Mdlp().Fit(x, Codes.Create(y, 4)).Edges);
        }
    }

    [Fact]
    public void Fit_PlantedThresholds_AreFoundExactly()
    {
        Random random = new(4);
        double[] x = [.. Enumerable.Range(0, 3000).Select(_ => random.NextDouble() * 10)];
        int[] y = [.. x.Select(v => v < 2.5 ? 0 : v < 6 ? 1 : v < 9 ? 2 : 0)];
        Discretization bins = new Mdlp().Fit(x, Codes.Create(y, 3));
        Assert.Equal([2.5, 6, 9], bins.Edges.Select(edge => Math.Round(edge, 1)));
        Assert.All(bins.Edges, edge => Assert.Contains(edge, x));
        Assert.Equal(0, bins.Codes.ToArray().Zip(y).GroupBy(pair => pair.First).Count(group => group.Distinct().Count() > 1));
    }

    [Fact]
    public void Fit_NoisyThreshold_IsFoundNearby()
    {
        Random random = new(5);
        double[] x = [.. Enumerable.Range(0, 2000).Select(_ => random.NextDouble())];
        int[] y = [.. x.Select(v => random.NextDouble() < (v < 0.3 ? 0.2 : 0.8) ? 1 : 0)];
        Assert.Equal(0.3, Assert.Single(new Mdlp().Fit(x, Codes.Create(y, 2)).Edges), 0.02);
    }

    [Fact]
    public void Fit_AnyTable_MatchesDefinition()
    {
        Random random = new(6);
        int cuts = 0;
        for (int trial = 0; trial < 200; trial++)
        {
            int n = 2 + random.Next(120);
            int levels = 1 + random.Next(4);
            double[] x = [.. Enumerable.Range(0, n).Select(_ => (double)random.Next(25))];
            int[] y = [.. x.Select(v => random.NextDouble() < 0.7 ? (int)v / 7 % levels : random.Next(levels))];
            double[] expected = [.. Definition(x.Zip(y).OrderBy(row => row.First).ToArray()).Order()];
            Assert.Equal(expected, new Mdlp().Fit(x, Codes.Create(y, levels)).Edges);
            cuts += expected.Length;
        }

        Assert.InRange(cuts, 100, 2000);
    }

    [Fact]
    public void Fit_NoTarget_SaysWhatItNeeds()
    {
        Exception error = Assert.Throws<InvalidInputException>(() => new Mdlp().Fit([1, 2, 3]));
        Assert.Equal(
            "Mdlp chooses its cuts by a discrete target over the same rows, but none was given; pass the target's codes.", error.Message);
        error = Assert.Throws<InvalidInputException>(() => new Mdlp().Fit([1, 2, 3], Codes.Create([0, 1], 2)));
        Assert.Contains("there are 3 values and 2 codes", error.Message, StringComparison.Ordinal);
    }

    // The rule as it is written, in bits, trying every boundary between distinct values.
    private static List<double> Definition((double X, int Y)[] rows)
    {
        int n = rows.Length;
        int best = -1;
        double least = double.PositiveInfinity;
        for (int i = 1; i < n; i++)
        {
            double parted = (i * Entropy(rows[..i])) + ((n - i) * Entropy(rows[i..]));
            if (rows[i].X > rows[i - 1].X && parted < least - 1e-9)
            {
                least = parted;
                best = i;
            }
        }

        if (best < 0)
        {
            return [];
        }

        double gain = Entropy(rows) - (least / n);
        double delta = Math.Log2(Math.Pow(3, Levels(rows)) - 2)
            - ((Levels(rows) * Entropy(rows))
                - (Levels(rows[..best]) * Entropy(rows[..best]))
                - (Levels(rows[best..]) * Entropy(rows[best..])));
        return gain > (Math.Log2(n - 1) + delta) / n
            ? [rows[best].X, .. Definition(rows[..best]), .. Definition(rows[best..])]
            : [];
    }

    private static int Levels((double X, int Y)[] rows) => rows.Select(row => row.Y).Distinct().Count();

    private static double Entropy((double X, int Y)[] rows) =>
        rows.GroupBy(row => row.Y).Select(group => (double)group.Count() / rows.Length).Sum(p => -p * Math.Log2(p));
}
