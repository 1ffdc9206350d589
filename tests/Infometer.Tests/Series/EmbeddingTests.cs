using Xunit;

namespace Infometer.Tests;

public class EmbeddingTests
{
    private static readonly SeriesOptions s_wide = new() { History = 2, SourceHistory = 3, Lag = 2, HistoryDelay = 2 };

    [Fact]
    public void Align_OfNumbers_TakesEachPartAtItsTimes()
    {
        // The value of a series is its time, the source's plus 100.
        Variable x = Variable.Continuous(Enumerable.Range(100, 12).Select(t => (double)t).ToArray(), 1, "x");
        Variable y = Variable.Continuous(Enumerable.Range(0, 12).Select(t => (double)t).ToArray(), 1, "y");
        Sample sample = Measure.TransferEntropy(s_wide).Align([x, y], MissingPolicy.Level, RunContext.Default);

        // The oldest that is looked at lies 2 + 2·2 steps back.
        Assert.Equal(6, sample.Count);
        Assert.Equal(["y", "past of x", "past of y"], sample.Variables.Select(v => v.Name));
        Assert.Equal([1, 3, 2], sample.Shapes.Select(s => s.Dimension));
        Assert.Equal([6, 7, 8, 9, 10, 11], sample.Variables[0].Values.ToArray());
        Assert.Equal([104, 102, 100, 105, 103, 101], sample.Variables[1].Values[..6].ToArray());
        Assert.Equal([5, 3, 6, 4], sample.Variables[2].Values[..4].ToArray());
    }

    [Fact]
    public void Align_OfVectors_PutsTheirLagsSideBySide()
    {
        Variable x = Variable.Continuous(Enumerable.Range(0, 10).Select(i => (double)i).ToArray(), 2, "x");
        Sample sample = Measure.ActiveInformationStorage(new SeriesOptions { History = 2 }).Align([x], MissingPolicy.Level, RunContext.Default);
        Assert.Equal([2, 4], sample.Shapes.Select(s => s.Dimension));
        Assert.Equal([4, 5, 6, 7, 8, 9], sample.Variables[0].Values.ToArray());
        Assert.Equal([2, 3, 0, 1, 4, 5, 2, 3, 6, 7, 4, 5], sample.Variables[1].Values.ToArray());
    }

    [Fact]
    public void Align_OfLevels_GivesOneLevelPerCombination()
    {
        Variable[] v = Random(300, 3, 2);
        Sample sample = Measure.TransferEntropy(s_wide).Align(v, MissingPolicy.Level, RunContext.Default);
        Dictionary<(int, int, int), int> seen = [];
        for (int i = 0; i < sample.Count; i++)
        {
            (int, int, int) triple = (v[0].Codes![i + 4], v[0].Codes![i + 2], v[0].Codes![i]);
            int code = sample.Variables[1].Codes![i];
            Assert.Equal(seen.TryAdd(triple, code) ? code : seen[triple], code);
        }

        Assert.Equal(seen.Count, seen.Values.Distinct().Count());
        Assert.Equal(27, seen.Count);
    }

    [Fact]
    public void Align_WithMissingNumbers_LeavesOutTheTimesThatLookAtThem()
    {
        double[] values = [.. Enumerable.Range(0, 12).Select(t => (double)t)];
        values[5] = double.NaN;
        Variable y = Variable.Of(Column.Numeric("y", values, VariableKind.Continuous));
        Sample sample = Measure.ActiveInformationStorage(new SeriesOptions { History = 2 }).Align([y], MissingPolicy.Level, RunContext.Default);
        Assert.Equal([2, 3, 4, 8, 9, 10, 11], sample.Variables[0].Values.ToArray());
        Assert.Equal([2, 3, 4, 8, 9, 10, 11], sample.Times!);
        Assert.Equal(10, sample.TotalCount);
        Assert.Throws<InvalidInputException>(
            () => Measure.ActiveInformationStorage().Align([y], MissingPolicy.Error, RunContext.Default));
    }

    [Fact]
    public void Align_WithMissingLevels_KeepsThemUnlessTheyAreToBeDropped()
    {
        Variable y = Variable.Of(Column.Categorical("y", ["a", "b", null, "a", "b", "a", "b"]));
        Measure ais = Measure.ActiveInformationStorage();
        Assert.Equal(6, ais.Align([y], MissingPolicy.Level, RunContext.Default).Count);
        Assert.Equal(4, ais.Align([y], MissingPolicy.Drop, RunContext.Default).Count);
    }

    [Fact]
    public void Align_WithATheilerWindow_PassesItOnWithTheTimes()
    {
        Sample sample = Measure.TransferEntropy(new SeriesOptions { Theiler = 7 }).Align(Random(50, 3, 2), MissingPolicy.Level, RunContext.Default);
        Assert.Equal(7, sample.TheilerWindow);
        Assert.Null(sample.Times);
    }

    [Fact]
    public void Align_OfTooFewRows_SaysHowManyThePastNeeds()
    {
        InvalidInputException e = Assert.Throws<InvalidInputException>(
            () => Measure.TransferEntropy(s_wide).Align(Random(6, 2, 2), MissingPolicy.Level, RunContext.Default));
        Assert.Contains("6 rows are too few for a past that reaches 6 rows back", e.Message, StringComparison.Ordinal);
        e = Assert.Throws<InvalidInputException>(() => Measure.TransferEntropy().Align(
            [Random(6, 2, 1)[0], Random(7, 2, 1)[0]], MissingPolicy.Level, RunContext.Default));
        Assert.Contains("one per step of time", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Scale_BeforeEmbedding_UsesTheWholeSeriesAndKeepsItsGaps()
    {
        double[] values = [3, double.NaN, 5, 9, 1];
        Variable x = Variable.Of(Column.Numeric("x", values, VariableKind.Continuous));
        IReadOnlyList<Variable> scaled = SeriesPreparation.Scale([x], (Standardization.ZScore, 0), RunContext.Default);
        double[] present = [3, 5, 9, 1];
        ColumnPreparation.Standardize(present, Standardization.ZScore);
        Assert.Equal([present[0], double.NaN, present[1], present[2], present[3]], scaled[0].Values.ToArray());
        Assert.Same(x, SeriesPreparation.Scale([x], (Standardization.None, 0), RunContext.Default)[0]);
    }

    [Theory]
    [InlineData(0, 1)]
    [InlineData(1, 0)]
    public void Options_OutOfRange_Throw(int history, int delay) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new SeriesOptions { History = history, HistoryDelay = delay });

    internal static Variable[] Random(int n, int levels, int count)
    {
        Rng rng = Rng.For(9, "embedding");
        return
        [
            .. Enumerable.Range(0, count).Select(j =>
            {
                int[] codes = new int[n];
                for (int t = 0; t < n; t++)
                {
                    codes[t] = rng.NextInt(levels);
                }

                return Variable.Discrete(Codes.Create(codes, levels), null, $"v{j}");
            }),
        ];
    }
}
