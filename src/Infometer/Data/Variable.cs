using System.Globalization;
using System.Numerics;

namespace Infometer;

/// <summary>
/// What a measure is asked about: one or more columns seen as one discrete variable (codes and levels) or as one
/// continuous variable (n × d numbers). Immutable; cheap to make, and shared rather than copied.
/// </summary>
public sealed class Variable
{
    // Rows in which a part of a combination of discrete columns is missing; null where none is.
    private readonly bool[]? _holes;

    // One per scale; made on first use, so that a column is sorted once for all questions about it.
    private readonly Lazy<PreparedColumn[]>[] _prepared;

    // The numbers in the precision they came in: one of the two is empty.
    private readonly ReadOnlyMemory<double> _doubles;
    private readonly ReadOnlyMemory<float> _floats;

    // The single-precision numbers in double precision, made when somebody asks for them.
    private double[]? _widened;

    private Variable(
        string name,
        VariableKind kind,
        int dimension,
        Codes? codes,
        IReadOnlyList<string>? levels,
        int missingCode,
        ReadOnlyMemory<double> values,
        bool[]? holes = null,
        ReadOnlyMemory<float> floats = default)
    {
        _holes = holes;
        _prepared = codes is null
            ? [.. Enum.GetValues<Standardization>().Select(scale => new Lazy<PreparedColumn[]>(() => Prepare(scale)))]
            : [];

        _doubles = values;
        _floats = floats;
        Name = name;
        Kind = kind;
        Dimension = dimension;
        Codes = codes;
        Levels = levels;
        MissingCode = missingCode;
    }

    /// <summary>The name used in results and messages.</summary>
    public string Name { get; }

    /// <summary>Discrete, continuous or mixed.</summary>
    public VariableKind Kind { get; }

    /// <summary>Number of rows, n.</summary>
    public int Count => Codes?.Count ?? (_doubles.Length + _floats.Length) / Dimension;

    /// <summary>Number of columns, d.</summary>
    public int Dimension { get; }

    /// <summary>The code of each row, for a discrete variable; null otherwise.</summary>
    public Codes? Codes { get; }

    /// <summary>The level names by code, where they are known.</summary>
    public IReadOnlyList<string>? Levels { get; }

    /// <summary>
    /// The numbers, n × d row by row; NaN marks a cell that was missing in its table. Empty for a discrete variable. Of a variable
    /// of single-precision numbers a copy in double precision, which the first call makes and the variable keeps.
    /// </summary>
    public ReadOnlyMemory<double> Values => _floats.IsEmpty ? _doubles : _widened ?? Widened();

    /// <summary>The code that stands for a missing cell of a discrete variable, or −1.</summary>
    internal int MissingCode { get; }

    /// <summary>A continuous variable of n × <paramref name="dimension"/> finite numbers, row by row; the memory is not copied.</summary>
    /// <exception cref="InvalidInputException">A value is NaN or infinite, or the length is no multiple of the dimension.</exception>
    public static Variable Continuous(ReadOnlyMemory<double> values, int dimension = 1, string name = "x")
    {
        RequireShape(values.Length, dimension, name);
        FiniteNumbers.Require(values.Span, dimension, name);
        return new Variable(name, VariableKind.Continuous, dimension, null, null, -1, values);
    }

    /// <summary>
    /// The same of single-precision numbers, which stay so: half the memory of double precision. The memory is not copied.
    /// </summary>
    /// <exception cref="InvalidInputException">A value is NaN or infinite, or the length is no multiple of the dimension.</exception>
    public static Variable Continuous(ReadOnlyMemory<float> values, int dimension = 1, string name = "x")
    {
        RequireShape(values.Length, dimension, name);
        FiniteNumbers.Require(values.Span, dimension, name);
        return new Variable(name, VariableKind.Continuous, dimension, null, null, -1, default, null, values);
    }

    /// <summary>A discrete variable with one level per distinct value; levels are in order of first appearance.</summary>
    public static Variable Discrete<T>(ReadOnlySpan<T> values, string name = "x")
        where T : notnull
    {
        Dictionary<T, int> seen = [];
        int[] codes = new int[values.Length];
        for (int row = 0; row < values.Length; row++)
        {
            T value = values[row] ?? throw new InvalidInputException(
                $"'{name}' holds null in row {row}; give missing values a level of their own or drop such rows first.");
            if (value is double.NaN or double.PositiveInfinity or double.NegativeInfinity or float.NaN or float.PositiveInfinity or float.NegativeInfinity)
            {
                throw new InvalidInputException(FormattableString.Invariant(
                    $"'{name}' holds {value} in row {row}; every value must be finite: drop or impute such rows first."));
            }

            if (!seen.TryGetValue(value, out int code))
            {
                code = seen.Count;
                seen.Add(value, code);
            }

            codes[row] = code;
        }

        string[] levels = new string[seen.Count];
        foreach ((T value, int code) in seen)
        {
            levels[code] = Convert.ToString(value, CultureInfo.InvariantCulture) ?? "";
        }

        return new Variable(name, VariableKind.Discrete, 1, Codes.Create(codes, levels.Length), levels, -1, default);
    }

