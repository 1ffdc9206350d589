namespace Infometer;

/// <summary>
/// The Cauchy–Schwarz quadratic index I_CS of the rows and a second variable: the divergence between their joint law and the product of their laws. Called a quadratic
/// mutual information where it comes from; it is no Shannon information.
/// </summary>
public sealed record CauchySchwarzQmi : CauchySchwarzMeasure
{
    /// <summary>The descriptor of this measure.</summary>
    public static RepresentationDescriptor Describe { get; } = new("cs-qmi", "Cauchy–Schwarz quadratic index (CS-QMI)", "I_CS", static () => new CauchySchwarzQmi())
    {
        Unit = Unit.Nats,
        Quantity = "logarithm of a ratio of kernel means",
        Range = "0 to ∞",
        Needs = "--y or --other",
        Formula = "ln[ΣKQ/n²] + ln[ΣK ΣQ/n⁴] − 2 ln[1ᵀKQ1/n³]",
        Source = Paper,
        Criticism = Doubts,
        Options =
        [
            MeasureOptions.Kernel<CauchySchwarzQmi>("gaussian", static m => m.Kernel, static (m, kernel) => m with { Kernel = kernel }),
            MeasureOptions.KernelWidth<CauchySchwarzQmi>(static m => m.Kernel, static (m, kernel) => m with { Kernel = kernel }),
            MeasureOptions.OtherWidth<CauchySchwarzQmi>(),
            MeasureOptions.Partner<CauchySchwarzQmi>(static m => m.With, static (m, partner) => m with { With = partner }),
        ],
    };

    /// <inheritdoc/>
    public override RepresentationDescriptor Descriptor => Describe;

    /// <summary>The second variable. Default: the target where there is one, else the other rows.</summary>
    public RepresentationPartner With { get; init; }

    private protected override string? WhyNot(RepresentationData data) => WhyNotKernel() ?? WhyNoPartner(data, With);

    private protected override RepresentationFinding Evaluate(RepresentationRun run)
    {
        QuadraticSums sums = Sums(run, With);
        return new RepresentationFinding(sums.Joint, 0, double.PositiveInfinity)
        {
            Details = [("of-rows-with-themselves-nats", sums.OfX), ("of-second-with-itself-nats", sums.OfY), ("normalized", sums.Normalized)],
        };
    }
}
