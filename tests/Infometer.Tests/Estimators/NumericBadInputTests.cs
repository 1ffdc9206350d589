using Xunit;

namespace Infometer.Tests;

/// <summary>
/// Data that no density fits: every estimator refuses them by a sentence, says that its number is not to be relied on, or is right.
/// </summary>
public class NumericBadInputTests
{
    private const int Rows = 24;

    private static readonly Measure[] s_ofHardData =
    [
        Measure.MutualInformation, Measure.ConditionalMutualInformation, Measure.TotalCorrelation, Measure.DualTotalCorrelation, Measure.CoInformation,
        Measure.Entropy, Measure.ConditionalEntropy, Measure.KullbackLeibler, Measure.JensenShannon, Measure.CrossEntropy,
        Measure.RenyiEntropy(), Measure.TsallisEntropy(), Measure.AdjustedMutualInformation(),
    ];

    // Of x, y, z, w.
    private static readonly Dictionary<string, Func<Variable[], Variable[]>> s_data = new()
    {
        ["constant x"] = v => [v[0].Map(_ => 2.5), v[1], v[2], v[3]],
        ["constant y"] = v => [v[0], v[1].Map(_ => 0), v[2], v[3]],
        ["constant x and y"] = v => [v[0].Map(_ => 1e300), v[1].Map(_ => -0.1), v[2], v[3]],
        ["constant z"] = v => [v[0], v[1], v[2].Map(_ => 3), v[3]],
        ["all constant"] = v => [.. v.Select(x => x.Map(_ => 1.1))],
        ["constant labels"] = v => [v[0], v[1].Cut(1), v[2], v[3]],
        ["constant labels first"] = v => [v[0].Cut(1), v[1], v[2].Cut(2), v[3]],
        ["copy"] = v => [v[0], v[0].Named("y"), v[2], v[3]],
        ["copy as condition"] = v => [v[0], v[1], v[0].Named("z"), v[3]],
        ["line"] = v => [v[0], v[0].Map(x => 3 - (2 * x)).Named("y"), v[2], v[3]],
        ["sum"] = v => [v[0], v[1], Sum(v[0], v[1], "z"), v[3]],
        ["two values"] = v => [.. v.Select(x => x.Map(a => a > 0 ? 1 : 0))],
        ["integers"] = v => [.. v.Select(x => x.Map(a => Math.Clamp(Math.Round(a + 1), 0, 2)))],
        ["integers in x"] = v => [v[0].Map(a => Math.Clamp(Math.Round(a + 1), 0, 2)), v[1], v[2], v[3]],
        ["integers and labels"] = v => [v[0].Map(a => Math.Clamp(Math.Round(a + 1), 0, 2)), v[1].Cut(2), v[2], v[3]],
        ["constant column in x"] = v => [NumericCases.Beside("x", v[0], v[3].Map(_ => 7)), v[1], v[2], v[3]],
        ["doubled column in x"] = v => [NumericCases.Beside("x", v[0], v[0]), v[1], v[2], v[3]],
        ["dependent columns in x"] = v => [NumericCases.Beside("x", v[0], v[3], Sum(v[0], v[3], "s")), v[1], v[2], v[3]],
        ["wide x"] = v => [NumericCases.Beside("x", [.. Enumerable.Range(0, Rows).Select(j => v[3].Map(a => Math.Sin(a * (j + 1))))]), v[1], v[2], v[3]],
        ["huge"] = v => [.. v.Select(x => x.Map(a => a * 1e300))],
        ["huge x"] = v => [v[0].Map(a => a * 1e300), v[1], v[2], v[3]],
        ["huge two columns"] = v => [NumericCases.Beside("x", v[0].Map(a => a * 1e300), v[3].Map(a => a * 1e300)), v[1].Map(a => a * 1e300), v[2], v[3]],
        ["largest"] = v => [.. v.Select(x => x.Map(a => a > 0 ? double.MaxValue : -double.MaxValue))],
        ["largest x"] = v => [v[0].Map(a => Math.Clamp(a, -1, 1) * double.MaxValue), v[1], v[2], v[3]],
        ["tiny"] = v => [.. v.Select(x => x.Map(a => a * 1e-300))],
        ["tiny x"] = v => [v[0].Map(a => a * 1e-300), v[1], v[2], v[3]],
        ["denormal"] = v => [.. v.Select(x => x.Map(a => Math.Round(1e4 * a) * double.Epsilon))],
        ["offset"] = v => [.. v.Select(x => x.Map(a => 1e9 + a))],
        ["offset by 1e15"] = v => [.. v.Select(x => x.Map(a => 1e15 + a))],
        ["outlier"] = v => [v[0].Map(a => a > 1 ? a * 1e300 : a), v[1], v[2], v[3]],
        ["rows three times"] = v => [.. v.Select(x => Repeated(x, 3))],
        ["level of one row"] = v => [v[0], Variable.Discrete<int>([.. Enumerable.Range(0, Rows).Select(i => i == 5 ? 2 : i % 2)], "y"), v[2], v[3]],
        ["levels of one row"] = v => [v[0], v[1].Cut(Rows), v[2], v[3]],
        ["levels of two rows"] = v => [v[0], v[1].Cut(Rows / 2), v[2], v[3]],
        ["labels of one row given"] = v => [v[0], v[1], v[2].Cut(Rows), v[3].Cut(Rows)],
        ["labels given"] = v => [v[0], v[1], v[2].Cut(2), v[3].Cut(3)],
        ["single precision"] = v => [.. v.Select(x => Variable.Continuous(Array.ConvertAll(x.Values.ToArray(), a => (float)a), 1, x.Name))],
    };

