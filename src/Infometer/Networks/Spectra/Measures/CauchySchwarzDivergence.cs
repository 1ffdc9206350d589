namespace Infometer;

/// <summary>
/// The Cauchy–Schwarz divergence between the laws of the rows and of another sample: −2 ln of the cosine of their mean embeddings; MMD is the distance of the same vectors.
/// </summary>
public sealed record CauchySchwarzDivergence : CauchySchwarzMeasure
{
    /// <summary>The descriptor of this measure.</summary>
    public static RepresentationDescriptor Describe { get; } = new("cs-divergence", "Cauchy–Schwarz divergence", "D_CS(p;q)", static () => new CauchySchwarzDivergence())
    {
        Unit = Unit.Nats,
        Quantity = "logarithm of a ratio of kernel means",
        Range = "0 to ∞",
        Needs = "--other: a sample with the same columns",
        Formula = "ln mean K_pp + ln mean K_qq − 2 ln mean K_pq",
        Source = Paper,
        Criticism = Doubts,
        Options =
        [
            MeasureOptions.Kernel<CauchySchwarzDivergence>("gaussian", static m => m.Kernel, static (m, kernel) => m with { Kernel = kernel }),
            MeasureOptions.KernelWidth<CauchySchwarzDivergence>(static m => m.Kernel, static (m, kernel) => m with { Kernel = kernel }),
        ],
    };

    /// <inheritdoc/>
    public override RepresentationDescriptor Descriptor => Describe;

    private protected override string? WhyNot(RepresentationData data) => WhyNotKernel()
        ?? (data.Other is not { } other ? "needs another sample with the same columns (--other)"
            : other.Codes is not null ? $"compares numbers, and '{other.Name}' has levels; read it with --kind other=continuous"
            : other.Dimension != data.Dimension
                ? FormattableString.Invariant($"compares samples with the same columns, and '{data.Rows.Name}' has {data.Dimension:N0} and '{other.Name}' {other.Dimension:N0}")
                : null);

    private protected override RepresentationFinding Evaluate(RepresentationRun run)
    {
        RowSet other = run.Data.OtherSet!;
        run.Define("kernel", Kernel.Name);
        double width = run.Width(Kernel.Width!, Kernel.Shape, run.Data.Set, "");
        ShiftKernel p = (ShiftKernel)Kernel.Bind(run.Data.Set, width);
        ShiftKernel q = (ShiftKernel)Kernel.Bind(other, width);
        double ofP = GramSums.CrossMean(p, p, run.Context);
        double ofQ = GramSums.CrossMean(q, q, run.Context);
        double across = GramSums.CrossMean(p, q, run.Context);
        return new RepresentationFinding(Math.Log(ofP) + Math.Log(ofQ) - (2 * Math.Log(across)), 0, double.PositiveInfinity)
        {
            Details =
            [
                ("mean-kernel-rows", ofP), ("mean-kernel-other", ofQ), ("mean-kernel-across", across), ("mmd", Math.Sqrt(Math.Max(0, ofP + ofQ - (2 * across)))),
            ],
        };
    }
}
