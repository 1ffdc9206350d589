using System.Globalization;
using System.Text.Json;
using Xunit;

namespace Infometer.Tests;

/// <summary>One reference value of a discrete measure: the data, what is asked of them and what is expected.</summary>
internal sealed class DiscreteReferenceRow
{
    private readonly IReadOnlyDictionary<string, string> _record;

    public DiscreteReferenceRow(IReadOnlyDictionary<string, string> record)
    {
        _record = record;
        Parameters = Parse(record["params"]);
    }

    public string Id => _record["id"];

    /// <summary>The data as JSON, or the path of their file.</summary>
    public string Data => _record.TryGetValue("inline", out string? inline) ? inline : _record["data_file_or_inline"];

    public string Measure => _record["measure"];

    /// <summary>The estimator as the file names it.</summary>
    public string EstimatorName => _record["estimator"];

    public JsonElement Parameters { get; }

    public string Unit => _record["unit"];

    public double Expected => double.Parse(_record["expected"], CultureInfo.InvariantCulture);

    public double Tolerance => double.Parse(_record["tolerance"], CultureInfo.InvariantCulture);

    /// <summary>Everything but the data, to compare two files.</summary>
    public string Question => $"{Measure}|{EstimatorName}|{Parameters.GetRawText()}|{Unit}|{Expected:R}|{Tolerance:R}";

    /// <summary>The estimator with the row's options.</summary>
    public DiscreteEstimator CreateEstimator()
    {
        string id = EstimatorName.Split(' ')[0] switch
        {
            "james-stein-shrink" => "james-stein",
            "bayes-dirichlet" => "bayes",
            "chi2" => "plugin",
            string name => name,
        };
        List<KeyValuePair<string, string>> settings = [];
        if (Parameters.TryGetProperty("alpha", out JsonElement alpha))
        {
            settings.Add(new("alpha", alpha.ToString()));
        }

        if (Parameters.TryGetProperty("K", out JsonElement levels))
        {
            settings.Add(new("levels", levels.ToString()));
        }

        return (DiscreteEstimator)Estimators.Get(id).CreateWith(settings);
    }

    /// <summary>The variables in the order in which the measure takes them; the condition of a conditional measure last.</summary>
    public IReadOnlyList<Variable> Variables()
    {
        if (Data.StartsWith("data/", StringComparison.Ordinal))
        {
            return FileVariables();
        }

        JsonElement data = Parse(Data);
        if (data.TryGetProperty("p", out JsonElement probabilities))
        {
            return Columns(Expand(data.GetProperty("outcomes"), probabilities));
        }

        if (data.TryGetProperty("rows", out JsonElement rows))
        {
            return Columns([.. rows.EnumerateArray()]);
        }

        if (data.TryGetProperty("vars", out JsonElement vars))
        {
            IEnumerable<JsonElement> condition = data.TryGetProperty("cond", out JsonElement cond) ? [cond] : [];
            return [.. vars.EnumerateArray().Concat(condition).Select((v, i) => Discrete(v.EnumerateArray(), $"v{i}"))];
        }

        return NamedVariables(data);
    }

    /// <summary>A value in nats in the row's unit.</summary>
    public double FromNats(double nats) => Unit switch
    {
        "nat" or "ratio" or "probability" => nats,
        "bit" => nats / Math.Log(2),
        "hartley" => nats / Math.Log(10),
        string unit when unit.StartsWith("base", StringComparison.Ordinal) =>
            nats / Math.Log(int.Parse(unit["base".Length..], CultureInfo.InvariantCulture)),
        _ => throw new InvalidOperationException($"{Id} has the unknown unit '{Unit}'."),
    };

    private static JsonElement Parse(string json) => JsonSerializer.Deserialize<JsonElement>(json);

    private static Variable Discrete(IEnumerable<JsonElement> values, string name) =>
        Variable.Discrete<string>(values.Select(v => v.GetRawText()).ToArray(), name);

    // Rows that are arrays: one variable per column.
    private static IReadOnlyList<Variable> Columns(JsonElement[] rows) =>
        [.. Enumerable.Range(0, rows[0].GetArrayLength()).Select(j => Discrete(rows.Select(row => row[j]), $"x{j}"))];

    // All probabilities of the file are multiples of 1/40: each outcome becomes that many rows.
    private static JsonElement[] Expand(JsonElement outcomes, JsonElement probabilities) =>
    [
        .. outcomes.EnumerateArray().Zip(probabilities.EnumerateArray(), (outcome, p) =>
        {
            double copies = p.GetDouble() * 40;
            Assert.Equal(Math.Round(copies), copies, 1e-9);
            return Enumerable.Repeat(outcome, (int)Math.Round(copies));
        }).SelectMany(rows => rows),
    ];

    // x, y, z in the roles that the parameters give them; an x whose rows are arrays is several variables.
    private IReadOnlyList<Variable> NamedVariables(JsonElement data)
    {
        if (data.GetProperty("x")[0].ValueKind == JsonValueKind.Array)
        {
            return Columns([.. data.GetProperty("x").EnumerateArray()]);
        }

        string[] names = Parameters.TryGetProperty("var", out JsonElement only)
            ? [only.GetString()!]
            : [.. new[] { "x", "y", "z" }.Select(Role).OfType<string>()];
        return [.. names.Select(name => Discrete(data.GetProperty(name).EnumerateArray(), name))];

        string? Role(string role)
        {
            if (Parameters.TryGetProperty(role, out JsonElement name))
            {
                return name.GetString();
            }

            // Without roles in the parameters every name of the data has its own.
            return !Parameters.TryGetProperty("x", out _) && data.TryGetProperty(role, out _) ? role : null;
        }
    }

    // Columns of a text file; with a lag the first column is that many rows earlier than the second.
    private IReadOnlyList<Variable> FileVariables()
    {
        string[][] rows =
        [
            .. File.ReadLines(Repository.ReferenceFile(Data))
                .Where(line => line.Length > 0 && line[0] != '%')
                .Select(line => line.Split(' ', '\t').Where(field => field.Length > 0).ToArray()),
        ];
        if (Parameters.TryGetProperty("col", out JsonElement column))
        {
            return [Column(column, rows)];
        }

        int lag = Parameters.GetProperty("lag").GetInt32();
        return [Column(Parameters.GetProperty("x_col"), rows[..^lag]), Column(Parameters.GetProperty("y_col"), rows[lag..])];

        static Variable Column(JsonElement index, string[][] rows) =>
            Variable.Discrete<string>(rows.Select(row => row[index.GetInt32()]).ToArray());
    }
}
