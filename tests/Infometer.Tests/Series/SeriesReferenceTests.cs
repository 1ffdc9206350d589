using System.Globalization;
using System.Text.Json;
using Xunit;

namespace Infometer.Tests;

/// <summary>Measures of series against the values of JIDT, TRENTOOL, a Granger toolbox and infomeasure.</summary>
public class SeriesReferenceTests
{
    private static readonly string[] s_measures = ["te", "cte", "ais", "te-analytic-p"];

    // Ids where the file has other names.
    private static readonly Dictionary<string, string> s_estimators = new()
    {
        ["james-stein-shrink"] = "james-stein",
        ["bayes-dirichlet"] = "bayes",
        ["chi2"] = "plugin",
    };

    [Fact]
    public void EveryRowOfSeries_MatchesReference()
    {
        int compared = 0;
        foreach (IReadOnlyDictionary<string, string> row in Rows().Where(r => HasEstimator(r)))
        {
            double expected = Expected(row);
            double tolerance = double.Parse(row["tolerance"], CultureInfo.InvariantCulture);
            double actual = Evaluate(row);
            Assert.True(Math.Abs(actual - expected) <= tolerance, $"{row["id"]} is {actual:R} {row["unit"]}, expected {expected:R}.");
            compared++;
        }

        // All rows by counting, and one more set for each estimator of numbers that there is.
        int numeric = (Exists("ksg1") ? 20 : 0) + (Exists("gaussian") ? 6 : 0);
        Assert.Equal(62 + numeric, compared);
    }

    [Fact]
    public void KraskovRows_WithNeighborsCountedHere_MatchReference()
    {
        int compared = 0;
        foreach (IReadOnlyDictionary<string, string> row in Rows().Where(r => EstimatorOf(r) == "ksg1"))
        {
            JsonElement parameters = Parameters(row);
            Variable[] series = [.. SeriesOf(row).Select(s => ScaledWhole(s))];
            Sample sample = MeasureOf(row).Align(series, MissingPolicy.Level, RunContext.Default);
            double expected = double.Parse(row["expected"], CultureInfo.InvariantCulture);
            double tolerance = double.Parse(row["tolerance"], CultureInfo.InvariantCulture);
            Assert.Equal(expected, ConditionalKraskov(sample, parameters.GetProperty("k").GetInt32()), tolerance);
            compared++;
        }

        Assert.Equal(20, compared);
    }

    private static IEnumerable<IReadOnlyDictionary<string, string>> Rows() => ReferenceFiles
        .ReadCsv(Repository.ReferenceFile("classical-expected.csv"))
        .Where(r => s_measures.Contains(r["measure"]));

    // 2nI follows χ² when I is in nats (Wilks). The source takes I in bits: its value is e^(−n·TE) with the 0.000294586 bits of row JIDTRUN-TE-DISC-01-k1 and
    // n = 999; with 2 degrees of freedom e^(−n·TE) is P, but for TE in nats.
    private static double Expected(IReadOnlyDictionary<string, string> row)
    {
        double expected = double.Parse(row["expected"], CultureInfo.InvariantCulture);
        return row["id"] == "JIDTRUN-TE-DISC-p" ? Math.Exp(Math.Log(expected) * Math.Log(2)) : expected;
    }

    private static bool Exists(string id) => Estimators.All.Any(d => d.Id == id);

    private static bool HasEstimator(IReadOnlyDictionary<string, string> row) => Exists(EstimatorOf(row));

    private static string EstimatorOf(IReadOnlyDictionary<string, string> row) =>
        row["estimator"].Split(' ')[0] is var name ? s_estimators.GetValueOrDefault(name, name) : "";

    private static JsonElement Parameters(IReadOnlyDictionary<string, string> row) => JsonSerializer.Deserialize<JsonElement>(row["params"]);

    private static double Evaluate(IReadOnlyDictionary<string, string> row)
    {
        JsonElement parameters = Parameters(row);
        List<KeyValuePair<string, string>> settings = [];
        if (parameters.TryGetProperty("alpha", out JsonElement alpha))
        {
            settings.Add(new("alpha", alpha.ToString()));
        }

        if (parameters.TryGetProperty("k", out JsonElement neighbors))
        {
            settings.Add(new("neighbors", neighbors.ToString()));
            settings.Add(new("standardize", "z-score"));
        }

        Variable[] series = SeriesOf(row);
        bool isConditional = row["measure"] == "cte";
        Estimate estimate = MeasureOf(row).Estimate(
            isConditional ? series[..2] : series,
            isConditional ? series[2] : null,
            Estimators.Get(EstimatorOf(row)).CreateWith(settings),
            new EstimateOptions { Permutations = 19 });
        if (row["measure"] == "te-analytic-p")
        {
            Assert.Contains("2 degrees of freedom p would be 0.815;", estimate.Notes.Single(n => n.Code == "analytic-p").Text, StringComparison.Ordinal);
            return SeriesMeasure.ChiSquareOf(MeasureOf(row).Align(series, MissingPolicy.Level, RunContext.Default), estimate.Raw).P;
        }

        return row["unit"] == "bit" ? estimate.Raw / Math.Log(2) : estimate.Raw;
    }

