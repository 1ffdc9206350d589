namespace Infometer;

/// <summary>Everything that the verdict of <see cref="SurrogateKsg"/> is drawn from; amounts in nats.</summary>
internal sealed record SurrogateEvidence
{
    // The variances of the Gaussian and the radial part beyond Σρ̃²/n, times n: as measured on normal and Student samples.
    private const double GaussianScatter = 0.25;
    private const double RadialScatter = 0.64;

    /// <summary>Rows, n.</summary>
    public required int Count { get; init; }

    /// <summary>Independent columns of both sides together, d.</summary>
    public required int Dimension { get; init; }

    /// <summary>KSG of the data in canonical coordinates.</summary>
    public required NeighborLadder Plain { get; init; }

    /// <summary>The mean of KSG of the Gaussian twins.</summary>
    public required NeighborLadder Twins { get; init; }

    /// <summary>How many twins.</summary>
    public required int TwinCount { get; init; }

    /// <summary>The kept canonical correlations ρ̃.</summary>
    public required double[] Correlations { get; init; }

    /// <summary>G, what normal sides with these correlations share.</summary>
    public required double Gaussian { get; init; }

    /// <summary>R, what the distances from the centres share.</summary>
    public required RadialPart Radial { get; init; }

    /// <summary>What one pair of canonical coordinates shares beyond its correlation.</summary>
    public required LeadingPair Pair { get; init; }

    /// <summary>z of <see cref="RadiusModulation"/>.</summary>
    public required double Modulation { get; init; }

    /// <summary>S: KSG less its error on the twins, step by step.</summary>
    public NeighborLadder Corrected => new(
        Plain.Few - Twins.Few + Gaussian,
        Plain.Nats - Twins.Nats + Gaussian,
        Plain.Many - Twins.Many + Gaussian);

    /// <summary>P = G + R: what is known without neighbours in many columns.</summary>
    public double Parametric => Gaussian + Radial.Counted;

    /// <summary>The standard error of KSG.</summary>
    public required double PlainError { get; init; }

    /// <summary>The standard error of P.</summary>
    public double ParametricError =>
        Math.Sqrt((Correlations.Sum(static rho => rho * rho) + GaussianScatter + (Radial.IsFound ? RadialScatter : 0)) / Count);

    /// <summary>The standard error of S: that of KSG and of the mean of the twins, not below that of P.</summary>
    public double CorrectedError => Math.Max(PlainError * Math.Sqrt(1 + (1.0 / TwinCount)), ParametricError);

    /// <summary>Whether neither a correlation nor a distance was found to be shared.</summary>
    public bool IsBare => Correlations.Length == 0 && !Radial.IsFound && Modulation < RadiusModulation.Limit;
}
