namespace Infometer;

/// <summary>What <see cref="SurrogateKsg"/> does to each column before anything else.</summary>
public enum MarginScale
{
    /// <summary>
    /// z-scores where no column is refused by the test of Jarque and Bera and no value repeats, normal scores of ranks elsewhere: ranks
    /// cost little, but of strong normal dependence they show too little.
    /// </summary>
    Automatic,

    /// <summary>Normal scores of the ranks, Φ⁻¹((rank − ½)/n); equal values are ranked in random order.</summary>
    RankGaussian,

    /// <summary>Less the mean, divided by the standard deviation; ranks all the same where values repeat.</summary>
    ZScore,
}
