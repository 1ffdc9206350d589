namespace Infometer;

/// <summary>What a screen says of one column.</summary>
/// <param name="Score">
/// −ln of the least tail probability over the bins and rank scores looked at; compares columns of equal counts beyond what p
/// resolves.
/// </param>
/// <param name="PValue">The p-value of that least tail probability, never 0.</param>
/// <param name="QValue">The false-discovery rate at which the column would just be kept.</param>
/// <param name="Value">
/// The information about the target in nats: plug-in of equal-frequency bins less its chance level, in expectation no more than the
/// truth. Zero for a constant.
/// </param>
/// <param name="Known">Rows in which the column is not missing.</param>
public readonly record struct ScreeningScore(double Score, double PValue, double QValue, double Value, int Known)
{
    /// <summary>The information in bits.</summary>
    public double Bits => Value * Unit.Bits.PerNat();
}
