using System.Collections.Immutable;
using System.Globalization;

namespace Infometer;

/// <summary>What a file's header says of one of its arrays.</summary>
/// <param name="Name">Its name in the file; the file's name where the format has none.</param>
/// <param name="DataType">The type of its elements as the file writes it: <c>&lt;f4</c>, <c>F32</c>, …</param>
/// <param name="Shape">Its extent along each axis; the first axis counts the rows.</param>
/// <param name="Order">The order of its elements in the file.</param>
public sealed record ArrayInfo(string Name, string DataType, ImmutableArray<long> Shape, ArrayOrder Order)
{
    /// <summary>What its elements are; null where that is nothing that can be read.</summary>
    public ArrayElementType? ElementType { get; init; }

    /// <summary>Why it cannot be read, as a sentence; null where it can.</summary>
    public string? Problem { get; init; }

    /// <summary>The shape as people write it: <c>1000×28×28</c>; <c>scalar</c> without any axis.</summary>
    public string ShapeText => Shape.IsEmpty ? "scalar" : string.Join('×', Shape.Select(d => d.ToString(CultureInfo.InvariantCulture)));

    /// <inheritdoc/>
    public override string ToString() => $"{Name} ({DataType}, {ShapeText})";
}
