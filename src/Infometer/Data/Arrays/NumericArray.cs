using System.Collections.Immutable;
using System.Numerics;

namespace Infometer;

/// <summary>
/// An array of numbers or truth values in a file, seen as n rows × d columns; see <see cref="ArrayFile"/>. Numbers are read when they are
/// asked for, and only these: a few columns of a huge file cost these columns. Immutable, usable from several threads, and as long as
/// its file is open.
/// </summary>
public sealed class NumericArray
{
    private readonly StoredArray _array;

    internal NumericArray(StoredArray array)
    {
        _array = array;
    }

    /// <summary>The file's path, and the array's name in it where it has one.</summary>
    public string Name => _array.Name;

    /// <summary>Number of rows, n: the extent of the first axis.</summary>
    public int Rows => _array.Rows;

    /// <summary>Numbers per row, d: the product of the other extents.</summary>
    public int Columns => _array.Columns;

    /// <summary>What the elements are in the file.</summary>
    public ArrayElementType ElementType => _array.Format.Type;

    /// <summary>The extent along each axis; the first axis counts the rows.</summary>
    public ImmutableArray<long> Shape => _array.Shape;

    /// <summary>The shape as people write it.</summary>
    internal string ShapeText => _array.ShapeText;

    /// <summary>Whether a double is more than the file holds of each number: half precision, bfloat16.</summary>
    internal bool IsHalf => ElementType is ArrayElementType.F16 or ArrayElementType.BF16;

    /// <summary>The same numbers as rows of the last axis: B×H×T×T as B·H·T rows of T.</summary>
    /// <exception cref="InvalidInputException">The elements lie in Fortran order, or there are more than 2^31 − 1 such rows.</exception>
    internal NumericArray AsRowsOfLastAxis() => new(_array.AsRowsOfLastAxis());

    /// <summary>What has to be said of it: that axes were laid into the columns.</summary>
    public ImmutableArray<Note> Notes => [.. ArrayColumns.NotesOf(_array)];

    /// <summary>Copies one column as it is in the file, NaN and infinite numbers included.</summary>
    /// <exception cref="InvalidInputException">An integer is beyond 2^53, or the file cannot be read any more.</exception>
    public void CopyColumn(int column, Span<double> destination) => CopyColumns(column, 1, destination);

    /// <summary>The same, rounded to single precision.</summary>
    public void CopyColumn(int column, Span<float> destination) => CopyColumns(column, 1, destination);

    /// <summary>Copies rows as they are in the file, one after the other, NaN and infinite numbers included.</summary>
    /// <param name="first">The first row.</param>
    /// <param name="count">How many.</param>
    /// <param name="destination">Receives count × d numbers.</param>
    /// <exception cref="InvalidInputException">An integer is beyond 2^53, or the file cannot be read any more.</exception>
    public void CopyRows(int first, int count, Span<double> destination) => CopyRows<double>(first, count, destination);

    /// <summary>The same, rounded to single precision.</summary>
    public void CopyRows(int first, int count, Span<float> destination) => CopyRows<float>(first, count, destination);

    /// <summary>
    /// The array as one variable of d columns. Single and half precision stay single precision; integers become double precision, exactly.
    /// <para>The kind, where none is given: of one column as of a column of a text table (integers with at most 20 distinct values
    /// are discrete); of several columns continuous, or of truth values discrete, one level per distinct row.</para>
    /// </summary>
    /// <param name="name">The variable's name; null for the array's.</param>
    /// <param name="kind">Its kind; null to infer it.</param>
    /// <param name="notes">Hears what was inferred or rearranged.</param>
    /// <exception cref="InvalidInputException">A number is NaN, infinite or beyond 2^53; the message names row and column, from 0.</exception>
    public Variable ToVariable(string? name = null, VariableKind? kind = null, ICollection<Note>? notes = null)
    {
        name ??= Name;
        foreach (Note note in Notes)
        {
            notes?.Add(note);
        }

        if (Columns == 1)
        {
            return OfOneColumn(name, kind, notes);
        }

        bool isDiscrete = (kind ?? (ElementType == ArrayElementType.Boolean ? VariableKind.Discrete : VariableKind.Continuous)) == VariableKind.Discrete;
        if (isDiscrete)
        {
            double[] rows = ReadAll<double>(sizeof(double));
            FiniteNumbers.Require<double>(rows, Columns, Name);
            return RowLevels.ToVariable(rows, Columns, name);
        }

        VariableKind numeric = kind ?? VariableKind.Continuous;
        if (_array.Format.FitsSingle)
        {
            float[] floats = ReadAll<float>(sizeof(float));
            FiniteNumbers.Require<float>(floats, Columns, Name);
            return Variable.Continuous(floats.AsMemory(), Columns, name).WithKind(numeric);
        }

        double[] doubles = ReadAll<double>(sizeof(double));
        FiniteNumbers.Require<double>(doubles, Columns, Name);
        return Variable.Continuous(doubles.AsMemory(), Columns, name).WithKind(numeric);
    }

