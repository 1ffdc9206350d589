using Xunit;

namespace Infometer.Tests;

/// <summary>What must not change an estimate of numeric variables: the order of rows, names, scales, threads, what is said twice.</summary>
public class NumericPropertyTests
{
    private const int Rows = 90;

    // The order of rows is what it is about.
    private static readonly string[] s_ofSeries = ["ordinal"];

    // One variable is regressed on the other.
    private static readonly string[] s_directed = ["linear-residual"];

    // Neighbours by the largest difference, and covariances: a column beside its copy is no farther away and tells nothing more.
    private static readonly string[] s_blindToCopies = ["gaussian", "gaussian-copula", "linear-residual", "kde-gaussian", "ordinal", "ksg1", "ksg2", "ross", "ross-jidt", "gao-mixture"];

    public static TheoryData<string> Ids => [.. NumericCases.Ids];

    public static TheoryData<string> IdsOfRows => [.. NumericCases.Ids.Except(s_ofSeries)];

    public static TheoryData<string> IdsWithoutDirection => [.. NumericCases.Ids.Except(s_directed)];

    public static TheoryData<string, string> Standardized
    {
        get
        {
            TheoryData<string, string> data = [];
            foreach (string id in NumericCases.Ids.Where(id => Estimators.Get(id).Options.Any(o => o.Name == "standardize")))
            {
                data.Add(id, "z-score");
                data.Add(id, "rank-gaussian");
            }

            return data;
        }
    }

    [Theory]
    [MemberData(nameof(IdsOfRows))]
    public void Estimate_OfRowsInAnotherOrder_IsTheSame(string id)
    {
        ForAll(id, (measure, variables, estimator) =>
        {
            // Of rows at the same distance the first is the neighbour, and its box counts; and equal values are ranked in random order.
            if (id is "ksg2" or "lnc" or "sc-ksg" && variables[0].Kind == VariableKind.Mixed)
            {
                return;
            }

            Variable[] shuffled = NeighborData.Shuffled(5, variables);
            AssertSame(Raw(measure, variables, estimator), Raw(measure, shuffled, estimator));
        });
    }

