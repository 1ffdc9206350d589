using System.Globalization;

namespace Infometer;

/// <summary>How the width of a kernel is found. Its properties are its constants. Widths are in the units of the data.</summary>
public abstract record WidthRule
{
    // Distances between so many drawn rows stand for all of them.
    private const int DrawnRows = 1_000;

    private protected WidthRule()
    {
    }

    /// <summary>The rule as it would be typed: <c>0.5</c>, <c>median</c>, <c>quantile:0.15</c>, <c>silverman:5</c>.</summary>
    public abstract string Text { get; }

    /// <summary>Reads a rule: a number above 0, <c>median</c>, <c>quantile:P</c> (of distances) or <c>silverman:H</c>.</summary>
    /// <exception cref="FormatException">The text is no rule.</exception>
    public static WidthRule Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        (string name, string constant) = text.IndexOf(':', StringComparison.Ordinal) is >= 0 and var colon ? (text[..colon], text[(colon + 1)..]) : (text, "");
        return name switch
        {
            "median" when constant.Length == 0 => new MedianWidth(),
            "quantile" => new QuantileWidth(Number(constant)),
            "silverman" => new SilvermanWidth(Number(constant)),
            _ => new GivenWidth(Number(text)),
        };
    }

    /// <inheritdoc/>
    public override string ToString() => Text;

    /// <summary>The width for a kernel of some shape, whose distances are Manhattan's for <see cref="KernelShape.Laplacian"/>.</summary>
    internal abstract double Of(RowSet rows, KernelShape shape, RunContext context);

    /// <summary>A quantile of the distances between different rows, interpolated, and 0 for fewer than two of them.</summary>
    internal static double DistanceQuantile(RowSet rows, KernelShape shape, double share, RunContext context)
    {
        RowSet drawn = Drawn(rows, context);
        int n = drawn.Count;
        if (n < 2)
        {
            return 0;
        }

        ShiftKernel kernel = new(drawn.Columns, shape, 1);
        double[] distances = new double[n * (n - 1) / 2];
        int filled = 0;
        for (int i = 1; i < n; i++)
        {
            kernel.Distances(i, 0, distances.AsSpan(filled, i));
            filled += i;
        }

        double position = share * (distances.Length - 1);
        int below = (int)position;
        double low = OrderStatistic.Select(distances, below);
        double high = below + 1 < distances.Length ? OrderStatistic.Select(distances, below + 1) : low;
        return low + ((position - below) * (high - low));
    }

    private protected static double RequirePositive(double value, string name) => value > 0 && double.IsFinite(value)
        ? value
        : throw new ArgumentOutOfRangeException(name, value, "It must be above 0 and finite.");

    private protected static string Written(double number) => number.ToString("R", CultureInfo.InvariantCulture);

    private static double Number(string text) => double.Parse(text, NumberStyles.Float, CultureInfo.InvariantCulture);

    private static RowSet Drawn(RowSet rows, RunContext context)
    {
        if (rows.Count <= DrawnRows)
        {
            return rows;
        }

        int[] order = [.. Enumerable.Range(0, rows.Count)];
        Rng rng = Rng.For(context.Seed, "kernel width");
        rng.Shuffle<int>(order);
        return rows.Select(order[..DrawnRows]);
    }
}