    /// <summary>One column as a column of a table; its kind is inferred as in a text table where none is given.</summary>
    /// <param name="column">The column, from 0.</param>
    /// <param name="name">Its name; null for the array's with the column's number.</param>
    /// <param name="kind">Its kind; null to infer it.</param>
    /// <exception cref="InvalidInputException">A number is NaN, infinite or beyond 2^53; the message names row and column, from 0.</exception>
    public Column Column(int column, string? name = null, VariableKind? kind = null)
    {
        RequireColumns(column, 1);
        return ArrayColumns.Read(_array, column, name ?? $"{Name}:{column}", kind);
    }

    /// <summary>All columns as a table, called <c>:0</c>, <c>:1</c>, …; kinds are inferred as in a text table.</summary>
    /// <exception cref="InvalidInputException">A number is NaN, infinite or beyond 2^53; the message names row and column, from 0.</exception>
    public Table ToTable() => new(
        Name, ArrayColumns.Read(_array, [.. Enumerable.Range(0, Columns)], j => $":{j}", _ => null, RunContext.Default), Notes);

    /// <summary>
    /// The columns for a screen (<see cref="Screening"/>), in single precision, read in strips while it goes on: memory is bounded whatever the
    /// number of columns. NaN and infinite numbers are refused when they are met.
    /// </summary>
    public ColumnSource ToColumnSource() => new ArrayColumnSource(_array);

    /// <inheritdoc/>
    public override string ToString() => $"{Name} ({ElementType}, {_array.ShapeText})";

    // The doubles came from single precision, so the way back loses nothing.
    private Variable OfOneColumn(string name, VariableKind? kind, ICollection<Note>? notes)
    {
        Column column = ArrayColumns.Read(_array, 0, name, kind);
        foreach (Note note in column.Notes)
        {
            notes?.Add(note);
        }

        return column.Kind == VariableKind.Discrete || !_array.Format.FitsSingle
            ? Variable.Of(column)
            : Variable.Continuous(Array.ConvertAll(column.Values.ToArray(), value => (float)value).AsMemory(), 1, name).WithKind(column.Kind);
    }

    private T[] ReadAll<T>(int size)
        where T : struct, INumberBase<T>
    {
        long numbers = (long)Rows * Columns;
        if (numbers > Array.MaxLength)
        {
            throw new InvalidInputException(FormattableString.Invariant(
                $"{Name} has {numbers:N0} numbers, and one variable holds up to {Array.MaxLength:N0}; take some of its columns, or rows before saving."));
        }

        ArrayColumns.RequireMemory(numbers * size, Name);
        T[] values = new T[numbers];
        _array.ReadRows(0, Rows, values.AsSpan());
        return values;
    }

    private void CopyColumns<T>(int first, int count, Span<T> destination)
        where T : struct, INumberBase<T>
    {
        RequireColumns(first, count);
        RequireRoom(destination.Length, (long)count * Rows);
        _array.ReadColumns(first, count, destination);
    }

    private void CopyRows<T>(int first, int count, Span<T> destination)
        where T : struct, INumberBase<T>
    {
        ArgumentOutOfRangeException.ThrowIfNegative(first);
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(first, Rows - count);
        RequireRoom(destination.Length, (long)count * Columns);
        _array.ReadRows(first, count, destination);
    }

    private void RequireColumns(int first, int count)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(first);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(first, Columns - count);
    }

    private static void RequireRoom(int length, long needed)
    {
        if (length < needed)
        {
            throw new ArgumentException($"The destination holds {length} numbers, and {needed} are read.");
        }
    }
}
