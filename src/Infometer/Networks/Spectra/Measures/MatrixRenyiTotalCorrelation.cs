namespace Infometer;

/// <summary>The index T_α = Σ S_α(A_k) − S_α(A_1, …, A_m) of the rows and all second variables; of two variables it is <see cref="MatrixRenyiMutual"/>.</summary>
public sealed record MatrixRenyiTotalCorrelation : MatrixRenyiMeasure
{
    /// <summary>The descriptor of this measure.</summary>
    public static RepresentationDescriptor Describe { get; } = new("matrix-renyi-total-correlation", "matrix-based Rényi total correlation index", "T_α", static () => new MatrixRenyiTotalCorrelation())
    {
        Unit = Unit.Nats,
        Quantity = "entropies of eigenvalues",
        Range = "0 to (m − 1) ln n for α = 1, can be negative for others",
        Needs = "--y or --other, or both",
        Formula = "Σ S_α(A_k) − S_α(A_1∘…∘A_m/tr)",
        Source = Papers,
        Criticism = Doubts,
        Options =
        [
            MeasureOptions.Kernel<MatrixRenyiTotalCorrelation>("gaussian", static m => m.Kernel, static (m, kernel) => m with { Kernel = kernel }),
            MeasureOptions.KernelWidth<MatrixRenyiTotalCorrelation>(static m => m.Kernel, static (m, kernel) => m with { Kernel = kernel }),
            MeasureOptions.OtherWidth<MatrixRenyiTotalCorrelation>(),
            OrderOption<MatrixRenyiTotalCorrelation>(),
        ],
    };

    /// <inheritdoc/>
    public override RepresentationDescriptor Descriptor => Describe;

    private protected override string? WhyNot(RepresentationData data) => WhyNotTogether()
        ?? (data.TargetSet is null ? WhyNoPartner(data, RepresentationPartner.Other) : WhyNoPartner(data, RepresentationPartner.Target))
        ?? (data.TargetSet is null || data.OtherSet is null ? null : WhyNoPartner(data, RepresentationPartner.Other));

    private protected override RepresentationFinding Evaluate(RepresentationRun run)
    {
        RowSet[] all = [.. new[] { run.Data.TargetSet, run.Data.OtherSet }.OfType<RowSet>()];
        (double rows, double[] others, double joint, EigenSpectrum? spectrum) = Parts(run, all);
        double value = rows + others.Sum() - joint;
        run.Raise(value < 0 ? new NegativeAmountAlarm("T_α", value) : null);
        return new RepresentationFinding(value, double.NegativeInfinity, all.Length * Math.Log(run.Data.Count))
        {
            Spectrum = spectrum,
            Details = [("entropy-rows-nats", rows), ("entropy-others-nats", others.Sum()), ("entropy-joint-nats", joint)],
        };
    }
}
