using System.Collections.Immutable;

namespace Infometer;

/// <summary>An information matrix as its JSON has it (docs/schema/matrix.schema.json). Amounts are in <see cref="Unit"/>.</summary>
internal sealed record MatrixDocument
{
    private readonly double?[][] _value = [];
    private readonly double?[][]? _p;
    private readonly double?[][]? _q;

    public required string Version { get; init; }

    public required string File { get; init; }

    public required long Rows { get; init; }

    /// <summary><c>bits</c> or <c>nats</c>.</summary>
    public required string Unit { get; init; }

    public required ulong Seed { get; init; }

    public required ImmutableArray<MatrixColumnDocument> Columns { get; init; }

    /// <summary>Positions of the columns, those that are alike together.</summary>
    public required ImmutableArray<int> Order { get; init; }

    public required ImmutableArray<MatrixMerge> Merges { get; init; }

    public required ImmutableArray<GroupDocument> Groups { get; init; }

    public required ImmutableArray<Note> Notes { get; init; }

    public required string Normalization { get; init; }

    public required string Missing { get; init; }

    public required string Discretizer { get; init; }

    public required bool IncludesFlagged { get; init; }

    public required double GroupDistance { get; init; }

    public required ImmutableArray<string> Exclude { get; init; }

    /// <summary>Number of pairs.</summary>
    public long PairCount => (long)Columns.Length * (Columns.Length - 1) / 2;

    /// <summary>Whether pairs have p- and q-values.</summary>
    public bool IsTested => _q is not null;

    /// <summary>What two columns share; the entropy of one with itself.</summary>
    public double? Value(int first, int second) => first == second ? Columns[first].Entropy : At(_value, first, second);

    public double? PValue(int first, int second) => _p is null ? null : At(_p, first, second);

    public double? QValue(int first, int second) => _q is null ? null : At(_q, first, second);

    /// <summary>All pairs, each once.</summary>
    public IEnumerable<(int First, int Second)> Pairs()
    {
        for (int i = 0; i < Columns.Length; i++)
        {
            for (int j = i + 1; j < Columns.Length; j++)
            {
                yield return (i, j);
            }
        }
    }

    public static MatrixDocument Read(JsonPart root)
    {
        JsonPart data = root.Part("data");
        JsonPart settings = root.Part("settings");
        JsonPart pairs = root.Part("pairs");
        ImmutableArray<MatrixColumnDocument> columns = [.. root.Items("columns").Select(MatrixColumnDocument.Read)];
        return new MatrixDocument(Triangle(pairs, "value", columns.Length), OptionalTriangle(pairs, "pValue", columns.Length), OptionalTriangle(pairs, "qValue", columns.Length))
        {
            Version = root.Text("version"),
            File = data.Text("file"),
            Rows = data.Count("rows"),
            Unit = root.Word("unit", "bits", "nats"),
            Seed = root.Seed("seed"),
            Columns = columns,
            Order = OrderOf(root, columns.Length),
            Merges = [.. root.Items("merges").Select(m => new MatrixMerge(Position(m, "first"), Position(m, "second"), m.Number("height")))],
            Groups = [.. root.Items("groups").Select(GroupDocument.Read)],
            Notes = ColumnDocument.NotesOf(root),
            Normalization = settings.Text("normalise"),
            Missing = settings.Text("missing"),
            Discretizer = settings.Text("discretizer"),
            IncludesFlagged = settings.Flag("includeFlagged"),
            GroupDistance = settings.Number("groupDistance"),
            Exclude = [.. settings.Texts("exclude")],
        };
    }

    private MatrixDocument(double?[][] value, double?[][]? p, double?[][]? q)
    {
        _value = value;
        _p = p;
        _q = q;
    }

    private static double? At(double?[][] triangle, int first, int second) => triangle[Math.Min(first, second)][Math.Abs(second - first) - 1];

    private static double?[][]? OptionalTriangle(JsonPart pairs, string name, int count) => pairs.Has(name) ? Triangle(pairs, name, count) : null;

    // Row i has the pairs (i, i + 1) … (i, p − 1).
    private static double?[][] Triangle(JsonPart pairs, string name, int count)
    {
        List<double?[]> rows = [];
        foreach (JsonPart row in pairs.Items(name))
        {
            double?[] numbers = [.. row.Items().Select(n => n.AsNumberOrNull())];
            rows.Add(numbers.Length == count - 1 - rows.Count ? numbers : throw row.Misfit($"an array of {count - 1 - rows.Count} numbers"));
        }

        return rows.Count == Math.Max(0, count - 1) ? [.. rows] : throw pairs.Misfit($"an object whose {name} has {count - 1} rows");
    }

    private static ImmutableArray<int> OrderOf(JsonPart root, int count)
    {
        ImmutableArray<int> order = [.. root.Items("order").Select(i => (int)Math.Min(int.MaxValue, i.AsCount()))];
        return order.Order().SequenceEqual(Enumerable.Range(0, count)) ? order : throw root.Misfit($"an object whose order names each of {count} columns once");
    }

    private static int Position(JsonPart merge, string name) => (int)Math.Min(int.MaxValue, merge.Count(name));
}