    /// <summary>A discrete variable from codes that the caller made.</summary>
    /// <param name="codes">One code per row.</param>
    /// <param name="levels">The level names by code, or null.</param>
    /// <param name="name">The name used in results and messages.</param>
    public static Variable Discrete(Codes codes, IReadOnlyList<string>? levels = null, string name = "x")
    {
        ArgumentNullException.ThrowIfNull(codes);
        if (levels is not null && levels.Count != codes.LevelCount)
        {
            throw new InvalidInputException(
                $"'{name}' has {codes.LevelCount} levels but {levels.Count} level names; pass one name per level.");
        }

        return new Variable(name, VariableKind.Discrete, 1, codes, levels, -1, default);
    }

    /// <summary>A table's column as a variable.</summary>
    public static Variable Of(Column column)
    {
        ArgumentNullException.ThrowIfNull(column);
        return column.Kind == VariableKind.Discrete
            ? new Variable(column.Name, VariableKind.Discrete, 1, column.Codes, column.Levels, column.MissingCode, default)
            : new Variable(column.Name, column.Kind, 1, null, null, -1, column.Values);
    }

    /// <summary>
    /// Several columns as one variable: all discrete, giving one level per combination that occurs, or all numeric,
    /// giving an n × d variable.
    /// </summary>
    /// <exception cref="InvalidInputException">The columns differ in length or mix discrete with numeric ones.</exception>
    public static Variable Of(IReadOnlyList<Column> columns)
    {
        ArgumentNullException.ThrowIfNull(columns);
        if (columns.Count == 0)
        {
            throw new InvalidInputException("A variable needs at least one column; name one.");
        }

        if (columns.Count == 1)
        {
            return Of(columns[0]);
        }

        string name = string.Join(',', columns.Select(c => c.Name));
        Column? other = columns.FirstOrDefault(c => c.Count != columns[0].Count);
        if (other is not null)
        {
            throw new InvalidInputException(
                $"'{columns[0].Name}' has {columns[0].Count} rows and '{other.Name}' {other.Count}; columns of one variable need the same rows.");
        }

        int discrete = columns.Count(c => c.Kind == VariableKind.Discrete);
        if (discrete == columns.Count)
        {
            return Product(columns, name);
        }

        if (discrete > 0)
        {
            Column category = columns.First(c => c.Kind == VariableKind.Discrete);
            Column number = columns.First(c => c.Kind != VariableKind.Discrete);
            throw new InvalidInputException(
                $"'{name}' mixes the discrete column '{category.Name}' with the numeric column '{number.Name}'; "
                + $"give both one kind, e.g. --kind {number.Name}=discrete or bins for '{number.Name}'.");
        }

        int n = columns[0].Count;
        int d = columns.Count;
        double[] values = new double[n * d];
        for (int j = 0; j < d; j++)
        {
            ReadOnlySpan<double> source = columns[j].Values.Span;
            for (int i = 0; i < n; i++)
            {
                values[(i * d) + j] = source[i];
            }
        }

        VariableKind kind = columns.Any(c => c.Kind == VariableKind.Mixed) ? VariableKind.Mixed : VariableKind.Continuous;
        return new Variable(name, kind, d, null, null, -1, values);
    }

    /// <summary>The same variable under another name.</summary>
    public Variable Named(string name) => new(name, Kind, Dimension, Codes, Levels, MissingCode, _doubles, _holes, _floats);

    /// <summary>The same numbers as a variable of another numeric kind.</summary>
    internal Variable WithKind(VariableKind kind) => new(Name, kind, Dimension, Codes, Levels, MissingCode, _doubles, _holes, _floats);

