using System.Collections.Immutable;

namespace Infometer;

/// <summary>How columns are selected.</summary>
public sealed record SelectionOptions
{
    /// <summary>The defaults.</summary>
    public static SelectionOptions Default { get; } = new();

    /// <summary>What is maximised at each step. Default <see cref="SelectionCriterion.Jmi"/>.</summary>
    public SelectionCriterion Criterion { get; init; } = SelectionCriterion.Jmi;

    /// <summary>Columns to choose, at least 1; all candidates where there are fewer. Default 10.</summary>
    public int Count
    {
        get;
        init
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(value, 1);
            field = value;
        }
    } = 10;

    /// <summary>Columns that are left out. Default none.</summary>
    public ImmutableArray<string> Exclude { get; init; } = [];

    /// <summary>
    /// Whether columns with a <see cref="ColumnTrait"/> (constants, empty columns, identifiers) are candidates too. Default no.
    /// </summary>
    public bool IncludeFlagged { get; init; }

    /// <summary>
    /// How numeric columns and a numeric target become codes; a code depends on the value alone. Default null:
    /// equal-frequency bins, about half the cube root of n, 4 to 16.
    /// </summary>
    public Discretizer? Discretizer { get; init; }

    /// <summary>
    /// What is done with missing values. Default <see cref="MissingPolicy.Level"/>: a missing cell, number or not, is a code of
    /// its own. <see cref="MissingPolicy.Drop"/> leaves out every row in which the target or any candidate is missing, because
    /// all terms of a score have to be about the same rows.
    /// </summary>
    public MissingPolicy Missing { get; init; } = MissingPolicy.Level;

    /// <summary>
    /// Whether every information term has its chance level taken away, see <see cref="SelectionPath"/>. Default yes. Without,
    /// the criteria are the plain plug-in ones of the literature, which prefer columns with many levels.
    /// </summary>
    public bool ChanceCorrected { get; init; } = true;
}