    private static Measure MeasureOf(IReadOnlyDictionary<string, string> row)
    {
        JsonElement parameters = Parameters(row);
        int Option(string name, int otherwise) => parameters.TryGetProperty(name, out JsonElement value) ? value.GetInt32() : otherwise;
        SeriesOptions options = new()
        {
            History = Option("dest_hist_k", Option("dest_hist_len", Option("hist_k", 1))),
            SourceHistory = Option("source_hist_l", Option("src_hist_len", 1)),
            Lag = Option("delay", 1 + Option("prop_time", 0)),
            Theiler = Option("theiler_window", 0),
        };
        return row["measure"] switch
        {
            "cte" => Measure.ConditionalTransferEntropy(options),
            "ais" => Measure.ActiveInformationStorage(options),
            _ => Measure.TransferEntropy(options),
        };
    }

    private static Variable[] SeriesOf(IReadOnlyDictionary<string, string> row)
    {
        string data = row["data_file_or_inline"];
        if (data.StartsWith('{'))
        {
            JsonElement inline = JsonSerializer.Deserialize<JsonElement>(data);
            return
            [
                .. new[] { "source", "dest", "cond" }
                    .Where(name => inline.TryGetProperty(name, out _))
                    .Select(name => Variable.Discrete<int>([.. inline.GetProperty(name).EnumerateArray().Select(v => v.GetInt32())], name)),
            ];
        }

        JsonElement parameters = Parameters(row);
        double[][] lines =
        [
            .. File.ReadLines(Repository.ReferenceFile(data))
                .Where(line => line.Length > 0 && line[0] is not ('%' or '#'))
                .Select(line => line.Split(' ', '\t').Where(f => f.Length > 0).Select(f => double.Parse(f, CultureInfo.InvariantCulture)).ToArray()),
        ];
        if (parameters.TryGetProperty("rows", out _))
        {
            lines = lines[..501];
        }

        int[] columns = parameters.TryGetProperty("col", out JsonElement only)
            ? [only.GetInt32()]
            : [parameters.GetProperty("source_col").GetInt32(), parameters.GetProperty("dest_col").GetInt32()];
        bool isNumeric = EstimatorOf(row) is "ksg1" or "gaussian";
        return
        [
            .. columns.Select(column => isNumeric
                ? Variable.Continuous(lines.Select(line => line[column]).ToArray(), 1, $"c{column}")
                : Variable.Discrete<double>([.. lines.Select(line => line[column])], $"c{column}")),
        ];
    }

    private static Variable ScaledWhole(Variable series)
    {
        double[] values = series.Values.ToArray();
        ColumnPreparation.Standardize(values, Standardization.ZScore);
        return Variable.Continuous(values, 1, series.Name);
    }

    // Frenzel and Pompe (2007): ψ(k) + ⟨ψ(n_z + 1) − ψ(n_xz + 1) − ψ(n_yz + 1)⟩, counts strictly within the distance of the k-th neighbour.
    private static double ConditionalKraskov(Sample sample, int k)
    {
        PointSet[] parts = [.. sample.Variables.Select(v => new PointSet(ColumnPreparation.Columns(v, Standardization.None, 0, 0)))];
        TheilerWindow window = TheilerWindow.Of(sample);
        NeighborIndex joint = NeighborIndex.Build(PointSet.Join(parts), NeighborNorm.Chebyshev, k);
        NeighborLists nearest = joint.Nearest(k, window, RunContext.Default);
        double[] radii = [.. Enumerable.Range(0, sample.Count).Select(i => nearest.DistancesOf(i)[^1])];
        double Digammas(params PointSet[] sets)
        {
            int[] counts = new int[sample.Count];
            NeighborIndex.Build(PointSet.Join(sets), NeighborNorm.Chebyshev, 0).CountWithin(radii, false, window, counts, RunContext.Default);
            return counts.Average(c => SpecialFunctions.Digamma(c + 1));
        }

        return SpecialFunctions.Digamma(k) + Digammas(parts[2]) - Digammas(parts[0], parts[2]) - Digammas(parts[1], parts[2]);
    }
}
