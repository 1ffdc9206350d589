namespace Infometer;

/// <summary>The law that a predictor of numbers takes for what is left of each coordinate.</summary>
public enum ResidualLaw
{
    /// <summary>Normal.</summary>
    Gaussian,

    /// <summary>Logistic: a law with heavier tails, density sech²(z/2)/4s.</summary>
    Logistic,
}
