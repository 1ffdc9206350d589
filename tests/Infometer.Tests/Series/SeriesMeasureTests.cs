using System.Text.Json;
using Xunit;

namespace Infometer.Tests;

public class SeriesMeasureTests
{
    private static readonly double s_bit = Math.Log(2);

    public static TheoryData<string> Ids => [.. Measure.All.Where(m => m.Series is not null).Select(m => m.Id)];

    [Fact]
    public void TransferEntropy_ToADelayedCopy_IsAllOfItAtItsLagAndNothingBack()
    {
        Variable x = EmbeddingTests.Random(2_400, 2, 1)[0];
        Variable y = Delayed(x, 3);
        Estimate there = Measure.TransferEntropy(new SeriesOptions { Lag = 3 }).Estimate([x, y]);
        Assert.Equal(s_bit, there.Raw, 0.003);
        Assert.Equal(Verdict.Value, there.Verdict);
        Assert.True(there.Interval!.Value.Contains(s_bit));
        Assert.Equal(2397, there.Count);
        Assert.Equal(2397, there.TotalCount);
        Assert.Equal(["v0", "copy"], there.Names);

        Estimate tooEarly = Measure.TransferEntropy().Estimate([x, y]);
        Assert.True(tooEarly.Verdict == Verdict.NotDetected, tooEarly.ToJson());
        Estimate back = Measure.TransferEntropy(new SeriesOptions { Lag = 3 }).Estimate([y, x]);
        Assert.True(back.Verdict == Verdict.NotDetected, back.ToJson());
    }

    [Fact]
    public void TransferEntropy_IsConditionalInformationOfShiftedSeries()
    {
        Rng rng = Rng.For(2, "chains");
        Variable[] v = CopyingChains.Draw(500, 0.5, 0.7, ref rng);
        Estimate te = Measure.TransferEntropy(new SeriesOptions { Lag = 2 }).Estimate(v);
        Estimate cmi = MutualInformation.EstimateConditional(Rows(v[1], 2, 498), Rows(v[0], 0, 498), Rows(v[1], 1, 498));
        Assert.Equal(cmi.Raw, te.Raw, 1e-12);
        Estimate lagged = Measure.LaggedMutualInformation(new SeriesOptions { Lag = 2 }).Estimate(v);
        Assert.Equal(MutualInformation.Estimate(Rows(v[1], 2, 498), Rows(v[0], 0, 498)).Raw, lagged.Raw, 1e-12);
    }

    [Fact]
    public void ConditionalTransferEntropy_OfACommonDriver_VanishesWhereTransferEntropyDoesNot()
    {
        Variable driver = EmbeddingTests.Random(3_000, 3, 1)[0];
        Variable x = Noisy(Delayed(driver, 1), 1);
        Variable y = Noisy(Delayed(driver, 2), 2);
        Assert.Equal(Verdict.Value, Measure.TransferEntropy().Estimate([x, y]).Verdict);
        Estimate given = Measure.ConditionalTransferEntropy(new SeriesOptions { ConditionHistory = 2 }).Estimate([x, y], driver);
        Assert.Equal(Verdict.NotDetected, given.Verdict);
        Assert.True(given.PValue > 0.05);
        Assert.Equal(3, given.Kinds.Length);
    }

    [Fact]
    public void Storage_OfACycle_IsItsLogPeriod_AndPredictiveInformationOfOneStepIsStorage()
    {
        Variable cycle = Variable.Discrete<int>([.. Enumerable.Range(0, 400).Select(t => t % 4)], "cycle");
        Estimate ais = Measure.ActiveInformationStorage().Estimate([cycle]);
        Assert.Equal(Math.Log(4), ais.Raw, 1e-4);
        Assert.Equal(Verdict.Value, ais.Verdict);
        Assert.Equal(ais.Raw, Measure.PredictiveInformation().Estimate([cycle]).Raw, 1e-12);
        Variable chance = EmbeddingTests.Random(400, 4, 1)[0];
        Assert.Equal(Verdict.NotDetected, Measure.ActiveInformationStorage(new SeriesOptions { History = 2 }).Estimate([chance]).Verdict);
    }

