using Xunit;

namespace Infometer.Tests;

public sealed class ScreeningTests
{
    private const int Rows = 300;
    private const int Columns = 40;

    [Fact]
    public void Screening_FindsWhatIsThere()
    {
        (float[] values, double[] y) = Draw(1);
        Screening screening = Screening.Of(ColumnSource.ColumnMajor(values, Rows, Columns), Variable.Continuous(y, 1, "y"));
        Assert.Equal([0, 1, 2], screening.Order[..3].ToArray().Order());
        Assert.Equal(3, screening.SurvivorCount);
        Assert.All(screening.Scores[3..].ToArray(), score => Assert.True(score.QValue > 0.05));
        Assert.All(screening.Scores.ToArray(), score => Assert.InRange(score.PValue, double.Epsilon, 1));
        Assert.All(screening.Scores.ToArray(), score => Assert.Equal(Rows, score.Known));
    }

    [Fact]
    public void Scores_AreTheSameForEveryLayoutThreadCountAndRowOrder()
    {
        (float[] values, double[] y) = Draw(2);
        values[5] = float.NaN;
        values[(7 * Rows) + 3] = values[(7 * Rows) + 4]; // a tie
        ScreeningScore[] expected = Scores(ColumnSource.ColumnMajor(values, Rows, Columns), y, 1);
        Assert.Equal(expected, Scores(ColumnSource.ColumnMajor(values, Rows, Columns), y, 4));

        float[] byRow = new float[values.Length];
        int[] order = [.. Enumerable.Range(0, Rows)];
        Rng rng = Rng.For(1, "rows");
        rng.Shuffle<int>(order);
        for (int i = 0; i < values.Length; i++)
        {
            byRow[(Array.IndexOf(order, i % Rows) * Columns) + (i / Rows)] = values[i];
        }

        Assert.Equal(expected, Scores(ColumnSource.RowMajor(byRow, Rows, Columns), [.. order.Select(row => y[row])], 2));
    }

    [Fact]
    public void Scores_UnderMonotoneMaps_AreTheSame()
    {
        (float[] values, double[] y) = Draw(3);
        ScreeningScore[] expected = Scores(ColumnSource.ColumnMajor(values, Rows, Columns), y, 2);
        float[] mapped = [.. values.Select(v => (float)Math.Exp(v))];
        Assert.Equal(expected, Scores(ColumnSource.ColumnMajor(mapped, Rows, Columns), [.. y.Select(v => (v * v * v) + v)], 2));
    }

    [Fact]
    public void Scores_OfARankingOfTheSameColumns_AgreeInPAndBits()
    {
        (float[] values, double[] y) = Draw(4);
        for (int column = 10; column < 20; column++)
        {
            // Ties: these columns draw their own null in both.
            for (int row = 0; row < Rows; row++)
            {
                values[(column * Rows) + row] = MathF.Round(values[(column * Rows) + row] * 20);
            }
        }

        Screening screening = Screening.Of(ColumnSource.ColumnMajor(values, Rows, Columns), Variable.Continuous(y, 1, "y"));
        Column[] columns =
        [
            .. Enumerable.Range(0, Columns).Select(c => Column.Numeric(
                $"c{c}", values.AsSpan(c * Rows, Rows).ToArray().Select(v => (double)v).ToArray(), VariableKind.Continuous)),
            Column.Numeric("y", y, VariableKind.Continuous),
        ];
        Ranking ranking = Ranking.Of(Table.Of(columns), "y");
        foreach (RankedColumn ranked in ranking.Columns)
        {
            ScreeningScore score = screening.Scores[int.Parse(ranked.Column.Name[1..])];
            double p = ranked.Estimate.PValue!.Value;
            Assert.InRange(score.PValue, (0.7 * p) - 0.02, (1.4 * p) + 0.02);
            Assert.Equal(ranked.Estimate.Raw - ranked.Estimate.Chance!.Value, score.Value, 1e-9);
        }
    }

