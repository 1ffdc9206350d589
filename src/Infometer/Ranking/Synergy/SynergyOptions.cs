using System.Collections.Immutable;

namespace Infometer;

/// <summary>How pairs of columns are searched for synergy about a target.</summary>
public sealed record SynergyOptions
{
    /// <summary>The most columns of which all pairs are searched where <see cref="Columns"/> is null.</summary>
    public const int AllPairsUpTo = 1_000;

    /// <summary>
    /// How many of the best columns are searched where <see cref="Columns"/> is null and there are more than
    /// <see cref="AllPairsUpTo"/>.
    /// </summary>
    public const int BestOfMany = 500;

    /// <summary>The most levels that a column or the target is searched with.</summary>
    public const int MaxLevels = 8;

    /// <summary>The defaults.</summary>
    public static SynergyOptions Default { get; } = new();

    /// <summary>Columns that are left out. Default none.</summary>
    public ImmutableArray<string> Exclude { get; init; } = [];

    /// <summary>
    /// How many columns are searched, those that tell most alone first: all pairs of them are looked at. 0 searches nothing.
    /// Default null: all up to <see cref="AllPairsUpTo"/> columns, the first <see cref="BestOfMany"/> where there are more.
    /// </summary>
    public int? Columns { get; init; }

    /// <summary>
    /// The most equal-frequency bins of a numeric column and of a numeric target, 2 to <see cref="MaxLevels"/>. Default 4: a cell
    /// of a pair holds a sixteenth of a target level's rows.
    /// </summary>
    public int Bins { get; init; } = 4;

    /// <summary>The false-discovery level: pairs with a q-value up to it are reported. In (0, 1), default 0.05.</summary>
    public double Level { get; init; } = 0.05;

    /// <summary>How q-values are found. Default Benjamini and Hochberg.</summary>
    public FalseDiscoveryMethod FalseDiscovery { get; init; }

    internal void Check()
    {
        if (Bins is < 2 or > MaxLevels)
        {
            throw new InvalidInputException($"A search for synergies takes 2 to {MaxLevels} bins, not {Bins}.");
        }

        if (!(Level is > 0 and < 1))
        {
            throw new InvalidInputException(
                FormattableString.Invariant($"The false-discovery level must lie between 0 and 1, not at {Level}."));
        }

        if (Columns < 0)
        {
            throw new InvalidInputException(
                FormattableString.Invariant($"The number of columns to search must be at least 0, not {Columns}."));
        }
    }

    internal int ColumnsAmong(int count) => Math.Min(count, Columns ?? (count <= AllPairsUpTo ? count : BestOfMany));
}
