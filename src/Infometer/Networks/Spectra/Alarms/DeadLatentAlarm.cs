using System.Collections.Immutable;

namespace Infometer;

/// <summary>Columns have one and the same value in all rows: units that are dead or saturated. They count in d but carry nothing.</summary>
/// <param name="What">The rows.</param>
/// <param name="Columns">The columns, from 0.</param>
/// <param name="Dimension">How many there are in all.</param>
public sealed record DeadLatentAlarm(string What, ImmutableArray<int> Columns, int Dimension) : RepresentationAlarm
{
    private const int Shown = 5;

    /// <inheritdoc/>
    public override string Code => "dead-latents";

    /// <inheritdoc/>
    public override string Text => FormattableString.Invariant(
        $"{Columns.Length:N0} of {Dimension:N0} columns of {What} never change (:{string.Join(", :", Columns.Take(Shown))}{(Columns.Length > Shown ? ", …" : "")}): dead or saturated units; widths by rules that use d, and shares of d, count them.");

    /// <summary>The alarm where it is due.</summary>
    internal static DeadLatentAlarm? For(RowSet rows)
    {
        ImmutableArray<int> dead =
        [
            .. Enumerable.Range(0, rows.Dimension).Where(j => rows.Count > 1 && !rows.Columns[j].AsSpan(1).ContainsAnyExcept(rows.Columns[j][0])),
        ];
        return dead.IsEmpty ? null : new DeadLatentAlarm($"'{rows.Name}'", dead, rows.Dimension);
    }

    /// <inheritdoc/>
    public bool Equals(DeadLatentAlarm? other) =>
        other is not null && What == other.What && Dimension == other.Dimension && Columns.SequenceEqual(other.Columns);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(What, Dimension, Columns.Length);
}
