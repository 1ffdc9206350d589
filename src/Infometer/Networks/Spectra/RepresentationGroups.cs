using System.Globalization;

namespace Infometer;

/// <summary>Rows in groups by a variable: its levels, bins of equal width of one column, or clusters of several.</summary>
/// <param name="Codes">The group of each row.</param>
/// <param name="Names">What the groups are called.</param>
/// <param name="Rule">How they were made, for the definition.</param>
internal sealed record RepresentationGroups(int[] Codes, string[] Names, string Rule)
{
    private const int Restarts = 5;
    private const int MostSteps = 100;

    /// <summary>The rows of each group that has any.</summary>
    public IEnumerable<(string Name, int[] Rows)> Groups => Enumerable.Range(0, Codes.Length)
        .GroupBy(row => Codes[row])
        .OrderBy(group => group.Key)
        .Select(group => (Names[group.Key], group.ToArray()));

    /// <summary>The groups of a variable.</summary>
    /// <param name="rows">Levels, one column or several.</param>
    /// <param name="bins">Bins of one column.</param>
    /// <param name="clusters">Clusters of several.</param>
    /// <param name="context">The seed of the clusters.</param>
    public static RepresentationGroups Of(RowSet rows, int bins, int clusters, RunContext context)
    {
        if (rows.Codes is { } codes)
        {
            return new RepresentationGroups(codes, [.. Enumerable.Range(0, codes.Max() + 1).Select(rows.LevelName)], "levels");
        }

        string Numbered(int group) => group.ToString(CultureInfo.InvariantCulture);
        if (rows.Dimension == 1)
        {
            return new RepresentationGroups(Bins(rows.Columns[0], bins), [.. Enumerable.Range(0, bins).Select(b => $"bin {Numbered(b)}")], $"equal-width-bins({Numbered(bins)})");
        }

        int count = Math.Min(clusters, rows.Count);
        return new RepresentationGroups(Clusters(rows, count, context), [.. Enumerable.Range(0, count).Select(c => $"cluster {Numbered(c)}")], $"k-means({Numbered(count)})");
    }

    private static int[] Bins(double[] column, int bins)
    {
        double low = column.Min();
        double width = (column.Max() - low) / bins;
        return Array.ConvertAll(column, value => width > 0 ? Math.Min(bins - 1, (int)((value - low) / width)) : 0);
    }

    // k-means (Lloyd 1982) from centres drawn far apart (Arthur and Vassilvitskii 2007); the tightest of several runs.
    private static int[] Clusters(RowSet rows, int clusters, RunContext context)
    {
        (double Scatter, int[] Codes)[] runs = new (double, int[])[Restarts];
        context.ForEach(Restarts, run =>
        {
            Rng rng = Rng.For(context.Seed, "k-means", run);
            runs[run] = Lloyd(rows, Centres(rows, clusters, ref rng));
        });
        return runs.MinBy(run => run.Scatter).Codes;
    }

    private static double[][] Centres(RowSet rows, int clusters, ref Rng rng)
    {
        double[][] centres = new double[clusters][];
        double[] nearest = new double[rows.Count];
        nearest.AsSpan().Fill(1);
        double[] distances = new double[rows.Count];
        for (int c = 0; c < clusters; c++)
        {
            int chosen = Draw(nearest, ref rng);
            centres[c] = Array.ConvertAll(rows.Columns, column => column[chosen]);
            Distances(rows, centres[c], distances);
            for (int i = 0; i < distances.Length; i++)
            {
                nearest[i] = c == 0 ? distances[i] : Math.Min(nearest[i], distances[i]);
            }
        }

        return centres;
    }

    private static int Draw(double[] weights, ref Rng rng)
    {
        double left = rng.NextDouble() * weights.Sum();
        int chosen = 0;
        for (; chosen < weights.Length - 1 && left >= weights[chosen]; chosen++)
        {
            left -= weights[chosen];
        }

        return chosen;
    }

    private static (double Scatter, int[] Codes) Lloyd(RowSet rows, double[][] centres)
    {
        int[] codes = new int[rows.Count];
        double scatter = double.PositiveInfinity;
        for (int step = 0; step < MostSteps; step++)
        {
            double now = Assign(rows, centres, codes);
            if (now >= scatter)
            {
                break;
            }

            scatter = now;
            Move(rows, centres, codes);
        }

        return (scatter, codes);
    }

    private static double Assign(RowSet rows, double[][] centres, int[] codes)
    {
        double[] nearest = new double[codes.Length];
        nearest.AsSpan().Fill(double.PositiveInfinity);
        double[] distances = new double[codes.Length];
        for (int c = 0; c < centres.Length; c++)
        {
            Distances(rows, centres[c], distances);
            for (int i = 0; i < codes.Length; i++)
            {
                (nearest[i], codes[i]) = distances[i] < nearest[i] ? (distances[i], c) : (nearest[i], codes[i]);
            }
        }

        return CrossProducts.Sum(nearest);
    }

    // A centre without rows stays.
    private static void Move(RowSet rows, double[][] centres, int[] codes)
    {
        int[] counts = new int[centres.Length];
        foreach (int code in codes)
        {
            counts[code]++;
        }

        for (int j = 0; j < rows.Dimension; j++)
        {
            double[] sums = new double[centres.Length];
            for (int i = 0; i < codes.Length; i++)
            {
                sums[codes[i]] += rows.Columns[j][i];
            }

            for (int c = 0; c < centres.Length; c++)
            {
                centres[c][j] = counts[c] > 0 ? sums[c] / counts[c] : centres[c][j];
            }
        }
    }

    private static void Distances(RowSet rows, double[] centre, double[] distances) => PairKernels.Terms<SquareTerm>(rows.Columns, centre, 0, distances);
}
