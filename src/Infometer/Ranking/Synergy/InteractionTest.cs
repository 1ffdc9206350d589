using System.Numerics;

namespace Infometer;

/// <summary>
/// The test of no three-way interaction between two columns and the target: the counts against the log-linear model
/// [X₁X₂][X₁Y][X₂Y] fitted by iterative proportional fitting (Deming and Stephan 1940). That model says that the log-odds of
/// the target's levels are a sum of something for X₁ and something for X₂.
/// </summary>
/// <remarks>
/// Pairs of levels with too few rows are left out, which the model survives: what it says of the target given a pair of levels
/// holds for any choice of pairs that depends on the two-way counts alone. The p-value comes from the smaller of G² and
/// Pearson's X²: counts of a few make G² too large (three times too many below 0.05, ten times below 0.0001, in eight by eight levels
/// and 600 rows), counts of less than one X².
/// </remarks>
/// <param name="Statistic">G².</param>
/// <param name="Pearson">X².</param>
/// <param name="DegreesOfFreedom">Of either.</param>
/// <param name="TestedPairs">Pairs of levels that took part.</param>
/// <param name="Pairs">All pairs of levels.</param>
/// <param name="Cycles">Cycles of the fit.</param>
internal readonly record struct InteractionTest(
    double Statistic, double Pearson, int DegreesOfFreedom, int TestedPairs, int Pairs, int Cycles)
{
    // The squared distance of the margins per fitted count, which is what G² still falls by, at which a fit ends.
    private const double Tolerance = 1e-12;
    private const int MaxCycles = 5_000;

    /// <summary>The p-value, never 0.</summary>
    public double PValue => DegreesOfFreedom == 0 || Cycles == MaxCycles // a fit that has not ended says nothing
        ? 1
        : Math.Max(double.Epsilon, SpecialFunctions.ChiSquareSurvival(Math.Min(Statistic, Pearson), DegreesOfFreedom));

    /// <summary>How <see cref="PValue"/> is found.</summary>
    public string Method
    {
        get
        {
            string part = TestedPairs < Pairs ? FormattableString.Invariant($", {TestedPairs} of {Pairs} pairs of levels") : "";
            return FormattableString.Invariant(
                $"no three-way interaction: the smaller of G² and X², χ² with {DegreesOfFreedom} degrees of freedom{part}");
        }
    }

    /// <summary>Fits the model to the counts n_ijy, [y][i][j].</summary>
    public static InteractionTest Of(LevelBitsets a, LevelBitsets b, TargetClasses target, ReadOnlySpan<int> cells)
    {
        int degrees = SynergyBound.Of(a, b, target, cells).DegreesOfFreedom;
        Span<uint> tested = stackalloc uint[SynergyOptions.MaxLevels];
        SynergyBound.Tested(a, b, target, cells, tested);
        double[] observed = new double[cells.Length];
        double[] fitted = new double[cells.Length];
        int c = target.Levels;
        int cell = 0;
        for (int y = 0; y < c; y++)
        {
            for (int i = 0; i < a.Levels; i++)
            {
                for (int j = 0; j < b.Levels; j++, cell++)
                {
                    if ((tested[i] >> j & 1) != 0)
                    {
                        observed[cell] = cells[cell];
                        // A start without interaction near the end; the margin of both columns makes it the superposition.
                        fitted[cell] = a.Shares[(i * c) + y] * b.Lifts[(j * c) + y];
                    }
                }
            }
        }

        int cycles = Fit(observed, fitted, a.Levels, b.Levels, c);
        int pairs = 0;
        for (int i = 0; i < a.Levels; i++)
        {
            pairs += BitOperations.PopCount(tested[i]);
        }

        return Compare(observed, fitted) with
        {
            DegreesOfFreedom = degrees,
            TestedPairs = pairs,
            Pairs = a.Levels * b.Levels,
            Cycles = cycles,
        };
    }

    /// <summary>
    /// Fits <paramref name="fitted"/>, which must have no three-way interaction to start with, to the two-way sums of
    /// <paramref name="observed"/>, both [y][i][j]. Returns the number of cycles.
    /// </summary>
    internal static int Fit(ReadOnlySpan<double> observed, Span<double> fitted, int rows, int columns, int levels)
    {
        int plane = rows * columns;
        for (int cycle = 1; cycle <= MaxCycles; cycle++)
        {
            double distance = 0;
            for (int ij = 0; ij < plane; ij++)
            {
                distance += Match(observed, fitted, ij, plane, levels);
            }

            // The first cycle brings the start, which is a table of shares, to counts: its distance says nothing.
            distance = cycle == 1 ? double.PositiveInfinity : distance;
            for (int y = 0; y < levels; y++)
            {
                for (int i = 0; i < rows; i++)
                {
                    distance += Match(observed, fitted, (y * plane) + (i * columns), 1, columns);
                }

                for (int j = 0; j < columns; j++)
                {
                    distance += Match(observed, fitted, (y * plane) + j, columns, rows);
                }
            }

            if (distance < Tolerance)
            {
                return cycle;
            }
        }

        return MaxCycles;
    }

    // Scales one line of the fitted table to the sum of the observed one; returns their squared distance per count before that.
    private static double Match(ReadOnlySpan<double> observed, Span<double> fitted, int start, int step, int count)
    {
        double wanted = 0;
        double sum = 0;
        int end = start + (count * step);
        for (int cell = start; cell < end; cell += step)
        {
            wanted += observed[cell];
            sum += fitted[cell];
        }

        if (!(sum > 0))
        {
            return 0;
        }

        double factor = wanted / sum;
        for (int cell = start; cell < end; cell += step)
        {
            fitted[cell] *= factor;
        }

        return (wanted - sum) * (wanted - sum) / Math.Max(wanted, 1);
    }

    private static InteractionTest Compare(ReadOnlySpan<double> observed, ReadOnlySpan<double> fitted)
    {
        double likelihood = 0;
        double pearson = 0;
        for (int cell = 0; cell < observed.Length; cell++)
        {
            if (fitted[cell] > 0)
            {
                double difference = observed[cell] - fitted[cell];
                pearson += difference * difference / fitted[cell];
                likelihood += SpecialFunctions.Deviance(observed[cell], fitted[cell]);
            }
        }

        return new InteractionTest { Statistic = 2 * likelihood, Pearson = pearson };
    }
}
