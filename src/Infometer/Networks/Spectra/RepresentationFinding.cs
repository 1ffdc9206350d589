namespace Infometer;

/// <summary>What a measure hands over about its value.</summary>
/// <param name="Value">The value, in nats where that is the unit; NaN where it is undefined.</param>
/// <param name="Low">The least value for so many rows; infinite for none.</param>
/// <param name="High">The largest; infinite for none.</param>
internal sealed record RepresentationFinding(double Value, double Low, double High)
{
    /// <summary>The eigenvalues behind it.</summary>
    public EigenSpectrum? Spectrum { get; init; }

    /// <summary>Names and numbers beside the value.</summary>
    public IReadOnlyList<(string Name, double Number)> Details { get; init; } = [];
}
