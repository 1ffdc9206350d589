namespace Infometer;

/// <summary>Quantiles of numbers.</summary>
internal static class Quantiles
{
    /// <summary>The numbers that are not missing, ascending.</summary>
    public static double[] Sorted(ReadOnlySpan<double> values)
    {
        List<double> present = new(values.Length);
        foreach (double value in values)
        {
            if (double.IsFinite(value))
            {
                present.Add(value);
            }
        }

        present.Sort();
        return [.. present];
    }

    /// <summary>The quantile of a share of ascending numbers, linear between neighbours (type 7 of Hyndman and Fan 1996).</summary>
    public static double At(ReadOnlySpan<double> sorted, double share)
    {
        double at = share * (sorted.Length - 1);
        int low = Math.Min((int)at, sorted.Length - 1);
        double rest = at - low;
        return rest == 0 ? sorted[low] : (sorted[low] * (1 - rest)) + (sorted[low + 1] * rest);
    }
}
