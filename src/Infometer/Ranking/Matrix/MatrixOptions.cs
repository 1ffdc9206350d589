using System.Collections.Immutable;

namespace Infometer;

/// <summary>How an <see cref="InformationMatrix"/> is made.</summary>
public sealed record MatrixOptions
{
    /// <summary>The defaults.</summary>
    public static MatrixOptions Default { get; } = new();

    /// <summary>What amounts are compared with. Default <see cref="Normalization.None"/>: units of information.</summary>
    public Normalization Normalization { get; init; }

    /// <summary>Columns that are left out. Default none.</summary>
    public ImmutableArray<string> Exclude { get; init; } = [];

    /// <summary>
    /// Whether columns with a <see cref="ColumnTrait"/> (constants, empty columns, identifiers) take part too. Default no: a
    /// constant shares nothing, and an identifier seems to share everything with every column.
    /// </summary>
    public bool IncludeFlagged { get; init; }

    /// <summary>
    /// How numeric columns become codes; a code depends on the value alone. Default null: equal-frequency bins, about half the
    /// cube root of n, 4 to 16.
    /// </summary>
    public Discretizer? Discretizer { get; init; }

    /// <summary>
    /// What is done with missing values. Default <see cref="MissingPolicy.Level"/>: a missing cell, number or not, is a code of
    /// its own. <see cref="MissingPolicy.Drop"/> leaves out every row in which any of the columns is missing, so that all pairs
    /// are about the same rows.
    /// </summary>
    public MissingPolicy Missing { get; init; } = MissingPolicy.Level;

    /// <summary>
    /// Columns form a group where every two of them lie at most so far apart in chance-corrected Rajski distance, from 0 to 1.
    /// Default <see cref="InformationMatrix.DefaultGroupDistance"/>.
    /// </summary>
    public double GroupDistance
    {
        get;
        init
        {
            ArgumentOutOfRangeException.ThrowIfNegative(value);
            ArgumentOutOfRangeException.ThrowIfGreaterThan(value, 1);
            field = value;
        }
    } = InformationMatrix.DefaultGroupDistance;
}
