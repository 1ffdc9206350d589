using System.Collections.Immutable;

namespace Infometer;

/// <summary>One column of a ranking.</summary>
public sealed record RankedColumn
{
    /// <summary>The place, from 1.</summary>
    public required int Rank { get; init; }

    /// <summary>The column.</summary>
    public required Column Column { get; init; }

    /// <summary>
    /// What it tells about the target. The interval of a survivor is at level 1 − 0.05·R/m for R survivors of m columns tested, so that of the
    /// intervals of all survivors about 95 % cover.
    /// </summary>
    public required Estimate Estimate { get; init; }

    /// <summary>Number of codes it was counted with, the missing one included.</summary>
    public required int Levels { get; init; }

    /// <summary>
    /// I/H(target) for a discrete target; 1 − e^(−2I), the R² of an equally informative Gaussian, for a numeric one. Null
    /// where there is no value.
    /// </summary>
    public required double? Share { get; init; }

    /// <summary>False-discovery q-value over all columns that are not set aside; null for those that are.</summary>
    public required double? QValue { get; init; }

    /// <summary>What is peculiar about it.</summary>
    public required ImmutableArray<ColumnTrait> Flags { get; init; }

    /// <summary>
    /// min_j I(X;Y|X_j) over the columns X_j above it, in nats and less its chance level: what it tells beyond each single one of them;
    /// I(X;Y) for the first. Null where it was not asked for or the column is not among those compared.
    /// </summary>
    public double? Adds { get; init; }

    /// <summary>The representative of the group of columns with the same information that it belongs to; null where it belongs to
    /// none.</summary>
    public string? Group { get; init; }

    /// <summary>The column above it of which it is a duplicate; null where it is none.</summary>
    public string? DuplicateOf { get; init; }

    /// <summary>Rounds in which it shows more than the best of the permuted copies of all columns; null where none were drawn.</summary>
    public int? ShadowHits { get; init; }

    /// <summary>
    /// What the holdout answered about it, in nats: the mean of ln q(y|x)/q(y) of a q that was fitted to the training rows, a lower
    /// bound of the information on average. Null where there was no holdout, its budget is used up, or the column is set aside.
    /// </summary>
    public HoldoutAnswer? Holdout { get; init; }

    /// <summary>The value of <see cref="Holdout"/>, in nats.</summary>
    public double? HoldoutValue => Holdout?.Value;

    /// <summary>H(target) in nats over the rows that the estimate used.</summary>
    internal double TargetEntropy { get; init; }

    /// <summary>Whether it is constant, empty or an identifier: ranked behind the others, and no part of tests over many columns.</summary>
    public bool IsSetAside => ColumnFlags.SetAside(Flags);

    /// <inheritdoc/>
    public override string ToString() => $"{Rank}. {Column.Name}: {Estimate}";
}
