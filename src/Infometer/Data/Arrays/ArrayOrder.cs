namespace Infometer;

/// <summary>In which order the elements of an array lie in its file.</summary>
public enum ArrayOrder
{
    /// <summary>The last axis fastest (C order): rows one after the other.</summary>
    RowMajor,

    /// <summary>The first axis fastest (Fortran order): columns one after the other.</summary>
    ColumnMajor,
}
