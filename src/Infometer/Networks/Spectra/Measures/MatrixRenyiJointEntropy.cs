namespace Infometer;

/// <summary>The matrix-based Rényi entropy of the rows and a second variable together: that of the product of their Gram matrices.</summary>
public sealed record MatrixRenyiJointEntropy : MatrixRenyiMeasure
{
    /// <summary>The descriptor of this measure.</summary>
    public static RepresentationDescriptor Describe { get; } = new("matrix-renyi-joint", "matrix-based Rényi joint entropy", "S_α(A,B)", static () => new MatrixRenyiJointEntropy())
    {
        Unit = Unit.Nats,
        Quantity = "entropy of eigenvalues",
        Range = "0 to ln n; at least each of S(A), S(B)",
        Needs = "--y or --other",
        Formula = "S_α(A∘B/tr(A∘B)), ∘ entry by entry",
        Source = Papers,
        Criticism = Doubts,
        Options =
        [
            MeasureOptions.Kernel<MatrixRenyiJointEntropy>("gaussian", static m => m.Kernel, static (m, kernel) => m with { Kernel = kernel }),
            MeasureOptions.KernelWidth<MatrixRenyiJointEntropy>(static m => m.Kernel, static (m, kernel) => m with { Kernel = kernel }),
            MeasureOptions.OtherWidth<MatrixRenyiJointEntropy>(),
            OrderOption<MatrixRenyiJointEntropy>(),
            MeasureOptions.Partner<MatrixRenyiJointEntropy>(static m => m.With, static (m, partner) => m with { With = partner }),
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
        return new RepresentationFinding(joint, 0, Math.Log(run.Data.Count))
        {
            Spectrum = spectrum,
            Details = [("entropy-rows-nats", rows), ("entropy-second-nats", others[0])],
        };
    }
}