    [Fact]
    public void PredictiveInformation_OfTwoSteps_IsThatOfTwoPairs()
    {
        Rng rng = Rng.For(4, "chains");
        Variable x = CopyingChains.Draw(400, 0, 0.6, ref rng)[0];
        Variable[] steps = [.. Enumerable.Range(0, 4).Select(i => Rows(x, i, 397))];
        Variable Pair(Variable a, Variable b) => Variable.Discrete<int>([.. a.Codes!.ToArray().Zip(b.Codes!.ToArray(), (p, q) => (2 * p) + q)]);
        Assert.Equal(
            MutualInformation.Estimate(Pair(steps[0], steps[1]), Pair(steps[2], steps[3])).Raw,
            Measure.PredictiveInformation(new SeriesOptions { History = 2 }).Estimate([x]).Raw,
            1e-12);
    }

    [Theory]
    [InlineData("plugin")]
    [InlineData("grassberger-1988")]
    public void EffectiveTransferEntropy_IsTransferEntropyLessTheMeanOfItsNull(string id)
    {
        Rng rng = Rng.For(5, "chains");
        Variable[] v = CopyingChains.Draw(300, 0.5, 0.5, ref rng);
        Estimator estimator = Estimators.Get(id).Create();
        EstimateOptions options = new() { Permutations = 99, KeepNull = true };
        Estimate te = Measure.TransferEntropy().Estimate(v, null, estimator, options);
        Estimate ete = Measure.EffectiveTransferEntropy().Estimate(v, null, estimator, options);
        Assert.Equal(99, te.Null.Length);
        if (id == "plugin")
        {
            // The draws of te are scaled to the margins of the data, those of ete are not.
            Assert.InRange((te.Raw - ete.Raw) / te.Null.Average(), 0.9, 1.1);
            Assert.Equal(te.Chance!.Value, te.Null.Average(), 1e-12);
            Assert.Equal(te.Value, ete.Value);
        }
        else
        {
            Assert.InRange(te.Raw - ete.Raw, -0.02, 0.02);
            Assert.NotEqual(te.Raw, ete.Raw);
        }

        Assert.Equal(te.PValue, ete.PValue);
    }

    [Fact]
    public void EffectiveTransferEntropy_BySumsOfEntropies_TakesAwayTheSameDraws()
    {
        Rng rng = Rng.For(5, "chains");
        Variable[] v = CopyingChains.Draw(120, 0.5, 0.5, ref rng);
        EstimateOptions options = new() { Permutations = 10_000 };
        Estimate plugin = Measure.EffectiveTransferEntropy().Estimate(v, null, new Plugin(), options);
        // Miller and Madow's correction of an information depends on the occurring cells alone, which here always are all.
        Estimate corrected = Measure.EffectiveTransferEntropy().Estimate(v, null, Estimators.Get("miller-madow").Create(), options);
        Assert.Equal(plugin.Raw, corrected.Raw, 1e-12);
    }

