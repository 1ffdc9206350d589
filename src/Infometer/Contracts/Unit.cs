namespace Infometer;

/// <summary>The unit in which a value is shown. Inside the library every information quantity is in nats.</summary>
public enum Unit
{
    /// <summary>Natural units: logarithms to base e.</summary>
    Nats,

    /// <summary>Bits: logarithms to base 2; one nat is 1.4427 bits.</summary>
    Bits,

    /// <summary>A ratio, printed with the unit <c>1</c>: normalised measures, indices, distances in [0, 1].</summary>
    Ratio,
}
