namespace Infometer;

/// <summary>
/// The index I_α(A;B) = S_α(A) + S_α(B) − S_α(A,B) of what the rows and a second variable share as the kernels see it. No mutual information: it depends
/// on widths and n, and is S(B) itself where K ≈ I.
/// </summary>
public sealed record MatrixRenyiMutual : MatrixRenyiMeasure
{
    /// <summary>The descriptor of this measure.</summary>
    public static RepresentationDescriptor Describe { get; } = new("matrix-renyi-mutual", "matrix-based Rényi mutual index", "I_α(A;B)", static () => new MatrixRenyiMutual())
    {
        Unit = Unit.Nats,
        Quantity = "entropies of eigenvalues",
        Range = "0 to ln n for α = 1, can be negative for others; at most each of S(A), S(B)",
        Needs = "--y or --other",
        Formula = "S_α(A) + S_α(B) − S_α(A,B)",
        Source = Papers,
        Criticism = Doubts,
        Options =
        [
            MeasureOptions.Kernel<MatrixRenyiMutual>("gaussian", static m => m.Kernel, static (m, kernel) => m with { Kernel = kernel }),
            MeasureOptions.KernelWidth<MatrixRenyiMutual>(static m => m.Kernel, static (m, kernel) => m with { Kernel = kernel }),
            MeasureOptions.OtherWidth<MatrixRenyiMutual>(),
            OrderOption<MatrixRenyiMutual>(),
            MeasureOptions.Partner<MatrixRenyiMutual>(static m => m.With, static (m, partner) => m with { With = partner }),
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
        double value = rows + others[0] - joint;
        run.Raise(value < 0 ? new NegativeAmountAlarm("I_α(A;B)", value) : null);
        return new RepresentationFinding(value, double.NegativeInfinity, Math.Log(run.Data.Count))
        {
            Spectrum = spectrum,
            Details = [("entropy-rows-nats", rows), ("entropy-second-nats", others[0]), ("entropy-joint-nats", joint)],
        };
    }
}
