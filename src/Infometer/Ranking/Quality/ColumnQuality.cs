using System.Collections.Immutable;

namespace Infometer;

/// <summary>What one column holds. Immutable.</summary>
public sealed record ColumnQuality
{
    /// <summary>The column.</summary>
    public required Column Column { get; init; }

    /// <summary>Share of cells that are missing, in [0, 1].</summary>
    public required double MissingShare { get; init; }

    /// <summary>Distinct values, missing not counted.</summary>
    public required int Distinct { get; init; }

    /// <summary>The most frequent value as text; null where every cell is missing. Of equally frequent ones the first in order.</summary>
    public required string? MostFrequent { get; init; }

    /// <summary>Its share of the cells that are not missing.</summary>
    public required double MostFrequentShare { get; init; }

    /// <summary>Distinct values that occur fewer than five times, for discrete columns; 0 for numbers.</summary>
    public required int RareLevels { get; init; }

    /// <summary>Plug-in entropy in nats of the values that are not missing, each distinct one a level; ln n where all differ.</summary>
    public required double Entropy { get; init; }

    /// <summary>The smallest number; null for text.</summary>
    public double? Min { get; init; }

    /// <summary>The median: the lower of the two middle numbers of an even count; null for text.</summary>
    public double? Median { get; init; }

    /// <summary>The largest number; null for text.</summary>
    public double? Max { get; init; }

    /// <summary>Constant, all missing, identifier, duplicate.</summary>
    public required ImmutableArray<ColumnTrait> Flags { get; init; }

    /// <summary>The column before it that is row for row the same; null where there is none.</summary>
    public string? DuplicateOf { get; init; }
}
