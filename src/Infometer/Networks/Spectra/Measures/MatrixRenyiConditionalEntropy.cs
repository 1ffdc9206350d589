namespace Infometer;

/// <summary>S_α(A|B) = S_α(A,B) − S_α(B): what the rows add to a second variable, on the scale of the kernel.</summary>
public sealed record MatrixRenyiConditionalEntropy : MatrixRenyiMeasure
{
    /// <summary>The descriptor of this measure.</summary>
    public static RepresentationDescriptor Describe { get; } = new("matrix-renyi-conditional", "matrix-based Rényi conditional entropy", "S_α(A|B)", static () => new MatrixRenyiConditionalEntropy())
    {
        Unit = Unit.Nats,
        Quantity = "entropy of eigenvalues",
        Range = "0 to ln n",
        Needs = "--y or --other",
        Formula = "S_α(A,B) − S_α(B), A of the rows",
        Source = Papers,
        Criticism = Doubts,
        Options =
        [
            MeasureOptions.Kernel<MatrixRenyiConditionalEntropy>("gaussian", static m => m.Kernel, static (m, kernel) => m with { Kernel = kernel }),
            MeasureOptions.KernelWidth<MatrixRenyiConditionalEntropy>(static m => m.Kernel, static (m, kernel) => m with { Kernel = kernel }),
            MeasureOptions.OtherWidth<MatrixRenyiConditionalEntropy>(),
            OrderOption<MatrixRenyiConditionalEntropy>(),
            MeasureOptions.Partner<MatrixRenyiConditionalEntropy>(static m => m.With, static (m, partner) => m with { With = partner }),
        ],
    };

    /// <inheritdoc/>
    public override RepresentationDescriptor Descriptor => Describe;

    /// <summary>The second variable. Default: the target where there is one, else the other rows.</summary>
    public RepresentationPartner With { get; init; }

    private protected override string? WhyNot(RepresentationData data) => WhyNotTogether() ?? WhyNoPartner(data, With);

    private protected override RepresentationFinding Evaluate(RepresentationRun run)
    {
        (double rows, double[] others, double joint, EigenSpectrum? spectrum) = Parts(run, RepresentationRun.PartnerOf(run.Data, With)!);
        return new RepresentationFinding(joint - others[0], 0, Math.Log(run.Data.Count))
        {
            Spectrum = spectrum,
            Details = [("entropy-rows-nats", rows), ("entropy-second-nats", others[0]), ("entropy-joint-nats", joint)],
        };
    }
}