    public static TheoryData<string, string> Data
    {
        get
        {
            TheoryData<string, string> data = [];
            foreach (string id in NumericCases.AllIds.Append(NumericCases.Auto))
            {
                foreach (string name in s_data.Keys)
                {
                    data.Add(id, name);
                }
            }

            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Data))]
    public void Estimate_OfHardData_IsRefusedOrSound(string id, string name)
    {
        Variable[] variables = s_data[name](NumericCases.Numbers(Rows));
        List<string> faults = [];
        foreach (Measure measure in s_ofHardData)
        {
            if (NumericCases.Try(measure, id, variables, faults) is { Verdict: Verdict.Value } estimate && HasNoValue(name, measure, estimate))
            {
                faults.Add(FormattableString.Invariant($"{measure.Id} by {id}: a plain value, {estimate.Value}"));
            }
        }

        NumericCases.Try(Measure.MutualInformation, id, variables, faults, permutations: null);
        Assert.True(faults.Count == 0, string.Join('\n', faults));
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void Information_OfAConstant_IsNothing(string id)
    {
        foreach (string name in new[] { "constant x", "constant y", "constant x and y", "all constant", "constant labels", "constant labels first" })
        {
            Variable[] variables = s_data[name](NumericCases.Numbers(Rows));
            Estimate estimate = Measure.MutualInformation.Ask(id, variables);
            Assert.Equal((0, 1, Verdict.NotDetected), (estimate.Value, estimate.PValue, estimate.Verdict));
        }
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void Estimate_OfFewRows_IsRefusedOrSound(string id)
    {
        List<string> faults = [];
        for (int n = 0; n <= 7; n++)
        {
            foreach (Measure measure in NumericCases.Measures)
            {
                Variable[] numbers = NumericCases.Numbers(n);
                Estimate? estimate = NumericCases.Try(measure, id, numbers, faults);
                NumericCases.Try(measure, id, [numbers[0], numbers[1].Cut(2), numbers[2], numbers[3].Cut(2)], faults);
                if (n < 2 && estimate is not null)
                {
                    faults.Add($"{measure.Id} by {id}: a number from {n} rows");
                }
            }
        }

        Assert.True(faults.Count == 0, string.Join('\n', faults));
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void Estimate_OfDifferentLengths_NamesBoth(string id)
    {
        Variable[] variables = NumericCases.Numbers(Rows);
        InvalidInputException refused = Assert.Throws<InvalidInputException>(
            () => Measure.MutualInformation.Ask(id, [variables[0], NumericCases.Numbers(Rows - 1)[1]]));
        Assert.Equal("'x' has 24 rows and 'y' 23; all variables need the same rows.", refused.Message);
    }

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    [InlineData(double.NegativeInfinity)]
    public void Numbers_ThatAreNone_AreRefusedByNameAndRow(double bad)
    {
        double[] values = [1, 2, 3, bad, 5, 6];
        string one = Assert.Throws<InvalidInputException>(() => Variable.Continuous(values, 1, "age")).Message;
        string two = Assert.Throws<InvalidInputException>(() => Variable.Continuous(values, 2, "age")).Message;
        string single = Assert.Throws<InvalidInputException>(() => Variable.Continuous(Array.ConvertAll(values, v => (float)v), 1, "age")).Message;
        Assert.All([one, single], text => Assert.Contains("row 3", text, StringComparison.Ordinal));
        Assert.Contains("row 1", two, StringComparison.Ordinal);
        Assert.All([one, two, single], text => Assert.Contains("'age'", text, StringComparison.Ordinal));
    }

    [Fact]
    public void Information_OfIntegersAndTheirCopy_IsTheirEntropy()
    {
        Variable x = Variable.Continuous(Enumerable.Range(0, 300).Select(i => (double)(i % 3)).ToArray());
        foreach (string id in new[] { "gao-mixture", NumericCases.Auto })
        {
            Estimate estimate = Measure.MutualInformation.Ask(id, [x, x.Named("y")]);
            Assert.Equal(Math.Log(3), estimate.Value!.Value, 0.01);
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(-2)]
    [InlineData(100)]
    public void Information_OfALine_IsNoPlainValueHoweverManyRows(double slope)
    {
        Variable x = NumericCases.Numbers(600)[0];
        foreach (string id in NumericCases.AllIds)
        {
            List<string> faults = [];
            Estimate? estimate = NumericCases.Try(Measure.MutualInformation, id, [x, x.Map(a => (slope * a) + 1).Named("y")], faults);
            Assert.Empty(faults);
            Assert.True(estimate?.Verdict is null or Verdict.LowerBound or Verdict.Unreliable, id);
        }
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void Estimate_OfAnyKinds_IsSoundOrRefusedWithWhatIsUsable(string id)
    {
        List<string> faults = [];
        Variable[] numbers = NumericCases.Numbers(40);
        string[] kinds = ["d", "c", "m", "dd", "cc", "cm"];
        foreach (string x in kinds)
        {
            foreach (string y in kinds)
            {
                foreach (string z in new[] { "d", "m", "cc" })
                {
                    Variable[] variables = [OfKind(x, numbers[0], "x"), OfKind(y, numbers[1], "y"), OfKind(z, numbers[2], "z"), numbers[3].Cut(2)];
                    foreach (Measure measure in z == "d" ? s_ofKinds : [Measure.ConditionalMutualInformation, Measure.TotalCorrelation])
                    {
                        try
                        {
                            measure.Ask(id, variables, permutations: 3);
                        }
                        catch (InvalidInputException refused)
                        {
                            if ((id == NumericCases.Auto && !IsWithoutAnswer(measure)) || !Array.Exists(s_remedies, refused.Message.Contains))
                            {
                                faults.Add($"{measure.Id} by {id} of {x}, {y}, {z}: {refused.Message}");
                            }
                        }
                        catch (Exception e) when (e is not Xunit.Sdk.XunitException)
                        {
                            faults.Add($"{measure.Id} by {id} of {x}, {y}, {z}: {e.GetType().Name}: {e.Message}");
                        }
                    }
                }
            }
        }

        Assert.True(faults.Count == 0, string.Join('\n', faults.Take(20)));
    }

    public static TheoryData<string> Ids => [.. NumericCases.AllIds, NumericCases.Auto];

    private static readonly Measure[] s_ofKinds =
    [
        Measure.MutualInformation, Measure.ConditionalMutualInformation, Measure.TotalCorrelation, Measure.DualTotalCorrelation, Measure.OInformation,
        Measure.Entropy, Measure.ConditionalEntropy, Measure.KullbackLeibler, Measure.JensenShannon, Measure.AdjustedMutualInformation(),
        Measure.RenyiEntropy(), Measure.RajskiDistance,
    ];

    private static readonly string[] s_remedies =
        ["; use ", "make it discrete on purpose", "or use ", "merge rare levels", "get more rows", "set neighbors=", "no estimator can; make all", "make them discrete on purpose", "give both one kind"];

    // Measures that no estimator has for every mixture of kinds.
    private static bool IsWithoutAnswer(Measure measure) =>
        measure.SumOfTerms(3, VariableSet.Empty) is null || measure == Measure.Entropy || measure == Measure.ConditionalEntropy;

    private static Variable OfKind(string kinds, Variable numbers, string name)
    {
        Column[] columns =
        [
            .. kinds.Select((kind, j) => kind switch
            {
                'd' => Column.Categorical(name + j, [.. numbers.Map(a => a + (j * Math.Sin(30 * a))).Values.ToArray().Select(a => a > 0 ? "up" : "down")]),
                'm' => Column.Numeric(name + j, Array.ConvertAll(numbers.Values.ToArray(), a => Math.Max(a, 0)), VariableKind.Mixed),
                _ => Column.Numeric(name + j, Array.ConvertAll(numbers.Values.ToArray(), a => a + (j * Math.Sin(30 * a))), VariableKind.Continuous),
            }),
        ];
        return Variable.Of(columns);
    }

    // What must not come out as a plain value: it is infinite, or there is no density. The mixture estimator counts what repeats.
    private static bool HasNoValue(string name, Measure measure, Estimate estimate)
    {
        string id = estimate.Estimator.Descriptor.Id;
        bool isOfNumbers = id is not ("ordinal" or "plugin");
        bool isInformation = measure.VanishesUnderIndependence;
        return name switch
        {
            "copy" or "line" => measure.Id is "mi" or "cmi" or "tc" or "dtc" or "o-information" or "co-information" or "s-information"
                || (measure.Id == "conditional-entropy" && isOfNumbers),
            "sum" => measure.Id is "cmi" or "tc" or "dtc" or "o-information" or "co-information" or "s-information",
            "copy as condition" => measure.Id is "tc" or "dtc" or "s-information",
            "two values" or "integers" or "largest" => isOfNumbers && id != "gao-mixture" && measure.Id != "js",
            "constant x" or "all constant" => measure.Id is "entropy" or "renyi-entropy" or "tsallis-entropy" && isOfNumbers,
            "doubled column in x" or "constant column in x" or "dependent columns in x" =>
                !isInformation && measure.Id.Contains("entropy") && isOfNumbers,
            _ => false,
        };
    }

    private static Variable Sum(Variable a, Variable b, string name) =>
        Variable.Continuous(a.Values.ToArray().Zip(b.Values.ToArray(), (p, q) => p + q).ToArray(), 1, name);

    private static Variable Repeated(Variable variable, int times) =>
        Variable.Continuous(Array.ConvertAll(Enumerable.Range(0, variable.Count).ToArray(), i => variable.Values.Span[i / times]), 1, variable.Name);
}
