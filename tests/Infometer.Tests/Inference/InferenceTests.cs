using System.Globalization;
using Xunit;

namespace Infometer.Tests;

/// <summary>The conclusions drawn from counts: p-values of rare levels, degenerate tables, verdicts and notes.</summary>
public class InferenceTests
{
    // Two binary variables of n rows, a and b of them set, overlap of them both; the p-value is the hypergeometric tail.
    [Theory]
    [InlineData(1_000, 20, 20, 4, 4.6e-4)]
    [InlineData(1_000, 20, 20, 5, 2.4e-5)]
    [InlineData(5_000, 20, 50, 3, 9.5e-4)]
    [InlineData(10_000, 10, 100, 2, 4.2e-3)]
    public void PValue_OfARareTwoByTwoTable_IsTheHypergeometricTail(int n, int a, int b, int overlap, double expected)
    {
        (Variable x, Variable y) = Overlapping(n, a, b, overlap);
        Estimate estimate = MutualInformation.Estimate(x, y);
        Assert.Equal(1, estimate.PValue!.Value / expected, 0.03);
        Assert.Contains("exact, all tables", estimate.PMethod, StringComparison.Ordinal);
        Assert.Contains(estimate.Notes, note => note.Code == "rare-levels");
    }

    [Fact]
    public void PValue_OfRareLevels_IsNeverBelowWhatHoldsForAnyCounts()
    {
        // 3 levels, one of them in 4 of 2,000 rows, 2 of which have the rare y: no fitted tail, which would say 1e-5.
        int[] x = [.. Enumerable.Range(0, 2_000).Select(i => i < 4 ? 2 : i % 2)];
        int[] y = [.. Enumerable.Range(0, 2_000).Select(i => i < 2 ? 1 : i % 51 == 7 ? 1 : 0)];
        double found = MutualInformation.Estimate(Variable.Discrete<int>(x), Variable.Discrete<int>(y)).PValue!.Value;
        EstimateOptions many = new() { Permutations = 20_000 };
        double drawn = MutualInformation.Estimate(Variable.Discrete<int>(x), Variable.Discrete<int>(y), options: many).PValue!.Value;
        Assert.InRange(found, drawn / 2, drawn * 2);
    }

    [Fact]
    public void PValue_OfStrongDependenceWithRareLevels_IsSmallByTheBound()
    {
        int[] x = [.. Enumerable.Range(0, 3_000).Select(i => i < 3 ? 3 : i % 3)];
        Variable variable = Variable.Discrete<int>(x);
        Estimate estimate = MutualInformation.Estimate(variable, variable);
        Assert.True(estimate.PValue < 1e-100);
        Assert.Contains("method of types", estimate.PMethod, StringComparison.Ordinal);
    }

    [Fact]
    public void ConditionalInformation_WhereZDeterminesX_IsNothingLeft()
    {
        Rng rng = Rng.For(9, "nothing left");
        int[] z = Draw(400, 6, ref rng);
        int[] y = Draw(400, 3, ref rng);
        int[] x = [.. z.Select(v => v / 2)];
        Estimate estimate = MutualInformation.EstimateConditional(
            Variable.Discrete<int>(x), Variable.Discrete<int>(y), Variable.Discrete<int>(z));
        Assert.Equal(1, estimate.PValue);
        Assert.Equal(Verdict.NotDetected, estimate.Verdict);
        Assert.Equal(0, estimate.Interval!.Value.High!.Value, 1e-9);
        Assert.Contains(estimate.Notes, note => note.Code == "nothing-left");
    }

    [Fact]
    public void Distances_OfAVariableFromItself_AreZero()
    {
        Rng rng = Rng.For(9, "itself");
        Variable x = Variable.Discrete<int>(Draw(500, 20, ref rng));
        Assert.Equal(0, Measure.VariationOfInformation.Estimate([x, x]).Value!.Value, 1e-9);
        Assert.Equal(0, Measure.RajskiDistance.Estimate([x, x]).Value!.Value, 1e-9);
        Estimate nmi = Measure.NormalizedMutualInformation().Estimate([x, x]);
        Assert.Equal(1, nmi.Value!.Value, 1e-9);
        Assert.True(nmi.Interval!.Value.Contains(1));
    }

    [Fact]
    public void Entropy_OfManyLevels_IsNotCutAtTheLevelsSeen()
    {
        int covered = 0;
        for (int draw = 0; draw < 100; draw++)
        {
            Rng rng = Rng.For(9, "many levels", draw);
            Estimate estimate = Measure.Entropy.Estimate([Variable.Discrete<int>(Draw(2_500, 1_000, ref rng))]);
            Assert.Null(estimate.Ceiling);
            covered += estimate.Interval!.Value.Low <= Math.Log(1_000) && (estimate.Interval.Value.High ?? double.PositiveInfinity) >= Math.Log(1_000) ? 1 : 0;
        }

        Assert.True(covered >= 85, $"{covered} of 100");
    }

    [Fact]
    public void Binned_NotDetected_HasNoUpperLimit()
    {
        double[] x = [.. Enumerable.Range(0, 2_000).Select(i => (i + 0.5) / 2_000)];
        double[] y = [.. x.Select(v => v * 997 % 1)];
        Estimate estimate = MutualInformation.Estimate(Variable.Continuous(x, 1, "x"), Variable.Continuous(y, 1, "y"), new Plugin());
        Assert.Equal(Verdict.NotDetected, estimate.Verdict);
        Assert.Null(estimate.Interval!.Value.High);
        Assert.Null(estimate.Ceiling);
        Assert.Contains(estimate.Notes, note => note.Code == "not-detected" && note.Text.Contains("in these bins", StringComparison.Ordinal));
    }

