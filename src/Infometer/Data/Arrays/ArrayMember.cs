using System.Collections.Immutable;
using System.Globalization;

namespace Infometer;

/// <summary>An array of a file, before anything but its header was read.</summary>
internal sealed class ArrayMember
{
    private readonly ElementFormat? _format;
    private readonly Func<ByteSource>? _source;
    private readonly long _offset;

    private ArrayMember(ArrayInfo info, string label, string? columnName, ElementFormat? format, long offset, Func<ByteSource>? source)
    {
        string? problem = info.Problem ?? (format is null ? null : ProblemOf(info.Shape));
        Info = info with { ElementType = format?.Type, Problem = problem is null ? null : $"{label} {problem}." };
        Label = label;
        ColumnName = columnName;
        _format = format;
        _offset = offset;
        _source = source;
    }

    /// <summary>What the header says of it.</summary>
    public ArrayInfo Info { get; }

    /// <summary>What messages call it.</summary>
    public string Label { get; }

    /// <summary>What it is called as a column of a table; null where the format has no names.</summary>
    public string? ColumnName { get; }

    /// <summary>Whether it is one column with a name.</summary>
    public bool HasColumnName => ColumnName is not null && Info.Shape.Length == 1;

    /// <summary>An array in NumPy's format.</summary>
    public static ArrayMember Of(string name, string label, string? columnName, NpyHeader header, long length, Func<ByteSource> source)
    {
        string? problem = "holds records of several fields; save the fields one by one: np.savez('x.npz', **{f: a[f] for f in a.dtype.names})";
        ElementFormat? format = header.DataType is ['[' or '(' or '{', ..] ? null : ElementFormat.OfNumPy(header.DataType, out problem);
        if (format is { } known)
        {
            RequireLength(known, header.Shape, header.DataType, length - header.Length, label, "goes on behind its array", "if several arrays were saved into one file, save them with np.savez");
        }

        return new ArrayMember(new ArrayInfo(name, header.DataType, header.Shape, header.Order) { Problem = problem }, label, columnName, format, header.Length, source);
    }

    /// <summary>A tensor of a safetensors file.</summary>
    public static ArrayMember Of(SafeTensorsHeader tensor, string label, long offset, ByteSource source)
    {
        ElementFormat? format = ElementFormat.OfSafeTensors(tensor.DataType, out string? problem);
        if (format is { } known)
        {
            RequireLength(known, tensor.Shape, tensor.DataType, tensor.End - tensor.Begin, label, "does not fill its place", "save it again with safetensors");
        }

        ArrayInfo info = new(tensor.Name, tensor.DataType, tensor.Shape, ArrayOrder.RowMajor) { Problem = problem };
        return new ArrayMember(info, label, tensor.Name, format, offset + tensor.Begin, () => source);
    }

    /// <summary>An array whose header cannot be read either; the others of its file may well be.</summary>
    public static ArrayMember Unreadable(string name, string label, string problem) =>
        new(new ArrayInfo(name, "?", [], ArrayOrder.RowMajor) { Problem = problem }, label, name, null, 0, null);

    /// <summary>The array as rows and columns; its bytes are opened (and unpacked) when they are first asked for.</summary>
    /// <exception cref="InvalidInputException">It has a problem, see <see cref="ArrayInfo.Problem"/>.</exception>
    public StoredArray Open() => Info.Problem is { } problem
        ? throw new InvalidInputException(problem)
        : new StoredArray(_source!, _offset, _format!.Value, Info.Shape, Info.Order, Label);

    private static string? ProblemOf(ImmutableArray<long> shape)
    {
        if (shape.IsEmpty)
        {
            return "is a single number without any axis; a variable needs one row per observation";
        }

        if (shape.Contains(0))
        {
            return $"is empty: its shape is {string.Join('×', shape)}; a variable needs at least one row and one column";
        }

        // The product is known not to overflow: so many elements are in the file.
        return shape[0] > int.MaxValue || shape.Skip(1).Aggregate(1L, (product, extent) => product * extent) > int.MaxValue
            ? string.Create(CultureInfo.InvariantCulture, $"has the shape {string.Join('×', shape)}, and {int.MaxValue:N0} rows and as many columns can be read; take a part of it")
            : null;
    }

    // The one place where what a header promises is compared with what is there.
    private static void RequireLength(
        ElementFormat format, ImmutableArray<long> shape, string dataType, long length, string label, string tooLong, string remedy)
    {
        UInt128 needed = (UInt128)format.Size;
        foreach (long extent in shape.Contains(0) ? [0] : shape)
        {
            // Extents are below 2^63, so that the last product still fits.
            needed *= (UInt128)extent;
            if (needed > long.MaxValue)
            {
                break;
            }
        }

        if (needed == (UInt128)length)
        {
            return;
        }

        string promise = string.Create(CultureInfo.InvariantCulture,
            $"its header promises {(shape.IsEmpty ? "one element" : $"{string.Join('×', shape)} elements")} of type {dataType}, {needed:N0} bytes, and {length:N0} follow");
        throw new InvalidInputException(needed > (UInt128)length
            ? $"{label} is cut off: {promise}; copy it again, or save the array again."
            : $"{label} {tooLong}: {promise}; {remedy}.");
    }
}