    [Fact]
    public void Estimate_OfASurvivor_HasTheIntervalOfTheSelected()
    {
        (float[] values, double[] y) = Draw(5);
        Screening screening = Screening.Of(ColumnSource.ColumnMajor(values, Rows, Columns), Variable.Continuous(y, 1, "y"));
        Estimate estimate = screening.Estimate(screening.Order[0]);
        Assert.Equal(Verdict.LowerBound, estimate.Verdict);
        Assert.Equal(1 - (0.05 * screening.SurvivorCount / Columns), estimate.Interval!.Value.Level, 1e-12);
        Assert.Equal(screening.Scores[screening.Order[0]].PValue, estimate.PValue);
        Assert.Equal(Verdict.NotDetected, screening.Estimate(screening.Order[^1]).Verdict);
    }

    [Fact]
    public void Screening_AgainstClasses_IsTheSameUnderRelabelling()
    {
        (float[] values, double[] y) = Draw(6);
        int[] labels = [.. y.Select(v => v < -0.5 ? 0 : v < 0.5 ? 1 : 2)];
        ScreeningScore[] Of(int[] codes) =>
            Screening.Of(ColumnSource.ColumnMajor(values, Rows, Columns), Variable.Discrete<int>(codes)).Scores.ToArray();
        ScreeningScore[] expected = Of(labels);
        ScreeningScore[] relabelled = Of([.. labels.Select(label => 2 - label)]);
        for (int column = 0; column < Columns; column++)
        {
            Assert.Equal(expected[column].Score, relabelled[column].Score, 1e-9);
            Assert.Equal(expected[column].Value, relabelled[column].Value, 1e-12);
            Assert.InRange(relabelled[column].PValue, (0.7 * expected[column].PValue) - 0.02, (1.4 * expected[column].PValue) + 0.02);
        }
    }

    [Fact]
    public void BadInput_IsNamed()
    {
        ColumnSource source = ColumnSource.ColumnMajor(new float[] { 1, 2, 3, 4, float.PositiveInfinity, 6 }, 3, 2);
        Variable y = Variable.Continuous(new double[] { 1, 2, 3 }, 1, "y");
        Assert.Equal(
            "Column 1 holds an infinite value; every number must be finite, or NaN where it is missing.",
            Assert.Throws<InvalidInputException>(() => Screening.Of(source, y)).Message);
        Assert.Contains("3 rows and the target 'y' 2", Assert.Throws<InvalidInputException>(
            () => Screening.Of(source, Variable.Continuous(new double[] { 1, 2 }, 1, "y"))).Message, StringComparison.Ordinal);
        Assert.Contains("one and the same value", Assert.Throws<InvalidInputException>(
            () => Screening.Of(source, Variable.Discrete<int>([1, 1, 1]))).Message, StringComparison.Ordinal);
        Assert.Contains("rows × columns", Assert.Throws<InvalidInputException>(
            () => ColumnSource.RowMajor(new float[5], 2, 3)).Message, StringComparison.Ordinal);
        Assert.Contains("false-discovery rate", Assert.Throws<InvalidInputException>(
            () => Screening.Of(source, y, new ScreeningOptions { Level = 1 })).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Columns_ConstantOrMissing_TellNothing()
    {
        float[] values = [.. Enumerable.Repeat(1f, 50), .. Enumerable.Repeat(float.NaN, 50)];
        Variable y = Variable.Discrete<int>([.. Enumerable.Range(0, 50).Select(i => i % 2)]);
        Screening screening = Screening.Of(ColumnSource.ColumnMajor(values, 50, 2), y);
        Assert.All(screening.Scores.ToArray(), score => Assert.Equal((0.0, 1.0, 0.0), (score.Score, score.PValue, score.Value)));
        Assert.Equal(0, screening.Scores[1].Known);
    }

    private static ScreeningScore[] Scores(ColumnSource source, double[] y, int threads) => Screening.Of(
        source, Variable.Continuous(y, 1, "y"), null, new RunContext { MaxDegreeOfParallelism = threads }).Scores.ToArray();

    // Columns 0, 1 and 2 make y: in proportion, as a square, as a wave.
    private static (float[] Values, double[] Target) Draw(int index)
    {
        Rng rng = Rng.For(1, "screening", index);
        float[] values = new float[Rows * Columns];
        for (int i = 0; i < values.Length; i++)
        {
            values[i] = (float)rng.NextNormal();
        }

        double[] y = new double[Rows];
        for (int row = 0; row < Rows; row++)
        {
            double square = values[Rows + row];
            y[row] = values[row] + (square * square) + (1.5 * Math.Sin(2 * values[(2 * Rows) + row])) + (0.5 * rng.NextNormal());
        }

        return (values, y);
    }
}