    [Fact]
    public void CombinedColumns_WithMissingParts_FollowThePolicy()
    {
        Column a = Column.Categorical("a", ["u", null, "v", "u", "v", "u"]);
        Column b = Column.Categorical("b", ["p", "q", "p", "q", null, "q"]);
        Variable both = Variable.Of([a, b]);
        Variable y = Variable.Discrete(["0", "1", "0", "1", "0", "1"], "y");
        Estimate Ask(MissingPolicy policy) => MutualInformation.Estimate(both, y, options: new EstimateOptions { Missing = policy });
        Assert.Equal(6, Ask(MissingPolicy.Level).Count);
        Assert.Equal(4, Ask(MissingPolicy.Drop).Count);
        InvalidInputException e = Assert.Throws<InvalidInputException>(() => Ask(MissingPolicy.Error));
        Assert.Contains("'a,b' is missing in row 2", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void FewDraws_SayThatNothingCouldBeSeen()
    {
        Variable x = Variable.Discrete<int>([0, 1, 0, 1, 0, 1, 0, 1, 0, 1, 0, 1]);
        Estimate estimate = MutualInformation.Estimate(x, x, options: new EstimateOptions { Permutations = 10 });
        Assert.Equal(1.0 / 11, estimate.PValue!.Value, 1e-12);
        Assert.Contains(estimate.Notes, n => n.Text.Contains("cannot give a p-value of 0.05", StringComparison.Ordinal));
        Assert.Throws<InvalidInputException>(() => MutualInformation.Estimate(x, x, options: new EstimateOptions { Permutations = 0 }));
    }

    [Fact]
    public void AdjustedInformation_OfSingleRows_IsNotANumberOutOfRounding()
    {
        Variable rows = Variable.Discrete<int>([.. Enumerable.Range(0, 50)]);
        Assert.Equal(1, Measure.AdjustedMutualInformation().Estimate([rows, rows]).Raw, 1e-9);
    }

    [Fact]
    public void Text_UnderAnotherCulture_IsTheSame()
    {
        CultureInfo before = CultureInfo.CurrentCulture;
        Table table = Table.Read(Repository.Sample("titanic.csv"));
        string invariant = Ranking.Of(table, "Survived").ToJson();
        try
        {
            // Invariant globalisation knows no de-DE; a culture made by hand shows the same mistakes.
            CultureInfo odd = (CultureInfo)CultureInfo.InvariantCulture.Clone();
            odd.NumberFormat.NumberDecimalSeparator = ",";
            odd.NumberFormat.NumberGroupSeparator = ".";
            CultureInfo.CurrentCulture = odd;
            Assert.Equal(invariant, Ranking.Of(table, "Survived", null, new RunContext { MaxDegreeOfParallelism = 1 }).ToJson());
            Assert.Contains("0.217 bits", MutualInformation.Estimate(table["Sex"], table["Survived"]).ToString(), StringComparison.Ordinal);
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Fact]
    public void EveryLowerBoundOfARanking_SaysWhy() => Assert.All(
        Ranking.Of(Table.Read(Repository.Sample("adult.csv.gz")), "income").Columns.Where(c => c.Estimate.Verdict == Verdict.LowerBound),
        c => Assert.Contains(c.Estimate.Notes, n => n.Code is "binned" or "sparse-lower-bound"));

    [Fact]
    public void Share_WhereTheColumnIsKnownInFewRows_IsAtMostOne()
    {
        string?[] x = [.. Enumerable.Range(0, 400).Select(i => i < 80 ? (i % 2 == 0 ? "a" : "b") : null)];
        string[] y = [.. Enumerable.Range(0, 400).Select(i => i < 80 && i % 2 == 0 ? "1" : "0")];
        Table table = Table.Of(Column.Categorical("x", x), Column.Categorical("y", y));
        RankedColumn column = Ranking.Of(table, "y", new RankOptions { Missing = MissingPolicy.Drop }).Columns[0];
        Assert.InRange(column.Share!.Value, 0.9, 1.0);
    }

    [Fact]
    public void Explanation_WhereEveryRowIsALevel_GivesNoInformationValue()
    {
        Table table = Table.Read(Repository.Sample("titanic.csv"));
        Explanation explanation = Explanation.Of(table["Name"], table["Survived"]);
        Assert.Equal(Verdict.Unreliable, explanation.Estimate.Verdict);
        Assert.Null(explanation.InformationValue);
        Assert.All(explanation.Levels, level => Assert.Null(level.WeightOfEvidence));
    }

    [Fact]
    public void Explanation_OfAnEventThatDoesNotOccur_IsRefused()
    {
        Column y = Column.Categorical("y", ["a", "b", "c", "b", "c", "c"]);
        Variable kept = Variable.Of(y).Select([1, 2, 3, 4, 5]);
        Variable x = Variable.Discrete<int>([0, 1, 0, 1, 1]);
        Assert.Throws<InvalidInputException>(() => Explanation.Of(x, kept, "a"));
        Assert.Equal("c", Explanation.Of(x, kept).Event);
    }

    private static (Variable X, Variable Y) Overlapping(int n, int a, int b, int overlap)
    {
        int[] x = [.. Enumerable.Range(0, n).Select(i => i < a ? 1 : 0)];
        int[] y = [.. Enumerable.Range(0, n).Select(i => i < overlap || (i >= a && i < a + b - overlap) ? 1 : 0)];
        return (Variable.Discrete<int>(x), Variable.Discrete<int>(y));
    }

    private static int[] Draw(int n, int levels, ref Rng rng)
    {
        int[] codes = new int[n];
        for (int i = 0; i < n; i++)
        {
            codes[i] = rng.NextInt(levels);
        }

        return codes;
    }
}
