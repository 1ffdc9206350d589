namespace Infometer;

/// <summary>The scores that follow from a matrix of factors × latents.</summary>
internal static class FactorScores
{
    /// <summary>
    /// (mean over rows of max/Σ − 1/m)/(1 − 1/m), m the width of the rows: 0 where all entries of a row are alike, 1 where one has all.
    /// Rows that sum to 0 say nothing and are left out; NaN where no row is left, or m is 1, where the score is 0/0.
    /// </summary>
    public static double Concentration(IReadOnlyList<double[]> rows)
    {
        double[] shares = [.. rows.Select(LargestShare).Where(share => !double.IsNaN(share))];
        if (shares.Length == 0 || rows[0].Length < 2)
        {
            return double.NaN;
        }

        double even = 1.0 / rows[0].Length;
        return (shares.Average() - even) / (1 - even);
    }

    /// <summary>max/Σ of a row, negative entries counted as 0; NaN where the sum is 0.</summary>
    public static double LargestShare(double[] row)
    {
        double sum = row.Sum(v => Math.Max(0, v));
        return sum > 0 ? row.Max() / sum : double.NaN;
    }

    /// <summary>1 − H/ln m of a row divided by its sum; NaN where the sum is 0 or m is 1.</summary>
    public static double Purity(double[] row)
    {
        double sum = row.Sum();
        return sum > 0 && row.Length > 1
            ? 1 + (row.Where(v => v > 0).Sum(v => v / sum * Math.Log(v / sum)) / Math.Log(row.Length))
            : double.NaN;
    }

    /// <summary>The mean of purities, weighted by the sums of their rows.</summary>
    public static double MeanPurity(IReadOnlyList<double[]> rows)
    {
        double[][] used = [.. rows.Where(row => !double.IsNaN(Purity(row)))];
        double total = used.Sum(row => row.Sum());
        return used.Length == 0 ? double.NaN : used.Sum(row => row.Sum() * Purity(row)) / total;
    }

    /// <summary>The largest entry less the second; NaN where there is no second.</summary>
    public static double TopGap(IEnumerable<double> row)
    {
        double[] sorted = [.. row.OrderDescending()];
        return sorted.Length < 2 ? double.NaN : sorted[0] - sorted[1];
    }

    /// <summary>Column by column.</summary>
    public static double[][] Transposed(double[][] rows) =>
        [.. Enumerable.Range(0, rows[0].Length).Select(j => Array.ConvertAll(rows, row => row[j]))];

    /// <summary>The mean of what is a number; NaN where nothing is.</summary>
    public static double Mean(IEnumerable<double> values)
    {
        double[] numbers = [.. values.Where(v => !double.IsNaN(v))];
        return numbers.Length == 0 ? double.NaN : numbers.Average();
    }
}
