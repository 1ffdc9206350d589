namespace Infometer;

/// <summary>The Cauchy–Schwarz quadratic index over the geometric mean of those of each variable with itself, as the bottleneck's loss has it.</summary>
public sealed record CauchySchwarzQmiRatio : CauchySchwarzMeasure
{
    /// <summary>The descriptor of this measure.</summary>
    public static RepresentationDescriptor Describe { get; } = new("cs-qmi-ratio", "normalised Cauchy–Schwarz quadratic index", "I_CS ratio", static () => new CauchySchwarzQmiRatio())
    {
        Unit = Unit.Ratio,
        Quantity = "ratio of indices",
        Range = "from 0; 1 for a variable and itself",
        Needs = "--y or --other",
        Formula = "I_CS(x,y)/√(I_CS(x,x)·I_CS(y,y))",
        Source = Paper,
        Criticism = Doubts,
        Options =
        [
            MeasureOptions.Kernel<CauchySchwarzQmiRatio>("gaussian", static m => m.Kernel, static (m, kernel) => m with { Kernel = kernel }),
            MeasureOptions.KernelWidth<CauchySchwarzQmiRatio>(static m => m.Kernel, static (m, kernel) => m with { Kernel = kernel }),
            MeasureOptions.OtherWidth<CauchySchwarzQmiRatio>(),
            MeasureOptions.Partner<CauchySchwarzQmiRatio>(static m => m.With, static (m, partner) => m with { With = partner }),
        ],
    };

    /// <inheritdoc/>
    public override RepresentationDescriptor Descriptor => Describe;

    /// <summary>The second variable. Default: the target where there is one, else the other rows.</summary>
    public RepresentationPartner With { get; init; }

    private protected override string? WhyNot(RepresentationData data) => WhyNotKernel() ?? WhyNoPartner(data, With);

    private protected override RepresentationFinding Evaluate(RepresentationRun run) => new(Sums(run, With).Normalized, 0, double.PositiveInfinity);
}
