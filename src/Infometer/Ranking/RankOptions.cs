using System.Collections.Immutable;

namespace Infometer;

/// <summary>How a ranking is made.</summary>
public sealed record RankOptions
{
    /// <summary>The defaults.</summary>
    public static RankOptions Default { get; } = new();

    /// <summary>Columns that are left out. Default none.</summary>
    public ImmutableArray<string> Exclude { get; init; } = [];

    /// <summary>
    /// How numeric columns and a numeric target become codes; a code depends on the value alone. Default null:
    /// equal-frequency bins, about half the cube root of n, 4 to 16.
    /// </summary>
    public Discretizer? Discretizer { get; init; }

    /// <summary>What is done with missing values. Default <see cref="MissingPolicy.Level"/>: a missing cell, number or not, is a code of its own.</summary>
    public MissingPolicy Missing { get; init; } = MissingPolicy.Level;

    /// <summary>Draws from the null per column, whatever they show. Default null: until the p-value is clear.</summary>
    public int? Permutations { get; init; }
}
