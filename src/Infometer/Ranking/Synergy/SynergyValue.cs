namespace Infometer;

/// <summary>The synergy of a pair with what is known of its error.</summary>
/// <param name="Raw">S = I(X₁,X₂;Y) − I(X₁;Y) − I(X₂;Y), plug-in, in nats.</param>
/// <param name="Chance">d/2n, what the plug-in lies above the truth on average (Miller 1955, term by term).</param>
/// <param name="StandardError">√(v/n + |d|/2n²).</param>
/// <param name="Rows">n.</param>
internal readonly record struct SynergyValue(double Raw, double Chance, double StandardError, int Rows)
{
    // 95 %, in two tails
    private const double Tail = 0.025;
    private const double Normal = 1.959963984540054;

    /// <summary>The plug-in less its chance level.</summary>
    public double Corrected => Raw - Chance;

    /// <summary>
    /// 95 % limits: the hull of the value ± 1.96 standard errors and, above zero, of the limits that a noncentral χ² with d degrees of
    /// freedom gives for 2n times the plug-in, whose law is skewed near zero.
    /// </summary>
    public Interval Interval
    {
        get
        {
            double low = Corrected - (Normal * StandardError);
            double high = Corrected + (Normal * StandardError);
            double degrees = Chance * 2 * Rows;
            return Raw > 0 && degrees > 0
                ? new Interval(Math.Min(low, Noncentral(degrees, 1 - Tail)), Math.Max(high, Noncentral(degrees, Tail)))
                : new Interval(low, high);
        }
    }

    /// <summary>Computes it from the counts n_ijy, [y][i][j].</summary>
    public static SynergyValue Of(LevelBitsets a, LevelBitsets b, TargetClasses target, ReadOnlySpan<int> cells)
    {
        int c = target.Levels;
        int plane = a.Levels * b.Levels;
        double n = target.Rows;
        double sum = 0;
        double squares = 0;
        int degrees = a.Levels + b.Levels + c - 1 - OccurringCells(a) - OccurringCells(b);
        for (int ij = 0; ij < plane; ij++)
        {
            int i = ij / b.Levels;
            int j = ij % b.Levels;
            double total = 0;
            for (int y = 0; y < c; y++)
            {
                total += cells[(y * plane) + ij];
            }

            if (total == 0)
            {
                continue;
            }

            degrees--;
            for (int y = 0; y < c; y++)
            {
                double count = cells[(y * plane) + ij];
                double share = a.Shares[(i * c) + y] * b.Lifts[(j * c) + y];
                degrees += share > 0 ? 1 : 0;
                if (count > 0)
                {
                    double local = Math.Log(count / (total * share));
                    sum += count * local;
                    squares += count * local * local;
                }
            }
        }

        double value = sum / n;
        double variance = Math.Max(0, (squares / n) - (value * value));
        return new SynergyValue(
            value, degrees / (2 * n), Math.Sqrt((variance / n) + (Math.Abs(degrees) / (2 * n * n))), target.Rows);
    }

    private double Noncentral(double degrees, double probability) =>
        SpecialFunctions.NoncentralChiSquareNoncentrality(2 * Rows * Raw, degrees, probability) / (2 * Rows);

    private static int OccurringCells(LevelBitsets column) => column.Cells.Count(count => count > 0);
}
