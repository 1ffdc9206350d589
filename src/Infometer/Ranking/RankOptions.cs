using System.Collections.Immutable;

namespace Infometer;

/// <summary>How a ranking is made, and what is looked for beyond the columns one by one.</summary>
public sealed record RankOptions
{
    /// <summary>The defaults: every column by itself.</summary>
    public static RankOptions Default { get; } = new();

    /// <summary>
    /// Everything that <c>infometer rank</c> shows: what each column adds, groups, a selection path, pairs with synergy, and what all columns
    /// together tell.
    /// </summary>
    public static RankOptions Full { get; } = new()
    {
        NeighborColumns = 50,
        Adds = true,
        PathLength = 10,
        GroupDistance = InformationMatrix.DefaultGroupDistance,
        Pairs = SynergyOptions.Default,
        Together = JointInformationOptions.Default,
    };

    /// <summary>Columns that are left out. Default none.</summary>
    public ImmutableArray<string> Exclude { get; init; } = [];

    /// <summary>
    /// How numeric columns and a numeric target become codes; a code depends on the value alone. Default null: bits are counted in
    /// equal-frequency bins, about half the cube root of n, 4 to 16, and tests look at 16, 8 and 4.
    /// </summary>
    public Discretizer? Discretizer { get; init; }

    /// <summary>What is done with missing values. Default <see cref="MissingPolicy.Level"/>: a missing cell, number or not, is a code of its own.</summary>
    public MissingPolicy Missing { get; init; } = MissingPolicy.Level;

    /// <summary>Draws from the null per column, whatever they show. Default null: until the p-value is clear.</summary>
    public int? Permutations { get; init; }

    /// <summary>
    /// The name of a column that says what rows belong together (a patient, a site), where rows are not exchangeable but groups of them are:
    /// chance levels, p-values and intervals then come from permuting the target in whole groups. The column itself is not ranked; in rows in
    /// which the target is known it must be, too. At least 5 groups. Default null: every row by itself.
    /// </summary>
    public string? Groups { get; init; }

    /// <summary>
    /// The same for series: consecutive rows of the table in blocks of so many, at least 2; blocks should be several times longer than the
    /// dependence lasts. At least 5 blocks, and not together with <see cref="Groups"/>. Default null: every row by itself.
    /// </summary>
    public int? Blocks { get; init; }

    /// <summary>How q-values are found. Default Benjamini and Hochberg.</summary>
    public FalseDiscoveryMethod FalseDiscovery { get; init; }

    /// <summary>The false-discovery rate at which a column survives. Default 0.05.</summary>
    public double Level { get; init; } = 0.05;

    /// <summary>
    /// How many of the first survivors, numbers or about a number, without missing cells and with few repeated values, are measured by nearest
    /// neighbours (<see cref="Ksg"/>, <see cref="Ross"/>) instead of bins, which lose information. p-values stay those of the
    /// test; what columns add, groups, paths and pairs stay in bins. Fewer where rows are many: at most five million rows in all. None where
    /// <see cref="Discretizer"/>, <see cref="Groups"/> or <see cref="Blocks"/> is given. Default 0: bins alone.
    /// </summary>
    public int NeighborColumns { get; init; }

    /// <summary>Whether <see cref="RankedColumn.Adds"/> is found, at the price of a table per pair of columns. Default false.</summary>
    public bool Adds { get; init; }

    /// <summary>Steps of <see cref="Ranking.Path"/>. Default 0: none.</summary>
    public int PathLength { get; init; }

    /// <summary>
    /// The largest corrected Rajski distance between columns of one group, see <see cref="Ranking.Groups"/>. Default null: no groups are sought.
    /// </summary>
    public double? GroupDistance { get; init; }

    /// <summary>
    /// How pairs with synergy are searched, see <see cref="Ranking.Synergies"/>; its exclusions, level and method of control are those of
    /// the ranking. Default null: they are not searched.
    /// </summary>
    public SynergyOptions? Pairs { get; init; }

    /// <summary>
    /// How all columns together are judged, see <see cref="Ranking.Together"/>; its exclusions are those of the ranking. Default null: they
    /// are not.
    /// </summary>
    public JointInformationOptions? Together { get; init; }

    /// <summary>Rounds of permuted copies that columns have to beat, see <see cref="Ranking.Shadows"/>. Default 0: none.</summary>
    public int ShadowRounds { get; init; }

    /// <summary>Whether <see cref="Ranking.Quality"/> is filled. Default false.</summary>
    public bool Quality { get; init; }

    /// <summary>Throws where a value is out of range.</summary>
    internal void Check()
    {
        new EstimateOptions { Permutations = Permutations }.Check();
        if (!(Level is > 0 and < 1))
        {
            throw new InvalidInputException(FormattableString.Invariant($"The false-discovery rate must lie between 0 and 1, not {Level}."));
        }

        Pairs?.Check();
        if (GroupDistance is { } distance && !(distance is >= 0 and <= 1))
        {
            throw new InvalidInputException(FormattableString.Invariant($"The distance within a group must lie between 0 and 1, not {distance}."));
        }

        if (ShadowRounds < 0)
        {
            throw new InvalidInputException(FormattableString.Invariant($"There cannot be {ShadowRounds} rounds of shadow columns; ask for 0 or more."));
        }

        if (Blocks < 2)
        {
            throw new InvalidInputException(FormattableString.Invariant($"A block of {Blocks} rows is none; ask for at least 2, better several times as many as the dependence lasts."));
        }

        if (Blocks is not null && Groups is not null)
        {
            throw new InvalidInputException($"Rows are taken in groups of '{Groups}' or in blocks of {Blocks}, not in both; leave one out.");
        }

        if (NeighborColumns < 0)
        {
            throw new InvalidInputException(FormattableString.Invariant($"There cannot be {NeighborColumns} columns to measure by neighbours; ask for 0 or more."));
        }

        if (PathLength < 0)
        {
            throw new InvalidInputException(FormattableString.Invariant($"A path cannot have {PathLength} steps; ask for 0 or more."));
        }
    }
}