    [Fact]
    public void PValue_OfACircularShift_IsNeverBelowWhatTheShiftsCanShow()
    {
        Variable x = EmbeddingTests.Random(120, 2, 1)[0];
        Estimate estimate = Measure.TransferEntropy().Estimate([x, Delayed(x, 1)], null, null, new EstimateOptions { KeepNull = true });
        Assert.Equal(1.0 / (estimate.Null.Length + 1), estimate.PValue!.Value, 1e-12);
        Assert.InRange(estimate.Null.Length, 60, 119);
        Assert.Contains("past of v0: rows shifted in a circle by", estimate.PMethod, StringComparison.Ordinal);
        Assert.Contains("all ", estimate.PMethod, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("permutation", "rows permuted: 99 draws, times ")]
    [InlineData("block:20", "rows permuted in blocks of 20: 99 draws, times ")]
    [InlineData("circular", "rows shifted in a circle by")]
    [InlineData("local", "X permuted within the levels of Z, margins fixed: exact, 99 draws")]
    public void Null_OfEachKind_IsNamed(string name, string method)
    {
        Rng rng = Rng.For(6, "chains");
        Variable[] v = CopyingChains.Draw(400, 0.4, 0.5, ref rng);
        Measure te = Measure.TransferEntropy(new SeriesOptions { Null = SeriesNull.Parse(name) });
        Estimate estimate = te.Estimate(v, null, null, new EstimateOptions { Permutations = 99 });
        Assert.Contains(method, estimate.PMethod, StringComparison.Ordinal);
        Assert.Equal(0.01, estimate.PValue!.Value, 1e-12);
        Assert.Equal(name, te.Series!.Null!.ToString());
        Assert.Equal(Measure.TransferEntropy().Estimate(v).Raw, estimate.Raw, 1e-12);
    }

    [Fact]
    public void Null_ThatDoesNotFit_IsRefusedWithASentence()
    {
        Variable[] v = EmbeddingTests.Random(50, 2, 2);
        string Refusal(Measure measure) => Assert.Throws<InvalidInputException>(() => measure.Estimate(v)).Message;
        Assert.Contains("'lagged-mi' has no condition", Refusal(Measure.LaggedMutualInformation(new SeriesOptions { Null = SeriesNull.Local })), StringComparison.Ordinal);
        Assert.Contains("fewer than two of 49 rows", Refusal(Measure.TransferEntropy(new SeriesOptions { Null = SeriesNull.Blocks(25) })), StringComparison.Ordinal);
        Assert.Contains("There is no null 'block:0'", Assert.Throws<InvalidInputException>(() => SeriesNull.Parse("block:0")).Message, StringComparison.Ordinal);
        Assert.Contains("needs a lag of at least 1", Assert.Throws<InvalidInputException>(() => Measure.TransferEntropy(new SeriesOptions { Lag = 0 })).Message, StringComparison.Ordinal);
        Assert.Contains("ask for 'cte'", Assert.Throws<InvalidInputException>(() => Measure.TransferEntropy().Estimate(v, v[0])).Message, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void Estimate_WithAnyNumberOfThreads_IsTheSame(string id)
    {
        Measure measure = Measure.Get(id);
        Estimate[] estimates =
        [
            .. new[] { 1, 2 }.Select(threads => measure.Estimate(
                EmbeddingTests.Random(500, 3, measure.MinArguments),
                measure.Condition == ConditionUse.Required ? EmbeddingTests.Random(500, 3, 3)[2] : null,
                null,
                null,
                new RunContext { MaxDegreeOfParallelism = threads })),
        ];
        Assert.Equal(estimates[0].ToJson(), estimates[1].ToJson());
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void LocalValues_OnePerCompleteTime_AverageToThePlugin(string id)
    {
        if (id == "ete")
        {
            return;
        }

        Measure measure = Measure.Get(id).WithSeries(new SeriesOptions { History = 2 });
        Variable[] v = EmbeddingTests.Random(300, 2, measure.MinArguments);
        Variable? given = measure.Condition == ConditionUse.Required ? EmbeddingTests.Random(300, 2, 3)[2] : null;
        double[] locals = measure.LocalValues(v, given);
        Estimate estimate = measure.Estimate(v, given);
        Assert.Equal(estimate.Count, locals.Length);
        Assert.Equal(estimate.Raw, locals.Average(), 1e-12);
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void Json_OfASeriesMeasure_SaysHowItWasEmbedded(string id)
    {
        Measure measure = Measure.Get(id).WithSeries(new SeriesOptions { History = 2, Theiler = 3 });
        Estimate estimate = measure.Estimate(
            EmbeddingTests.Random(200, 2, measure.MinArguments), measure.Condition == ConditionUse.Required ? EmbeddingTests.Random(200, 2, 3)[2] : null);
        string json = estimate.ToJson();
        Assert.Empty(JsonSchemaCheck.Violations("estimate.schema.json", json));
        JsonElement series = JsonSerializer.Deserialize<JsonElement>(json).GetProperty("series");
        Assert.Equal(2, series.GetProperty("history").GetInt32());
        Assert.Equal(3, series.GetProperty("theiler").GetInt32());
        Assert.Equal(id == "ais" ? "permutation" : "circular", series.GetProperty("null").GetString());
    }

    [Fact]
    public void Estimate_OfWanderingSeries_IsUnreliableAndSaysWhy()
    {
        Rng rng = Rng.For(7, "wander");
        Variable Wander(ref Rng rng)
        {
            double[] series = new double[300];
            for (int t = 1; t < series.Length; t++)
            {
                series[t] = series[t - 1] + rng.NextNormal();
            }

            return Variable.Discrete(new EqualFrequency(3).Fit(series).Codes);
        }

        Estimate estimate = Measure.LaggedMutualInformation().Estimate([Wander(ref rng), Wander(ref rng)]);
        Assert.Equal(Verdict.Unreliable, estimate.Verdict);
        Assert.Null(estimate.Value);
        Assert.Contains(estimate.Notes, n => n.Code == "few-independent-rows");
    }

    [Fact]
    public void Estimate_OfSeriesThatStayAlike_SaysHowManyRowsTheyAreWorth()
    {
        Rng rng = Rng.For(8, "chains");
        Variable x = CopyingChains.Draw(2_000, 0, 0.8, ref rng)[0];
        Variable other = CopyingChains.Draw(2_000, 0, 0.8, ref rng)[0];
        Estimate estimate = Measure.TransferEntropy().Estimate([x, other]);
        Assert.Contains(estimate.Notes, n => n.Code == "serial" && n.Text.Contains("1,999 of them are worth about", StringComparison.Ordinal));
        Assert.Contains(estimate.Notes, n => n.Code == "analytic-p");
    }

    [Fact]
    public void NumericSeries_ByCounting_AreCutOnlyOnPurposeWhereAPastIsGiven()
    {
        Rng rng = Rng.For(9, "numbers");
        double[] x = new double[800];
        double[] y = new double[800];
        for (int t = 1; t < x.Length; t++)
        {
            x[t] = rng.NextNormal();
            y[t] = x[t - 1] + (0.5 * rng.NextNormal());
        }

        Variable[] series = [Variable.Continuous(x, 1, "x"), Variable.Continuous(y, 1, "y")];
        InvalidInputException e = Assert.Throws<InvalidInputException>(() => Measure.TransferEntropy().Estimate(series, null, new Plugin()));
        Assert.Contains("cut the series on purpose, e.g. --set bins=3", e.Message, StringComparison.Ordinal);

        Estimate te = Measure.TransferEntropy().Estimate(series, null, new Plugin(), new EstimateOptions { Discretizer = new EqualFrequency(3) });
        Assert.Equal(Verdict.Value, te.Verdict);
        Assert.Equal(3, te.Bins["x"]);
        Assert.NotNull(te.Interval!.Value.High);
        Assert.Contains(te.Notes, n => n.Code == "binned" && n.Text.Contains("neither from below nor from above", StringComparison.Ordinal));

        Estimate lagged = Measure.LaggedMutualInformation().Estimate(series, null, new Plugin());
        Assert.Equal(Verdict.LowerBound, lagged.Verdict);
        Assert.Null(lagged.Interval!.Value.High);
    }

    [Fact]
    public void NumericSeries_ByAnEstimatorOfNumbers_TransferOneWay()
    {
        Rng rng = Rng.For(10, "coupled");
        double[] x = new double[600];
        double[] y = new double[600];
        for (int t = 1; t < x.Length; t++)
        {
            x[t] = (0.7 * x[t - 1]) + rng.NextNormal();
            y[t] = (0.5 * y[t - 1]) + (0.8 * x[t - 1]) + rng.NextNormal();
        }

        Variable[] series = [Variable.Continuous(x, 1, "x"), Variable.Continuous(y, 1, "y")];
        GaoMixture estimator = new() { Standardize = Standardization.ZScore };
        Estimate there = Measure.TransferEntropy().Estimate(series, null, estimator);
        Assert.True(there.PValue < 0.01, there.ToJson());
        Assert.Contains("past of x: rows shifted in a circle by", there.PMethod, StringComparison.Ordinal);
        Assert.Same(estimator, there.Estimator);
        Estimate back = Measure.TransferEntropy().Estimate([.. series.Reverse()], null, estimator);
        Assert.True(back.PValue > 0.05, back.ToJson());

        // All columns on one scale give the same neighbours, whatever the units were.
        Variable[] scaled = [Variable.Continuous(Array.ConvertAll(x, v => 1000 * v), 1, "x"), series[1]];
        Assert.Equal(there.Raw, Measure.TransferEntropy().Estimate(scaled, null, estimator).Raw, 1e-9);

        EstimateOptions options = new() { Permutations = 50 };
        Estimate te = Measure.TransferEntropy().Estimate(series, null, estimator, options);
        Estimate ete = Measure.EffectiveTransferEntropy().Estimate(series, null, estimator, options);
        Assert.Equal(te.Raw - te.Null.Average(), ete.Raw, 1e-12);
        Assert.Equal(51, Math.Round(1 / te.PValue!.Value));
    }

    [Fact]
    public void NumericSeriesThatWander_ByAnEstimatorOfNumbers_AreUnreliable()
    {
        double[] x = [.. Enumerable.Range(0, 200).Select(t => t + Math.Sin(t))];
        double[] y = [.. Enumerable.Range(0, 200).Select(t => t + Math.Cos(2 * t))];
        Estimate estimate = Measure.LaggedMutualInformation().Estimate([Variable.Continuous(x), Variable.Continuous(y)], null, new GaoMixture());
        Assert.Equal(Verdict.Unreliable, estimate.Verdict);
        Assert.Contains(estimate.Notes, n => n.Code == "few-independent-rows");
        Assert.NotNull(estimate.PValue);
    }

    [Fact]
    public void NumericSeriesWithGaps_AreCutAsAWholeAndLeftOutWhereMissing()
    {
        double[] x = [.. Enumerable.Range(0, 400).Select(t => t % 7 == 3 ? double.NaN : Math.Sin(t * t))];
        Estimate estimate = Measure.ActiveInformationStorage().Estimate([Variable.Of(Column.Numeric("x", x, VariableKind.Continuous))], null, new Plugin());
        Assert.Equal(399, estimate.TotalCount);
        Assert.Equal(399 - (2 * 57), estimate.Count);
        Assert.Equal(4, estimate.Bins["x"]);
    }

    [Fact]
    public void ConstantSeries_HaveNothingToTransfer()
    {
        Variable constant = Variable.Discrete<int>(new int[60], "flat");
        Estimate estimate = Measure.TransferEntropy().Estimate([constant, EmbeddingTests.Random(60, 2, 1)[0]]);
        Assert.Equal(0, estimate.Value);
        Assert.Equal(Verdict.NotDetected, estimate.Verdict);
        Assert.Contains("'past of flat'", estimate.Notes.Single(n => n.Code == "constant").Text, StringComparison.Ordinal);
    }

    [Fact]
    public void WithSeries_OfAnyOtherMeasure_Throws()
    {
        Assert.Throws<InvalidOperationException>(() => Measure.MutualInformation.WithSeries(new SeriesOptions()));
        Assert.Null(Measure.MutualInformation.Series);
        Assert.Equal("te", Measure.TransferEntropy().WithSeries(new SeriesOptions { Lag = 4 }).Id);
    }

    [Fact]
    public void Formula_ShowsTheTimes()
    {
        Assert.Equal("TE(X→Y) = I(Y[t]; X[t−2] | Y[t−1], Y[t−2])", Measure.TransferEntropy(new SeriesOptions { Lag = 2, History = 2 }).Formula);
        Assert.Equal("AIS(X) = I(X[t]; X[t−1], X[t−3], …, X[t−9])", Measure.ActiveInformationStorage(new SeriesOptions { History = 5, HistoryDelay = 2 }).Formula);
        Assert.Equal("I(X[t]; Y[t])", Measure.LaggedMutualInformation(new SeriesOptions { Lag = 0 }).Formula);
    }

    [Theory]
    [InlineData(2, 3, 400)]
    [InlineData(40, 30, 300)]
    public void CountReorderer_OfAnyOrder_IsThePluginOfTheReorderedSample(int levels, int given, int n)
    {
        Variable[] v = [EmbeddingTests.Random(n, levels, 1)[0], EmbeddingTests.Random(n, levels, 2)[1], EmbeddingTests.Random(n, given, 3)[2]];
        Sample sample = Sample.Align(v);
        InformationTerm term = TermMeasure.Pair(VariableSet.Of(2));
        CountReorderer reorderer = new(sample, 0, 1, VariableSet.Of(2));
        Rng rng = Rng.For(1, "orders");
        int[] order = new int[n];
        for (int draw = 0; draw < 3; draw++)
        {
            new Permutation().Draw(ref rng, order);
            double expected = new Plugin().Evaluate(term, sample.Reordered([null, order, null]), RunContext.Default).Nats;
            Assert.Equal(expected, reorderer.Evaluate([null, order, null]), 1e-12);
        }
    }

    private static Variable Rows(Variable series, int start, int count) => series.Select([.. Enumerable.Range(start, count)]);

    private static Variable Delayed(Variable series, int lag) => Variable.Discrete(
        Codes.Create([.. Enumerable.Range(0, series.Count).Select(t => series.Codes![Math.Max(0, t - lag)])], series.Codes!.LevelCount), null, "copy");

    private static Variable Noisy(Variable series, int seed)
    {
        Rng rng = Rng.For((ulong)seed, "noise");
        int levels = series.Codes!.LevelCount;
        int[] codes = series.Codes.ToArray();
        foreach (ref int code in codes.AsSpan())
        {
            code = rng.NextDouble() < 0.3 ? rng.NextInt(levels) : code;
        }

        return Variable.Discrete(Codes.Create(codes, levels), null, $"noisy{seed}");
    }
}
