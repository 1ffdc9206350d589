using System.Globalization;
using System.Text.Json;

namespace Infometer.Tests;

/// <summary>One reference value of a numeric measure: the data, what is asked of them and what is expected.</summary>
internal sealed class ContinuousReferenceRow
{
    private readonly IReadOnlyDictionary<string, string> _record;
    private readonly JsonElement _parameters;

    public ContinuousReferenceRow(IReadOnlyDictionary<string, string> record)
    {
        _record = record;
        _parameters = JsonSerializer.Deserialize<JsonElement>(record["params"]);
    }

    public string Id => _record["id"];

    /// <summary>The data as JSON, or the path of their file.</summary>
    public string Data => _record.TryGetValue("inline", out string? inline) ? inline : _record["data_file_or_inline"];

    /// <summary>The estimator as the file names it, without what it says in brackets.</summary>
    public string Family => _record["estimator"].Split(' ')[0];

    public bool HasFile => Data.StartsWith("data/", StringComparison.Ordinal);

    public double Expected => Number("expected");

    public double Tolerance => Number("tolerance");

    /// <summary>Everything but the data, to compare two files.</summary>
    public string Question =>
        $"{_record["measure"]}|{_record["estimator"]}|{_parameters.GetRawText()}|{_record["unit"]}|{Expected:R}|{Tolerance:R}";

    /// <summary>The value of the estimator in the row's unit.</summary>
    public double Evaluate()
    {
        Estimator estimator = CreateEstimator();
        Sample sample = Sample.Align(Variables());
        double nats = Terms(_record["measure"], sample.Variables.Count)
            .Sum(t => t.Coefficient * estimator.Evaluate(t.Term, sample, RunContext.Default).Nats);
        return _record["unit"] switch
        {
            "nat" => nats,
            "bit" => nats / Math.Log(2),
            "base3" => nats / Math.Log(3),
            string unit => throw new InvalidOperationException($"{Id} has the unknown unit '{unit}'."),
        };
    }

    private Estimator CreateEstimator() => Family switch
    {
        "gaussian" => new Gaussian(),
        "ordinal" => Estimators.Get("ordinal").CreateWith([new("order", _parameters.GetProperty("embedding_dim").ToString())]),

        // Half the width is given there, the whole width is ours.
        "kde-box" => new KdeBox { Bandwidth = 2 * _parameters.GetProperty("r").GetDouble() },
        "kde" => Estimators.Get($"kde-{_parameters.GetProperty("kernel").GetString()}")
            .CreateWith([new("bandwidth", _parameters.GetProperty("bandwidth").ToString())]),
        _ => throw new InvalidOperationException($"{Id} has the unknown estimator '{Family}'."),
    };

    private static IEnumerable<SignedTerm> Terms(string measure, int count) => measure switch
    {
        "entropy" => [new SignedTerm(1, new EntropyTerm(VariableSet.Range(0, count)))],
        "mi" => [new SignedTerm(1, NormalData.Pair)],
        "cmi" or "te" => [new SignedTerm(1, NormalData.Conditional)],
        "total-correlation" => Total(count),
        "dual-total-correlation" => Dual(count, 1),
        "o-information" => [.. Total(count), .. Dual(count, -1)],
        _ => throw new InvalidOperationException($"There is no reference form of '{measure}'."),
    };

    private static IEnumerable<SignedTerm> Total(int count) =>
        [new SignedTerm(1, new InformationTerm([.. Enumerable.Range(0, count).Select(VariableSet.Of)]))];

    private static IEnumerable<SignedTerm> Dual(int count, double sign) =>
        TermMeasure.DualTerms(count, VariableSet.Empty, sign).Select(t => new SignedTerm(t.Item1, t.Item2));

    private IReadOnlyList<Variable> Variables()
    {
        if (HasFile)
        {
            return FileVariables();
        }

        JsonElement data = JsonSerializer.Deserialize<JsonElement>(Data);
        if (data.TryGetProperty("covariance", out JsonElement covariance))
        {
            double[][] given = [.. covariance.EnumerateArray().Select(row => row.EnumerateArray().Select(v => v.GetDouble()).ToArray())];
            double[,] matrix = new double[given.Length, given.Length];
            for (int i = 0; i < given.Length; i++)
            {
                for (int j = 0; j < given.Length; j++)
                {
                    matrix[i, j] = given[i][j];
                }
            }

            return [.. NormalData.WithCovariance(50, matrix, 1).Select(c => NormalData.Variable(c))];
        }

        JsonElement[] rows = [.. data.GetProperty("x").EnumerateArray()];
        return rows[0].ValueKind == JsonValueKind.Array
            ? [Variable.Continuous(rows.SelectMany(r => r.EnumerateArray().Select(v => v.GetDouble())).ToArray(), rows[0].GetArrayLength())]
            : [Variable.Continuous(rows.Select(v => v.GetDouble()).ToArray())];
    }

    private IReadOnlyList<Variable> FileVariables()
    {
        double[][] rows =
        [
            .. File.ReadLines(Repository.ReferenceFile(Data))
                .Where(line => line.Length > 0 && line[0] != '%')
                .Select(line => line.Split(' ', '\t').Where(field => field.Length > 0))
                .Select(fields => fields.Select(field => double.Parse(field, CultureInfo.InvariantCulture)).ToArray()),
        ];
        double[] Column(int index, int from, int count) => [.. rows.Skip(from).Take(count).Select(row => row[index])];
        if (_parameters.TryGetProperty("source_col", out JsonElement source))
        {
            int history = _parameters.GetProperty("dest_hist_k").GetInt32();
            int target = _parameters.GetProperty("dest_col").GetInt32();
            int count = rows.Length - history;
            Variable Past(int index) => NormalData.Variable([.. Enumerable.Range(0, history).Select(lag => Column(index, lag, count))]);
            return [Past(source.GetInt32()), NormalData.Variable(Column(target, history, count)), Past(target)];
        }

        if (_parameters.TryGetProperty("cols", out JsonElement columns))
        {
            return [.. columns.EnumerateArray().Select(c => NormalData.Variable(Column(c.GetInt32(), 0, rows.Length)))];
        }

        Variable Joint(string role) =>
            NormalData.Variable([.. _parameters.GetProperty(role).EnumerateArray().Select(c => Column(c.GetInt32(), 0, rows.Length))]);
        return [Joint("x_cols"), Joint("y_cols")];
    }

    private double Number(string name) => double.Parse(_record[name], CultureInfo.InvariantCulture);
}
