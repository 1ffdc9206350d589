namespace Infometer;

/// <summary>
/// The diffusion spectral entropy of the rows: near 0 where they are one cluster to the kernel, ln n where none resembles another.
/// </summary>
public sealed record DiffusionSpectralEntropy : DiffusionMeasure
{
    /// <summary>The descriptor of this measure.</summary>
    public static RepresentationDescriptor Describe { get; } = new("dse", "diffusion spectral entropy", "DSE", static () => new DiffusionSpectralEntropy())
    {
        Unit = Unit.Nats,
        Quantity = "entropy of eigenvalues",
        Range = "0 to ln n",
        Formula = "−Σ p ln p, p = |λ|^t/Σ|λ|^t, λ of the row-normalised D⁻¹GD⁻¹",
        Source = Paper,
        Criticism = "σ decides it: with the published σ = 10, rows of unit scale give almost 0. The released code leaves the α = 1 normalisation out. It rises in training whether the network generalises or overfits.",
        Options = [.. Shared<DiffusionSpectralEntropy>()],
    };

    /// <inheritdoc/>
    public override RepresentationDescriptor Descriptor => Describe;

    private protected override RepresentationFinding Evaluate(RepresentationRun run)
    {
        (double nats, EigenSpectrum spectrum) = Entropy(Bind(run), run);
        run.DefineMethod(spectrum);
        run.Look(spectrum, $"'{run.Data.Rows.Name}'");
        return new RepresentationFinding(nats, 0, Math.Log(run.Data.Count)) { Spectrum = spectrum };
    }
}
