using System.Runtime.InteropServices;

namespace Infometer;

/// <summary>The mean of the rows' gains with its standard error and its one-sided 95 % limit.</summary>
/// <param name="Mean">The mean.</param>
/// <param name="StandardError">Its standard error, over groups where rows have them.</param>
/// <param name="Low">The limit.</param>
internal readonly record struct BoundLimit(double Mean, double StandardError, double Low)
{
    // z²/2 for the one-sided 95 % point: Wilson's interval adds as many failures.
    private const double PseudoGroups = 1.3528;
    private const double Z = 1.6448536269514722;

    /// <summary>
    /// The limit of the mean gain. Gains are skewed: a predictor that is nearly always right gains a little in most rows and
    /// loses much in few, and where by chance none of the few is among n rows the standard deviation does not know of them. So
    /// the limit (not the mean) is taken as though z²/2 more rows, the share that Wilson's interval for a proportion adds, had
    /// the worst gain that the predictor allows anywhere. With groups these are groups of mean size, and z is Student's with
    /// one degree of freedom fewer than groups.
    /// </summary>
    public static BoundLimit Of(ReadOnlySpan<double> gains, ReadOnlySpan<double> worst, ReadOnlySpan<int> groups)
    {
        (double[] sums, double[] sizes, double least) = groups.IsEmpty ? Rows(gains, worst) : Groups(gains, worst, groups);
        double n = gains.Length;
        double meanSize = n / sums.Length;
        double mean = Sum(sums) / n;
        double error = Math.Sqrt(Squares(sums, sizes, mean) * sums.Length / Math.Max(1, sums.Length - 1)) / n;
        double padded = n + (PseudoGroups * meanSize);
        double low = (Sum(sums) + (PseudoGroups * meanSize * least)) / padded;
        double extra = meanSize * (least - low);
        double count = sums.Length + PseudoGroups;
        double spread = Math.Sqrt((Squares(sums, sizes, low) + (PseudoGroups * extra * extra)) * count / (count - 1)) / padded;
        return new BoundLimit(mean, error, low - (Quantile(groups.IsEmpty ? int.MaxValue : sums.Length - 1) * spread));
    }

    /// <summary>The 95 % point of Student's t distribution.</summary>
    internal static double Quantile(int degrees)
    {
        if (degrees > 1_000)
        {
            return Z;
        }

        double low = Z;
        double high = 7;
        for (int i = 0; i < 60; i++)
        {
            double t = 0.5 * (low + high);
            double tail = 0.5 * SpecialFunctions.BetaRegularized(0.5 * degrees, 0.5, degrees / (degrees + (t * t)));
            (low, high) = tail > 0.05 ? (t, high) : (low, t);
        }

        return high;
    }

    private static (double[] Sums, double[] Sizes, double Least) Rows(ReadOnlySpan<double> gains, ReadOnlySpan<double> worst)
    {
        double[] ones = new double[gains.Length];
        ones.AsSpan().Fill(1);
        double least = worst[0];
        foreach (double gain in worst)
        {
            least = Math.Min(least, gain);
        }

        return (gains.ToArray(), ones, least);
    }

    private static (double[] Sums, double[] Sizes, double Least) Groups(
        ReadOnlySpan<double> gains, ReadOnlySpan<double> worst, ReadOnlySpan<int> groups)
    {
        Dictionary<int, int> indexOf = [];
        List<double> sums = [];
        List<double> sizes = [];
        List<double> losses = [];
        for (int row = 0; row < gains.Length; row++)
        {
            ref int index = ref CollectionsMarshal.GetValueRefOrAddDefault(indexOf, groups[row], out bool isKnown);
            if (!isKnown)
            {
                index = sums.Count;
                sums.Add(0);
                sizes.Add(0);
                losses.Add(0);
            }

            sums[index] += gains[row];
            sizes[index]++;
            losses[index] += worst[row];
        }

        return ([.. sums], [.. sizes], losses.Zip(sizes, (loss, size) => loss / size).Min());
    }

    private static double Squares(double[] sums, double[] sizes, double mean)
    {
        double squares = 0;
        for (int i = 0; i < sums.Length; i++)
        {
            double off = sums[i] - (sizes[i] * mean);
            squares += off * off;
        }

        return squares;
    }

    private static double Sum(double[] values)
    {
        double sum = 0;
        foreach (double value in values)
        {
            sum += value;
        }

        return sum;
    }
}
