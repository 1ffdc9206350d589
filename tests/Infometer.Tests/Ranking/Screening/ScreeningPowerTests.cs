using Xunit;

namespace Infometer.Tests;

/// <summary>
/// How well screens order columns: 600 columns with common factors, 24 of which make the target (SNR 3, coefficients N(6, 1)), n = 1,000;
/// the area under the ROC curve over 8 replicates, beside that of each statistic alone.
/// </summary>
public sealed class ScreeningPowerTests
{
    private const int Rows = 1_000;
    private const int Columns = 600;
    private const int True = 24;
    private const double Loading = 0.35;
    private const int Replicates = 8;

    // The areas are those measured for 5 bins, the best single table.
    [SlowTheory]
    [InlineData("linear", 0.936)]
    [InlineData("square", 0.906)]
    [InlineData("sine", 0.910)]
    public void Order_OfAKnownSignal_IsNearTheBestSingleStatistic(string signal, double least)
    {
        double decisive = 0;
        double[] parts = new double[6];
        for (int replicate = 0; replicate < Replicates; replicate++)
        {
            (float[] values, double[] y, bool[] isTrue) = Draw(signal, replicate);
            Screening screening = Screening.Of(ColumnSource.ColumnMajor(values, Rows, Columns), Variable.Continuous(y, 1, "y"));
            decisive += AreaUnderCurve([.. screening.Scores.ToArray().Select(s => s.Score)], isTrue) / Replicates;
            double[][] single = SingleStatistics(values, y);
            for (int k = 0; k < parts.Length; k++)
            {
                parts[k] += AreaUnderCurve(single[k], isTrue) / Replicates;
            }
        }

        TestContext.Current.TestOutputHelper!.WriteLine(FormattableString.Invariant(
            $"{signal}: decisive {decisive:0.000}; 16, 8, 4 bins, degree 1, 2, 4: {string.Join(" ", parts.Select(p => p.ToString("0.000")))}"));
        Assert.True(decisive >= least, $"{signal}: {decisive}");
        Assert.True(decisive >= parts.Max() - 0.025, $"{signal}: {decisive} beside {parts.Max()}");
    }

    private static (float[] Values, double[] Target, bool[] IsTrue) Draw(string signal, int replicate)
    {
        Rng rng = Rng.For(1, "screening power " + signal, replicate);
        double[][] factors = [.. Enumerable.Range(0, 10).Select(_ => Normals(ref rng))];
        float[] values = new float[Rows * Columns];
        bool[] isTrue = new bool[Columns];
        double[] sum = new double[Rows];
        for (int column = 0; column < Columns; column++)
        {
            double[] factor = factors[rng.NextInt(factors.Length)];
            isTrue[column] = column < True;
            double coefficient = 6 + rng.NextNormal();
            for (int row = 0; row < Rows; row++)
            {
                double x = (Loading * factor[row]) + (Math.Sqrt(1 - (Loading * Loading)) * rng.NextNormal());
                values[(column * Rows) + row] = (float)x;
                sum[row] += isTrue[column] ? coefficient * Signal(signal, x) : 0;
            }
        }

        double mean = sum.Average();
        double noise = Math.Sqrt(sum.Sum(s => (s - mean) * (s - mean)) / Rows / 3);
        for (int row = 0; row < Rows; row++)
        {
            sum[row] += noise * rng.NextNormal();
        }

        return (values, sum, isTrue);
    }

    private static double Signal(string signal, double x) => signal switch
    {
        "linear" => x,
        "square" => x * x,
        _ => Math.Sin(3 * x),
    };

    private static double[] Normals(ref Rng rng)
    {
        double[] values = new double[Rows];
        for (int row = 0; row < Rows; row++)
        {
            values[row] = rng.NextNormal();
        }

        return values;
    }

    private static double[][] SingleStatistics(float[] values, double[] y)
    {
        double[][] scores = [.. Enumerable.Range(0, 6).Select(_ => new double[Columns])];
        Discretization target = new EqualFrequency(16).Fit(y);
        for (int column = 0; column < Columns; column++)
        {
            Discretization x = new EqualFrequency(16).Fit([.. values.AsSpan(column * Rows, Rows).ToArray().Select(v => (double)v)]);
            ScreenStatistic statistic = new(ScreenCodes.Of(x).Axis(), ScreenCodes.Of(target).Axis());
            long[] table = new long[256];
            for (int row = 0; row < Rows; row++)
            {
                table[(x.Codes[row] * 16) + target.Codes[row]]++;
            }

            double[] all = statistic.ValuesOf(table);
            for (int k = 0; k < all.Length; k++)
            {
                scores[k][column] = all[k];
            }
        }

        return scores;
    }

    private static double AreaUnderCurve(double[] scores, bool[] isTrue)
    {
        double wins = 0;
        double pairs = 0;
        for (int i = 0; i < scores.Length; i++)
        {
            for (int j = 0; isTrue[i] && j < scores.Length; j++)
            {
                if (!isTrue[j])
                {
                    pairs++;
                    wins += scores[i] > scores[j] ? 1 : scores[i] == scores[j] ? 0.5 : 0;
                }
            }
        }

        return wins / pairs;
    }
}
