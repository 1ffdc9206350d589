using System.Globalization;
using System.Text.Json;

namespace Infometer.Tests;

/// <summary>One reference value of an estimator by neighbours: the data, what is asked of them and what is expected.</summary>
internal sealed class KsgReferenceRow
{
    private readonly IReadOnlyDictionary<string, string> _record;
    private readonly JsonElement _parameters;

    public KsgReferenceRow(IReadOnlyDictionary<string, string> record)
    {
        _record = record;
        _parameters = JsonSerializer.Deserialize<JsonElement>(record["params"]);
    }

    public string Id => _record["id"];

    public double Expected => double.Parse(_record["expected"], CultureInfo.InvariantCulture)
        * (_record["unit"] == "bit" ? Math.Log(2) : 1);

    public double Tolerance => double.Parse(_record["tolerance"], CultureInfo.InvariantCulture);

    public int Neighbors => _parameters.GetProperty("k").GetInt32();

    /// <summary>The power of the norm over all columns; infinite where the largest difference is the distance.</summary>
    public double Power => _parameters.TryGetProperty("minkowski_p", out JsonElement p) && p.ValueKind == JsonValueKind.Number
        ? p.GetDouble()
        : double.PositiveInfinity;

    public Ksg Estimator => new()
    {
        Algorithm = _record["estimator"].StartsWith("ksg2", StringComparison.Ordinal) ? KsgAlgorithm.Two : KsgAlgorithm.One,
        Neighbors = Neighbors,
        Standardize = Measure != "te" && Flag("normalise") ? Standardization.ZScore : Standardization.None,
    };

    public bool IsConditional => Measure is "cmi" or "te";

    private string Measure => _record["measure"];

    /// <summary>The variables, the condition last.</summary>
    public IReadOnlyList<Variable> Variables()
    {
        string data = _record["data_file_or_inline"];
        if (!data.StartsWith("data/", StringComparison.Ordinal))
        {
            return InlineVariables(JsonSerializer.Deserialize<JsonElement>(data));
        }

        double[][] columns = Columns(data);
        if (Measure == "te")
        {
            return LaggedVariables(columns);
        }

        return _parameters.TryGetProperty("cols", out JsonElement cols)
            ? [.. cols.EnumerateArray().Select(c => Variable.Continuous(columns[c.GetInt32()], 1, $"x{c}"))]
            : [.. new[] { "x_cols", "y_cols", "z_cols" }
                .Where(role => _parameters.TryGetProperty(role, out _))
                .Select(role => Join(role, [.. _parameters.GetProperty(role).EnumerateArray().Select(c => columns[c.GetInt32()])]))];
    }

    /// <summary>The value.</summary>
    public double Evaluate()
    {
        IReadOnlyList<Variable> variables = Variables();
        int arguments = IsConditional ? variables.Count - 1 : variables.Count;
        InformationTerm term = new(
            [.. Enumerable.Range(0, arguments).Select(VariableSet.Of)],
            IsConditional ? VariableSet.Of(arguments) : VariableSet.Empty);
        int window = _parameters.TryGetProperty("theiler_window", out JsonElement width) ? width.GetInt32() : 0;
        return Estimator.Point(term, Sample.Align(variables).InSeries(window, null), RunContext.Default);
    }

    private bool Flag(string name) =>
        _parameters.TryGetProperty(name, out JsonElement value) && value.ValueKind is JsonValueKind.True or JsonValueKind.String;

    // The source brings each variable to [0, 1] where it says "normalize".
    private IReadOnlyList<Variable> InlineVariables(JsonElement data) =>
    [
        .. data.EnumerateObject().Select(property =>
        {
            double[] values =
                [.. property.Value.EnumerateArray().Select(v => v.ValueKind == JsonValueKind.Array ? v[0].GetDouble() : v.GetDouble())];
            double low = values.Min();
            double range = values.Max() - low;
            return Variable.Continuous(Flag("normalize") ? Array.ConvertAll(values, v => (v - low) / range) : values, 1, property.Name);
        }),
    ];

    private double[][] Columns(string file)
    {
        double[][] rows =
        [
            .. File.ReadLines(Repository.ReferenceFile(file))
                .Where(line => line.Length > 0 && line[0] is not ('%' or '#'))
                .Select(line => line.Split([' ', '\t', ','], StringSplitOptions.RemoveEmptyEntries))
                .Select(fields => Array.ConvertAll(fields, f => double.Parse(f, CultureInfo.InvariantCulture))),
        ];
        if (_parameters.TryGetProperty("preprocess", out _))
        {
            rows = [.. rows, .. rows[..30]];
        }

        if (_parameters.TryGetProperty("rows", out _))
        {
            rows = rows[..501];
        }

        return [.. Enumerable.Range(0, rows[0].Length).Select(j => Array.ConvertAll(rows, row => row[j]))];
    }

    // Past of the source, next of the target, past of the target; each column standardised before it is shifted.
    private IReadOnlyList<Variable> LaggedVariables(double[][] columns)
    {
        double[] source = columns[_parameters.GetProperty("source_col").GetInt32()];
        double[] target = columns[_parameters.GetProperty("dest_col").GetInt32()];
        ColumnPreparation.Standardize(source, Standardization.ZScore);
        ColumnPreparation.Standardize(target, Standardization.ZScore);
        int targetHistory = _parameters.GetProperty("dest_hist_k").GetInt32();
        int sourceHistory = _parameters.GetProperty("source_hist_l").GetInt32();
        int start = Math.Max(targetHistory, sourceHistory);
        double[] Lagged(double[] column, int lag) => column[(start - lag)..^lag];
        return
        [
            Join("past of source", [.. Enumerable.Range(1, sourceHistory).Select(lag => Lagged(source, lag))]),
            Variable.Continuous(target.AsMemory(start), 1, "target"),
            Join("past of target", [.. Enumerable.Range(1, targetHistory).Select(lag => Lagged(target, lag))]),
        ];
    }

    private static Variable Join(string name, double[][] columns) => Variable.Continuous(
        Enumerable.Range(0, columns[0].Length).SelectMany(i => columns.Select(c => c[i])).ToArray(), columns.Length, name);
}