    /// <summary>Copies one column of a numeric variable, in double precision whatever it is kept in.</summary>
    /// <param name="column">The column, 0 to d − 1.</param>
    /// <param name="destination">Receives the n numbers.</param>
    internal void CopyColumn(int column, Span<double> destination)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(column);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(column, Dimension);
        if (_floats.IsEmpty)
        {
            CopyColumn(_doubles.Span, column, destination);
        }
        else
        {
            CopyColumn(_floats.Span, column, destination);
        }
    }

    /// <summary>Whether all rows have one and the same value; true without rows.</summary>
    internal bool IsConstant
    {
        get
        {
            for (int row = 1; row < Count; row++)
            {
                if (Codes is not null ? Codes[row] != Codes[0] : !SameValues(row, 0))
                {
                    return false;
                }
            }

            return true;
        }
    }

    /// <summary>The level or numbers of a row, for messages.</summary>
    internal string ValueText(int row) => Codes is null
        ? string.Join(", ", Values.Slice(row * Dimension, Dimension).ToArray().Select(v => v.ToString(CultureInfo.InvariantCulture)))
        : Levels is null ? Codes[row].ToString(CultureInfo.InvariantCulture) : Levels[Codes[row]];

    /// <summary>A numeric variable of the same name and kind with other numbers, n × <paramref name="dimension"/> row by row, NaN where missing.</summary>
    internal Variable WithValues(ReadOnlyMemory<double> values, int dimension) => new(Name, Kind, dimension, null, null, -1, values);

    /// <summary>Whether the policy has anything to check here.</summary>
    internal bool MayMiss(MissingPolicy policy) =>
        Codes is null ? HasNaN(_doubles.Span) : policy != MissingPolicy.Level && (MissingCode >= 0 || _holes is not null);

    /// <summary>Whether anything of the row was missing in its table.</summary>
    internal bool IsMissing(int row)
    {
        if (Codes is not null)
        {
            return _holes is not null ? _holes[row] : MissingCode >= 0 && Codes[row] == MissingCode;
        }

        // Single-precision numbers never come from a table, so none is missing.
        return _floats.IsEmpty && HasNaN(_doubles.Span.Slice(row * Dimension, Dimension));
    }

    /// <summary>The variable restricted to some rows.</summary>
    internal Variable Select(ReadOnlySpan<int> rows)
    {
        if (Codes is not null)
        {
            bool[]? holes = _holes is null ? null : [.. rows.ToArray().Select(row => _holes[row])];
            return new Variable(Name, Kind, Dimension, Codes.Select(rows), Levels, MissingCode, default, holes);
        }

        return _floats.IsEmpty
            ? new Variable(Name, Kind, Dimension, null, null, -1, Gather(_doubles.Span, Dimension, rows))
            : new Variable(Name, Kind, Dimension, null, null, -1, default, null, Gather(_floats.Span, Dimension, rows));
    }

    private static void RequireShape(int length, int dimension, string name)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(dimension, 1);
        if (length % dimension != 0)
        {
            throw new InvalidInputException(
                $"'{name}' has {length} numbers, which is no multiple of its dimension {dimension}; pass n × {dimension} numbers, row by row.");
        }
    }

    private static T[] Gather<T>(ReadOnlySpan<T> values, int dimension, ReadOnlySpan<int> rows)
    {
        T[] result = new T[rows.Length * dimension];
        for (int i = 0; i < rows.Length; i++)
        {
            values.Slice(rows[i] * dimension, dimension).CopyTo(result.AsSpan(i * dimension));
        }

        return result;
    }

    private void CopyColumn<T>(ReadOnlySpan<T> values, int column, Span<double> destination)
        where T : INumberBase<T>
    {
        for (int i = 0; i < Count; i++)
        {
            destination[i] = double.CreateTruncating(values[(i * Dimension) + column]);
        }
    }

    // Two threads may both do this; they make the same numbers, and one of the arrays stays.
    private double[] Widened()
    {
        ReadOnlySpan<float> floats = _floats.Span;
        double[] doubles = new double[floats.Length];
        for (int i = 0; i < doubles.Length; i++)
        {
            doubles[i] = floats[i];
        }

        return Interlocked.CompareExchange(ref _widened, doubles, null) ?? doubles;
    }

    private bool SameValues(int row, int other) => _floats.IsEmpty
        ? _doubles.Span.Slice(row * Dimension, Dimension).SequenceEqual(_doubles.Span.Slice(other * Dimension, Dimension))
        : _floats.Span.Slice(row * Dimension, Dimension).SequenceEqual(_floats.Span.Slice(other * Dimension, Dimension));

    /// <summary>The columns of a numeric variable without missing values on a scale; made once and shared.</summary>
    internal PreparedColumn[] Prepared(Standardization scale) => _prepared[(int)scale].Value;

    private PreparedColumn[] Prepare(Standardization scale) =>
        Array.ConvertAll(ColumnPreparation.Columns(this, scale, 0, 0), static column => new PreparedColumn(column));

    private static bool HasNaN(ReadOnlySpan<double> values)
    {
        foreach (double value in values)
        {
            if (double.IsNaN(value))
            {
                return true;
            }
        }

        return false;
    }

    // One level per combination that occurs; missing parts are levels like any other, and the rows that have them are remembered.
    private static Variable Product(IReadOnlyList<Column> columns, string name)
    {
        int n = columns[0].Count;
        Dictionary<long, int> seen = [];
        int[] joint = columns[0].Codes!.ToArray();
        int levelCount = columns[0].Codes!.LevelCount;
        List<string> levels = [.. columns[0].Levels];
        for (int j = 1; j < columns.Count; j++)
        {
            Codes next = columns[j].Codes!;
            seen.Clear();
            List<string> combined = [];
            for (int row = 0; row < n; row++)
            {
                long key = ((long)joint[row] * next.LevelCount) + next[row];
                if (!seen.TryGetValue(key, out int code))
                {
                    code = seen.Count;
                    seen.Add(key, code);
                    combined.Add($"{levels[joint[row]]}, {columns[j].Levels[next[row]]}");
                }

                joint[row] = code;
            }

            levelCount = seen.Count;
            levels = combined;
        }

        bool[]? holes = columns.All(c => c.MissingCount == 0)
            ? null
            : [.. Enumerable.Range(0, n).Select(row => columns.Any(c => c.MissingCode >= 0 && c.Codes![row] == c.MissingCode))];
        return new Variable(name, VariableKind.Discrete, columns.Count, Codes.Create(joint, levelCount), levels, -1, default, holes);
    }
}