    [Theory]
    [MemberData(nameof(IdsWithoutDirection))]
    public void Estimate_OfExchangedArguments_IsTheSame(string id)
    {
        ForAll(id, (measure, variables, estimator) =>
        {
            // Sums of several terms add arguments one by one, and estimates of terms do not add up exactly.
            if (measure.Id is "mi" or "cmi" or "tc" or "js" or "jeffreys" && !(measure.Id == "tc" && (id == "sc-ksg" || Array.Exists(variables[..3], v => v.Codes is not null))))
            {
                int last = Math.Min(3, measure.MaxArguments) - 1;
                Variable[] exchanged = [variables[last], .. variables[1..last], variables[0], .. variables[(last + 1)..]];
                AssertSame(Raw(measure, variables, estimator), Raw(measure, exchanged, estimator));
            }
        });
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void Estimate_OfOtherNamesAndLevels_IsTheSame(string id)
    {
        ForAll(id, (measure, variables, estimator) =>
        {
            if (measure.Id is "kl" or "js" or "jeffreys" or "cross-entropy")
            {
                return;
            }

            // Codes are numbered anew.
            Variable[] renamed =
            [
                .. variables.Select((v, i) => v.Codes is null
                    ? v.Named("other" + i)
                    : Variable.Discrete<int>(Array.ConvertAll(v.Codes.ToArray(), code => 100 - (7 * code)), "other" + i)),
            ];
            Variable[] recoded = [.. renamed.Select(v => v.Codes is null ? v : Recoded(v))];
            AssertSame(Raw(measure, variables, estimator), Raw(measure, renamed, estimator));
            AssertSame(Raw(measure, variables, estimator), Raw(measure, recoded, estimator));
        });
    }

    [Theory]
    [MemberData(nameof(Standardized))]
    public void Estimate_OfStandardizedColumns_KnowsNoUnit(string id, string scale)
    {
        ForAll(id, (measure, variables, _) =>
        {
            Estimator estimator = Estimators.Get(id).CreateWith([new("standardize", scale)]);
            if (measure.VanishesUnderIndependence && !(measure.Id is "kl" or "js" or "jeffreys"))
            {
                Variable[] moved = [.. variables.Select((v, i) => v.Codes is null ? v.Map(a => (a * (1 << (4 * i))) - 8) : v)];
                AssertSame(Raw(measure, variables, estimator), Raw(measure, moved, estimator), 1e-9);
            }
        });
    }

    [Theory]
    [InlineData("gaussian")]
    [InlineData("gaussian-copula")]
    [InlineData("kde-gaussian")]
    [InlineData("kde-box")]
    [InlineData("fft-kde")]
    [InlineData("ordinal")]
    public void Information_ByAnEstimatorWithoutUnits_KnowsNoUnit(string id)
    {
        ForAll(id, (measure, variables, estimator) =>
        {
            if (measure.VanishesUnderIndependence)
            {
                Variable[] moved = [.. variables.Select((v, i) => v.Codes is null ? v.Map(a => (a * (1 << (4 * i))) - 8) : v)];
                AssertSame(Raw(measure, variables, estimator), Raw(measure, moved, estimator), 1e-9);
            }
        });
    }

    [Theory]
    [InlineData("gaussian-copula")]
    [InlineData("ordinal")]
    public void Information_ByRanks_IsTheSameAfterMonotoneMaps(string id)
    {
        Variable[] variables = NumericCases.Numbers(Rows);
        Variable[] mapped = [variables[0].Map(Math.Exp), variables[1].Map(a => a * a * a), variables[2].Map(Math.Atan), variables[3]];
        foreach (Measure measure in new[] { Measure.MutualInformation, Measure.ConditionalMutualInformation, Measure.TotalCorrelation })
        {
            Estimate plain = measure.Ask(id, variables);
            Estimate other = measure.Ask(id, mapped);
            Assert.Equal(plain.Raw, other.Raw);
            if (measure != Measure.ConditionalMutualInformation)
            {
                // Elsewhere the null draws rows near in the units of Z.
                Assert.Equal((plain.Interval, plain.PValue, plain.Verdict), (other.Interval, other.PValue, other.Verdict));
            }
        }
    }

    // H(aX + b) = H(X) + ln|a|.
    [Theory]
    [InlineData("gaussian", -8)]
    [InlineData("kde-gaussian", -8)]
    [InlineData("kde-box", -8)]
    [InlineData("fft-kde", 8)]
    [InlineData("kozachenko-leonenko", -8)]
    [InlineData("kozachenko-leonenko-weighted", -8)]
    public void Entropy_InOtherUnits_MovesByTheLogarithm(string id, double factor)
    {
        Variable x = NumericCases.Numbers(Rows)[0];
        foreach ((double a, double b) in new[] { (factor, 5.0), (1e-300, 0), (1e300, 0), (1e-12, 1) })
        {
            Estimate plain = Measure.Entropy.Ask(id, [x]);
            Estimate moved = Measure.Entropy.Ask(id, [x.Map(v => a * v).Map(v => b == 1 ? v : v + b)]);
            Assert.Equal(Verdict.Value, moved.Verdict);
            Assert.Equal(plain.Value!.Value + Math.Log(Math.Abs(a)), moved.Value!.Value, 1e-9 * Math.Abs(moved.Value.Value));
            Assert.Equal(plain.StandardError!.Value, moved.StandardError!.Value, 1e-9);
        }
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void Information_OfAColumnTwiceInX_IsThatOfOne(string id)
    {
        if (!s_blindToCopies.Contains(id))
        {
            return;
        }

        ForAll(id, (measure, variables, estimator) =>
        {
            if (measure.VanishesUnderIndependence && variables[0].Codes is null && !(measure.Id is "kl" or "js" or "jeffreys"))
            {
                Variable[] doubled = [NumericCases.Beside("x", variables[0], variables[0]), .. variables[1..]];
                AssertSame(Raw(measure, variables, estimator), Raw(measure, doubled, estimator), id is "kde-gaussian" ? 0.05 : 1e-10);
            }
        });
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void Estimate_ByAnyNumberOfThreads_IsTheSameInEveryBit(string id)
    {
        foreach (Variable[] variables in Samples(600))
        {
            foreach (Measure measure in new[] { Measure.MutualInformation, Measure.ConditionalMutualInformation, Measure.Entropy, Measure.JensenShannon })
            {
                string[] answers =
                [
                    .. new[] { 1, 2, 5 }.Select(threads => Text(measure, variables, Estimators.Get(id).Create(), threads)),
                ];
                Assert.Equal(answers[0], answers[1]);
                Assert.Equal(answers[0], answers[2]);
            }
        }
    }

    // Numbers on a grid of 2⁻²⁰, so that moving them by 10⁹ and scaling them by powers of two round nothing.
    [Theory]
    [InlineData("gaussian")]
    [InlineData("gaussian-copula")]
    [InlineData("ksg1")]
    [InlineData("ksg2")]
    [InlineData("lnc")]
    [InlineData("ross")]
    [InlineData("ross-jidt")]
    [InlineData("gao-mixture")]
    [InlineData("kozachenko-leonenko")]
    [InlineData("kde-gaussian")]
    [InlineData("kde-box")]
    [InlineData("fft-kde")]
    [InlineData("ordinal")]
    public void Information_FarFromZeroOrOnAnotherScale_IsTheSame(string id)
    {
        Variable[] numbers = [.. NumericCases.Numbers(Rows).Select(v => v.Map(a => Math.ScaleB(Math.Round(Math.ScaleB(a, 20)), -20)))];
        Variable[] labelled = [numbers[0], numbers[1].Cut(3)];
        bool takesLabels = id.StartsWith("ross", StringComparison.Ordinal);
        foreach (Variable[] variables in new[] { [numbers[0], numbers[1]], labelled, [numbers[0], NumericCases.Beside("y", numbers[1], numbers[2])] })
        {
            List<string> faults = [];
            Estimate? plain = NumericCases.Try(Measure.MutualInformation, id, variables, faults);
            Assert.Empty(faults);
            if (plain is null)
            {
                continue;
            }

            foreach ((string name, Func<double, double> map, double tolerance) in s_scales)
            {
                Estimate moved = Measure.MutualInformation.Ask(id, [.. variables.Select(v => v.Codes is null ? v.Map(map) : v)]);
                Assert.True(Math.Abs(plain.Raw - moved.Raw) <= tolerance, $"{name}: {moved.Raw} instead of {plain.Raw}");
                Assert.Equal(plain.Verdict, moved.Verdict);
            }
        }

        Assert.Equal(takesLabels, NumericCases.Try(Measure.MutualInformation, id, [numbers[0], numbers[1]], []) is null);
    }

    [Theory]
    [InlineData("ksg1")]
    [InlineData("ksg2")]
    [InlineData("gao-mixture")]
    [InlineData("kozachenko-leonenko")]
    public void Information_ByEuclideanDistances_IsTheSameOrRefusedOnAnyScale(string id)
    {
        Variable[] numbers = NumericCases.Numbers(Rows);
        Variable[] variables = [NumericCases.Beside("x", numbers[0], numbers[3]), numbers[1]];
        Estimator estimator = Estimators.Get(id).CreateWith([new("norm", "euclidean")]);
        double plain = Raw(Measure.MutualInformation, variables, estimator)!.Value;
        foreach (double scale in new[] { 1e-300, 1e-130, 1e-12, 1e140, 1e200, 1e300 })
        {
            Variable[] scaled = [.. variables.Select(v => v.Map(a => a * scale))];
            if (scale is < 1e-140 or > 1e150)
            {
                InvalidInputException refused = Assert.Throws<InvalidInputException>(
                    () => Measure.MutualInformation.Estimate(scaled, estimator: estimator));
                Assert.Contains("'x'", refused.Message, StringComparison.Ordinal);
                Assert.Contains("norm=chebyshev", refused.Message, StringComparison.Ordinal);
            }
            else
            {
                double moved = Raw(Measure.MutualInformation, scaled, estimator)!.Value;
                Assert.True(Math.Abs(plain - moved) < 1e-9, $"{scale}: {moved} instead of {plain}");
            }
        }
    }

    private static readonly (string Name, Func<double, double> Map, double Tolerance)[] s_scales =
    [
        ("+1e9", a => a + 1e9, 1e-7),
        ("x 2^-40", a => Math.ScaleB(a, -40), 1e-9),
        ("x 2^996", a => Math.ScaleB(a, 996), 1e-9),
        ("x 2^-990", a => Math.ScaleB(a, -990), 1e-9),
        ("x 1e-12", a => a * 1e-12, 1e-9),
        ("x 1e300", a => a * 1e300, 1e-9),
    ];

    // Numbers alone, and numbers with labels in one role and another.
    private static IEnumerable<Variable[]> Samples(int n)
    {
        Variable[] numbers = NumericCases.Numbers(n);
        return
        [
            numbers,
            [numbers[0], numbers[1].Cut(3), numbers[2], numbers[3]],
            [numbers[0], numbers[1], numbers[2].Cut(2), numbers[3].Cut(2)],
            [numbers[0].Mixed(), numbers[1], numbers[2], numbers[3]],
        ];
    }

    private static void ForAll(string id, Action<Measure, Variable[], Estimator> check)
    {
        foreach (Variable[] variables in Samples(Rows))
        {
            foreach (Measure measure in NumericCases.Measures)
            {
                check(measure, variables, Estimators.Get(id).Create());
            }
        }
    }

    // The bare value; null where the question is refused.
    private static double? Raw(Measure measure, Variable[] variables, Estimator estimator)
    {
        try
        {
            int arguments = measure.MinArguments == 1 ? 1 : Math.Min(3, measure.MaxArguments);
            Variable? condition = measure.Condition == ConditionUse.Required ? variables[arguments] : null;
            return measure.Estimate(variables[..arguments], condition, estimator, new EstimateOptions { Permutations = 1 }).Raw;
        }
        catch (InvalidInputException)
        {
            return null;
        }
    }

    private static void AssertSame(double? expected, double? actual, double tolerance = 1e-10)
    {
        Assert.Equal(expected is null, actual is null);
        if (expected is { } value && double.IsFinite(value))
        {
            Assert.Equal(value, actual!.Value, tolerance);
        }
        else
        {
            Assert.Equal(expected, actual);
        }
    }

    private static Variable Recoded(Variable variable) => Variable.Discrete(
        Codes.Create([.. variable.Codes!.ToArray().Select(code => variable.Codes.LevelCount - code)], variable.Codes.LevelCount + 2), null, variable.Name);

    private static string Text(Measure measure, Variable[] variables, Estimator estimator, int threads)
    {
        try
        {
            int arguments = measure.MinArguments == 1 ? 1 : 2;
            Estimate estimate = measure.Estimate(
                variables[..arguments],
                measure.Condition == ConditionUse.Required ? variables[2] : null,
                estimator,
                new EstimateOptions { Permutations = 2, KeepNull = true },
                new RunContext { MaxDegreeOfParallelism = threads, Seed = 3 });
            return $"{estimate.ToJson()} {estimate.Raw:R} {string.Join(' ', estimate.Null.Select(v => v.ToString("R")))}";
        }
        catch (InvalidInputException refused)
        {
            return refused.Message;
        }
    }
}
