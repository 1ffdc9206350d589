namespace Infometer;

/// <summary>
/// Measures of the diffusion spectral entropy −Σ p ln p, p_i = |λ_i|^t/Σ|λ|^t, λ the eigenvalues of the diffusion operator of Gaussian affinities
/// exp(−|a − b|²/2σ²) (Liao, Liu et al. 2024).
/// </summary>
public abstract record DiffusionMeasure : RepresentationMeasure
{
    private protected const string Paper =
        "Liao, Liu, Christensen, Tong, Huguet, Wolf, Nickel, Adelstein and Krishnaswamy (2024), Assessing neural network representations during training using noise-resilient diffusion spectral entropy, CISS.";

    private protected DiffusionMeasure()
    {
    }

    /// <summary>σ, or the rule that finds it. Default the median distance; the released code has 10, at which activations of unit scale give almost 0.</summary>
    public WidthRule Width { get; init; } = new MedianWidth();

    /// <summary>t, above 0: the larger, the fewer eigenvalues count. Default 1.</summary>
    public double Time
    {
        get;
        init => field = value > 0 && double.IsFinite(value) ? value : throw new ArgumentOutOfRangeException(nameof(Time), value, "The time must be above 0 and finite.");
    }
    = 1;

    /// <summary>
    /// Which normalisation of affinities: the paper's anisotropic one (α = 1), or D^(−1/2) G D^(−1/2) alone, as in the released code. Default the paper's.
    /// </summary>
    public PublishedForm Form { get; init; }

    /// <inheritdoc/>
    public override RepresentationKernel RowKernel => new GaussianKernel(Width);

    /// <inheritdoc/>
    public override RepresentationMeasure WithRowWidth(WidthRule width) => this with { Width = width };

    private protected static RepresentationOption[] Shared<T>()
        where T : DiffusionMeasure =>
    [
        MeasureOptions.Width<T>("width", "median", "The width of the affinities, or the rule that finds it.", m => m.Width.Text, (m, rule) => m with { Width = rule }),
        MeasureOptions.Real<T>("time", "number > 0", "1", "The power t of eigenvalues: diffusion time.", m => m.Time, (m, time) => m with { Time = time }),
        MeasureOptions.Form<T>("The paper's normalisation with α = 1, or the released code's.", m => m.Form, (m, form) => m with { Form = form }),
    ];

    // The kernel of all rows, and its definition.
    private protected ShiftKernel Bind(RepresentationRun run)
    {
        run.Define("kernel", "gaussian");
        double width = run.Width(Width, KernelShape.Gaussian, run.Data.Set, "");
        run.Define("normalization", Form == PublishedForm.Paper ? "anisotropic" : "symmetric (released)");
        run.Define("time", Time);
        return new ShiftKernel(run.Data.Set.Columns, KernelShape.Gaussian, width);
    }

    private protected (double Nats, EigenSpectrum Spectrum) Entropy(ShiftKernel kernel, RepresentationRun run)
    {
        EigenSpectrum spectrum = DiffusionSpectrum.Of(kernel, Form, run.Data.Spectrum, run.Context);
        double[] powers = [.. spectrum.Values.Select(v => Math.Pow(v / spectrum.Values[0], Time))];
        CrossProducts.Scale(powers, 1 / CrossProducts.Sum(powers));
        return (SpectralEntropy.Renyi(powers, 1), spectrum);
    }
}
