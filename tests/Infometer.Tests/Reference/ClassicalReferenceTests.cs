using System.Text.Json;
using Xunit;

namespace Infometer.Tests;

/// <summary>Discrete estimators against the values of other tools, of closed forms and of independent quadrature.</summary>
[Trait("Kernels", "Vector")]
public class ClassicalReferenceTests
{
    private static readonly Dictionary<string, DiscreteReferenceRow> s_inline = ReferenceFiles
        .ReadCsv(Path.Combine(Repository.Root, "tests/Infometer.Tests/Reference/discrete-inline.csv"))
        .Select(record => new DiscreteReferenceRow(record))
        .ToDictionary(row => row.Id);

    // The formulas of these estimators give two constants something to share. Infometer answers 0 before it asks one; the
    // formulas themselves are checked on the same rows as sums of entropies.
    private static readonly HashSet<string> s_constants =
    [
        "IM-MI-grassberger-047",
        "IM-MI-bonachela-091",
        "IM-MI-ansb-098",
    ];

    // Rows that are wrong, with the right value in the unit of the row.
    private static readonly Dictionary<string, double> s_corrected = new()
    {
        // Counts [2, 2] of K levels, α = 1: the posterior means are 3/(4 + K) for either level seen and 1/(4 + K) for each of
        // the K − 2 others. The source leaves the others out: for K = 5 its probabilities add up to 6/9, so that its value is
        // the entropy of no distribution. With all terms: K = 3: 6/7 log₂(7/3) + 1/7 log₂ 7; K = 5: 6/9 log₂ 3 + 3/9 log₂ 9.
        ["IM-H-bayes-072"] = (6.0 / 7 * Math.Log2(7.0 / 3)) + (1.0 / 7 * Math.Log2(7)),
        ["IM-H-bayes-073"] = 4.0 / 3 * Math.Log2(3),

        // Three variables given Z: the source sums Σ H(XᵢZ) − H(X₁X₂X₃Z) − H(Z), where conditioning each of the three and the
        // joint needs 2 H(Z); its own local values, ln p(x|z)/Π p(xᵢ|z), have it right. In the first four every variable is a
        // function of Z, so that nothing is left to share: 0. In the others X₃ is Z, and X₁ and X₂ determine each other given
        // Z, so that H(X₁|Z) is left: 2/5 bit, and 3/4 of the entropy of (1/3, 2/3).
        ["IM-CMI-discrete-038"] = 0,
        ["IM-CMI-discrete-039"] = 0,
        ["IM-CMI-discrete-040"] = 0,
        ["IM-CMI-discrete-045"] = 0,
        ["IM-CMI-discrete-042"] = 0.4,
        ["IM-CMI-discrete-043"] = 0.4 / Math.Log2(5),
        ["IM-CMI-discrete-044"] = 0.4,
        ["IM-CMI-discrete-046"] = 0.75 * ((1.0 / 3 * Math.Log2(3)) + (2.0 / 3 * Math.Log2(1.5))),

        // 2nI follows χ² when I is in nats (Wilks). The source takes I in bits: its value is P(χ²₉ > 14.0577), 14.0577 being
        // 2 · 10,000 times the 0.000702886 bits of row JIDTRUN-MI-DISC-lag0. In nats 2nI = 9.74407, and by the closed form of
        // 9 degrees of freedom, erfc √(x/2) + √(2x/π) e^(−x/2) (1 + x/3 + x²/15 + x³/105), P = 0.371598830.
        ["JIDTRUN-MI-DISC-p"] = 0.37159883037723,
    };

    public static TheoryData<string> InlineIds => [.. s_inline.Keys];

    [Theory]
    [MemberData(nameof(InlineIds))]
    public void InlineRow_Evaluated_MatchesReference(string id)
    {
        DiscreteReferenceRow row = s_inline[id];
        AssertClose(row, Expected(row), Evaluate(row));
    }

    [Theory]
    [MemberData(nameof(InlineIds))]
    public void InlineRow_ThroughTheMeasure_MatchesReference(string id)
    {
        DiscreteReferenceRow row = s_inline[id];
        double expected = s_constants.Contains(id) ? 0 : Expected(row);
        double actual = ThroughMeasure(row);
        AssertClose(row, expected, row.Unit == "ratio" || row.Unit.Length == 0 ? actual : row.FromNats(actual));
    }

