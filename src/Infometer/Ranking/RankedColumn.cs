using System.Collections.Immutable;

namespace Infometer;

/// <summary>One column of a ranking.</summary>
public sealed record RankedColumn
{
    /// <summary>The place, from 1.</summary>
    public required int Rank { get; init; }

    /// <summary>The column.</summary>
    public required Column Column { get; init; }

    /// <summary>What it tells about the target.</summary>
    public required Estimate Estimate { get; init; }

    /// <summary>Number of codes it was counted with, the missing one included.</summary>
    public required int Levels { get; init; }

    /// <summary>
    /// I/H(target) for a discrete target; 1 − e^(−2I), the R² of an equally informative Gaussian, for a numeric one. Null
    /// where there is no value.
    /// </summary>
    public required double? Share { get; init; }

    /// <summary>Benjamini–Hochberg q-value over all columns that are not flagged; null for flagged ones.</summary>
    public required double? QValue { get; init; }

    /// <summary>What is peculiar about it.</summary>
    public required ImmutableArray<ColumnTrait> Flags { get; init; }

    /// <inheritdoc/>
    public override string ToString() => $"{Rank}. {Column.Name}: {Estimate}";
}
