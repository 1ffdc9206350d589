namespace Infometer;

/// <summary>A column that takes part in an <see cref="InformationMatrix"/>.</summary>
/// <param name="Column">The column.</param>
/// <param name="Levels">Levels (bins, and the missing level) that occur in the rows in use.</param>
/// <param name="Entropy">H(X) of the codes in nats, plug-in.</param>
public sealed record MatrixColumn(Column Column, int Levels, double Entropy)
{
    /// <summary>The column's name.</summary>
    public string Name => Column.Name;

    /// <inheritdoc/>
    public override string ToString() =>
        FormattableString.Invariant($"{Name}: {Levels} levels, {Entropy * Unit.Bits.PerNat():0.000} bits");
}