    [Theory]
    [InlineData("JIDTRUN-MI-DISC-lag0")]
    [InlineData("JIDTRUN-MI-DISC-lag1")]
    [InlineData("JIDTRUN-MI-DISC-p")]
    [InlineData("JIDTRUN-H-DISC")]
    public void FileRow_Evaluated_MatchesReference(string id)
    {
        DiscreteReferenceRow row = new(SharedRecords("classical-expected.csv").Single(record => record["id"] == id));
        AssertClose(row, Expected(row), Evaluate(row));
    }

    [Fact]
    public void CommittedRows_AgainstSharedFile_AreTheSame()
    {
        Dictionary<string, DiscreteReferenceRow> shared = SharedRecords("classical-expected.csv")
            .Select(record => new DiscreteReferenceRow(record))
            .ToDictionary(row => row.Id);
        DiscreteReferenceRow[] common = [.. s_inline.Values.Where(row => shared.ContainsKey(row.Id))];
        Assert.Equal(266, common.Length);
        Assert.All(common, row => Assert.Equal(shared[row.Id].Question, row.Question));
        Assert.All(common, row => Assert.Equal(shared[row.Id].Data, row.Data));
    }

    private static IEnumerable<IReadOnlyDictionary<string, string>> SharedRecords(string name) =>
        ReferenceFiles.ReadCsv(Repository.ReferenceFile(name));

    private static double Expected(DiscreteReferenceRow row) => s_corrected.GetValueOrDefault(row.Id, row.Expected);

    private static double Evaluate(DiscreteReferenceRow row)
    {
        DiscreteEstimator estimator = row.CreateEstimator();
        Sample sample = Sample.Align(row.Variables());
        string average = row.Parameters.TryGetProperty("average", out JsonElement name) ? name.GetString()! : "";
        double Entropy(VariableSet set) => estimator.Evaluate(new EntropyTerm(set), sample, RunContext.Default).Nats;
        return row.FromNats(DiscreteMeasures.Evaluate(row.Measure, average, sample, Entropy));
    }

    // The value that a user gets as `raw`.
    private static double ThroughMeasure(DiscreteReferenceRow row)
    {
        IReadOnlyList<Variable> variables = row.Variables();
        EntropyAverage average = row.Parameters.TryGetProperty("average", out JsonElement name)
            ? Enum.Parse<EntropyAverage>(name.GetString()!, ignoreCase: true)
            : EntropyAverage.Arithmetic;
        Measure measure = row.Measure switch
        {
            "entropy" or "joint-entropy" => Measure.Entropy,
            "mi" or "expected-mi (hypergeometric)" => Measure.MutualInformation,
            "cmi" when variables.Count == 3 => Measure.ConditionalMutualInformation,
            "cmi" or "total-correlation" or "total-correlation(im: n-variable MI)" or "multi.tc" => Measure.TotalCorrelation,
            "dual-total-correlation" or "multi.dtc" => Measure.DualTotalCorrelation,
            "o-information" or "multi.oinfo" => Measure.OInformation,
            "s-information" => Measure.SInformation,
            "normalised-mi" => Measure.NormalizedMutualInformation(average),
            "adjusted-mi" => Measure.AdjustedMutualInformation(average),
            "lattice.rajski_distance" => Measure.RajskiDistance,
            "lattice.shannon_distance" => Measure.VariationOfInformation,
            _ => throw new InvalidOperationException($"There is no measure for '{row.Measure}'."),
        };
        bool isConditional = row.Measure == "cmi";
        Estimate estimate = measure.Estimate(
            isConditional ? [.. variables.SkipLast(1)] : variables, isConditional ? variables[^1] : null, row.CreateEstimator());
        return row.Measure.StartsWith("expected", StringComparison.Ordinal) ? estimate.Chance!.Value : estimate.Raw;
    }

    private static void AssertClose(DiscreteReferenceRow row, double expected, double actual)
    {
        bool close = double.IsNaN(expected) ? double.IsNaN(actual) : Math.Abs(actual - expected) <= row.Tolerance;
        Assert.True(close, $"{row.Id}: {row.Measure} by {row.EstimatorName} is {actual:R} {row.Unit}, expected {expected:R}.");
    }
}
