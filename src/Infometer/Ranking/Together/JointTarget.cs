namespace Infometer;

/// <summary>
/// The target of a <see cref="JointInformation"/>: one class per kept row, and for a numeric target the normal score whose
/// bins the classes are.
/// </summary>
/// <remarks>
/// Classes are a function of the targets' own distribution, never of a column. Given the targets of all rows the
/// classes are fixed, and I(X; class) ≤ I(X; Y) by data processing: binning numbers by all rows' ranks and pooling rare
/// levels can only lose information.
/// </remarks>
internal sealed class JointTarget
{
    /// <summary>More levels than these are pooled into as many classes of nearly equal size.</summary>
    public const int MostClasses = 64;

    /// <summary>The number of bins of a numeric target, where there are rows enough.</summary>
    public const int MostBins = 64;

    // A bin of a numeric target holds at least so many rows: five in each of five folds.
    private const int RowsPerBin = 25;
    private const int FewestBins = 4;

    private JointTarget(int[] classes, int classCount, double[]? scores, double[] edges, int levels)
    {
        Classes = classes;
        ClassCount = classCount;
        Scores = scores;
        Edges = edges;
        Levels = levels;
        Counts = new int[classCount];
        foreach (int c in classes)
        {
            Counts[c]++;
        }
    }

    /// <summary>The class of every kept row: its level, its group of pooled levels, or its bin.</summary>
    public int[] Classes { get; }

    /// <summary>Number of classes; every one occurs.</summary>
    public int ClassCount { get; }

    /// <summary>The normal score of every kept row of a numeric target; null for a discrete one.</summary>
    public double[]? Scores { get; }

    /// <summary>The ends of the bins on the scale of normal scores, −∞ first and ∞ last; empty for a discrete target.</summary>
    public double[] Edges { get; }

    /// <summary>Levels that occur, before pooling.</summary>
    public int Levels { get; }

    /// <summary>Rows of each class.</summary>
    public int[] Counts { get; }

    /// <summary>Kept rows.</summary>
    public int RowCount => Classes.Length;

    /// <summary>A discrete target.</summary>
    public static JointTarget Discrete(Codes codes)
    {
        long[] counts = codes.CountLevels();
        int[] occurring = [.. Enumerable.Range(0, counts.Length).Where(level => counts[level] > 0)];
        int[] classOf = new int[counts.Length];
        int classCount = Math.Min(occurring.Length, MostClasses);
        if (occurring.Length <= MostClasses)
        {
            for (int c = 0; c < occurring.Length; c++)
            {
                classOf[occurring[c]] = c;
            }
        }
        else
        {
            Pool(occurring, counts, classOf);
        }

        int[] classes = codes.ToArray();
        for (int row = 0; row < classes.Length; row++)
        {
            classes[row] = classOf[classes[row]];
        }

        return new JointTarget(classes, classCount, null, [], occurring.Length);
    }

    /// <summary>A numeric target: bins of equally many rows, as many as 25 rows each allow, 4 to 64; ties are not parted.</summary>
    public static JointTarget Numeric(ReadOnlySpan<double> values)
    {
        int n = values.Length;
        int bins = Math.Clamp(n / RowsPerBin, FewestBins, MostBins);
        Codes fine = new EqualFrequency(bins).Fit(values).Codes;
        (int[] binOf, int[] counts) = MergeSmall(fine.CountLevels());
        int[] classes = Array.ConvertAll(fine.ToArray(), code => binOf[code]);
        double[] edges = new double[counts.Length + 1];
        int below = 0;
        for (int b = 0; b <= counts.Length; b++)
        {
            edges[b] = SpecialFunctions.NormalQuantile((double)below / n);
            below += b < counts.Length ? counts[b] : 0;
        }

        return new JointTarget(classes, counts.Length, NormalScores(values), edges, counts.Length);
    }

    // Beside a value that holds many rows the others may be too few for their bins: neighbours are merged up to 25 rows, unless
    // there would be fewer than four bins.
    private static (int[] BinOf, int[] Counts) MergeSmall(long[] fine)
    {
        int least = (int)Math.Min(RowsPerBin, fine.Sum() / FewestBins);
        int[] binOf = new int[fine.Length];
        List<int> counts = [];
        int open = 0;
        for (int code = 0; code < fine.Length; code++)
        {
            binOf[code] = counts.Count;
            open += (int)fine[code];
            if (open >= least)
            {
                counts.Add(open);
                open = 0;
            }
        }

        if (open > 0 && counts.Count > 0)
        {
            for (int code = fine.Length - 1; code >= 0 && binOf[code] == counts.Count; code--)
            {
                binOf[code]--;
            }

            counts[^1] += open;
        }
        else if (open > 0)
        {
            counts.Add(open);
        }

        return (binOf, [.. counts]);
    }

    /// <summary>Φ⁻¹((rank − ½)/n), ties at their mean rank.</summary>
    private static double[] NormalScores(ReadOnlySpan<double> values)
    {
        int n = values.Length;
        double[] sorted = values.ToArray();
        int[] order = new int[n];
        for (int i = 0; i < n; i++)
        {
            order[i] = i;
        }

        Array.Sort(sorted, order);
        double[] scores = new double[n];
        for (int start = 0; start < n;)
        {
            int end = start + 1;
            while (end < n && sorted[end] == sorted[start])
            {
                end++;
            }

            double score = SpecialFunctions.NormalQuantile((start + end) / (2.0 * n));
            for (int i = start; i < end; i++)
            {
                scores[order[i]] = score;
            }

            start = end;
        }

        return scores;
    }

    // The largest level goes first, each into the class that is emptiest so far: frequent levels keep a class of their own.
    private static void Pool(int[] occurring, long[] counts, int[] classOf)
    {
        PriorityQueue<int, (long Rows, int Class)> emptiest = new();
        for (int c = 0; c < MostClasses; c++)
        {
            emptiest.Enqueue(c, (0, c));
        }

        foreach (int level in occurring.OrderByDescending(level => counts[level]).ThenBy(level => level))
        {
            emptiest.TryDequeue(out int c, out (long Rows, int Class) filled);
            classOf[level] = c;
            emptiest.Enqueue(c, (filled.Rows + counts[level], c));
        }
    }
}
