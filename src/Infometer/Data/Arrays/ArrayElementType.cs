namespace Infometer;

/// <summary>What the elements of an array are.</summary>
public enum ArrayElementType
{
    /// <summary>Truth values, one byte each.</summary>
    Boolean,

    /// <summary>Signed integers of 1 byte.</summary>
    I8,

    /// <summary>Signed integers of 2 bytes.</summary>
    I16,

    /// <summary>Signed integers of 4 bytes.</summary>
    I32,

    /// <summary>Signed integers of 8 bytes.</summary>
    I64,

    /// <summary>Unsigned integers of 1 byte.</summary>
    U8,

    /// <summary>Unsigned integers of 2 bytes.</summary>
    U16,

    /// <summary>Unsigned integers of 4 bytes.</summary>
    U32,

    /// <summary>Unsigned integers of 8 bytes.</summary>
    U64,

    /// <summary>Half-precision numbers (IEEE 754 binary16).</summary>
    F16,

    /// <summary>The upper half of single-precision numbers (bfloat16).</summary>
    BF16,

    /// <summary>Single-precision numbers.</summary>
    F32,

    /// <summary>Double-precision numbers.</summary>
    F64,

    /// <summary>Texts of a fixed width.</summary>
    Text,
}
