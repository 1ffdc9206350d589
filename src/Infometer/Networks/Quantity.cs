namespace Infometer;

/// <summary>
/// A number about a network with everything needed to read it: what it is, its unit, its range and the definition that produced it.
/// Amounts of information are in nats; see <see cref="In"/>. Immutable.
/// </summary>
public sealed record Quantity
{
    /// <summary>The name for programs, in kebab-case.</summary>
    public required string Id { get; init; }

    /// <summary>The value: in nats where <see cref="OtherUnit"/> is null. NaN where it is undefined.</summary>
    public required double Value { get; init; }

    /// <summary>Its standard error, where there is an honest one.</summary>
    public double? StandardError { get; init; }

    /// <summary>The unit of what is no amount of information: <c>1</c> for ratios, <c>logits</c>, …; null for nats.</summary>
    public string? OtherUnit { get; init; }

    /// <summary>The least value possible; null where nothing bounds it below.</summary>
    public double? Low { get; init; }

    /// <summary>The largest value possible; null where nothing bounds it above.</summary>
    public double? High { get; init; }

    /// <summary>Whether it is an estimate, a bound or an index.</summary>
    public required QuantityTag Tag { get; init; }

    /// <summary>The definition, with every constant of it.</summary>
    public required string Definition { get; init; }

    /// <summary>The same in another unit, with the symbol of that unit; what is no amount of information stays as it is.</summary>
    public (Quantity Quantity, string Symbol) In(Unit unit)
    {
        if (OtherUnit is not null)
        {
            return (this, OtherUnit);
        }

        double factor = unit.PerNat();
        Quantity scaled = this with { Value = Value * factor, StandardError = StandardError * factor, Low = Low * factor, High = High * factor };
        return (scaled, unit.Symbol());
    }
}
