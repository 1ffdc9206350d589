namespace Infometer;

/// <summary>
/// The Cauchy–Schwarz divergence between p(y|x) and q(ŷ|x) over the same rows x: how far predictions ŷ, given the representation, are from the truth y.
/// </summary>
public sealed record CauchySchwarzConditional : CauchySchwarzMeasure
{
    /// <summary>The descriptor of this measure.</summary>
    public static RepresentationDescriptor Describe { get; } = new("cs-conditional", "conditional Cauchy–Schwarz divergence", "D_CS(p(y|x);q(ŷ|x))", static () => new CauchySchwarzConditional())
    {
        Unit = Unit.Nats,
        Quantity = "logarithm of a ratio of kernel means",
        Range = "about 0 to ∞; the sample form can be slightly negative",
        Needs = "--y: the truth; --other: predictions, numbers with the same columns",
        Formula = "ln Σ_j[Σ_i K_ji L_ji/(Σ_i K_ji)²] of (y,y) + of (ŷ,ŷ) − 2 of (y,ŷ)",
        Source = Paper,
        Criticism = "The released code divides by Σ_i K_ji² instead of (Σ_i K_ji)², which changes it several times over (form=released). Kernel widths decide it.",
        Options =
        [
            MeasureOptions.Kernel<CauchySchwarzConditional>("gaussian", static m => m.Kernel, static (m, kernel) => m with { Kernel = kernel }),
            MeasureOptions.KernelWidth<CauchySchwarzConditional>(static m => m.Kernel, static (m, kernel) => m with { Kernel = kernel }),
            MeasureOptions.OtherWidth<CauchySchwarzConditional>(),
            MeasureOptions.Form<CauchySchwarzConditional>("The paper's denominator, or the released code's.", static m => m.Form, static (m, form) => m with { Form = form }),
        ],
    };

    /// <inheritdoc/>
    public override RepresentationDescriptor Descriptor => Describe;

    /// <summary>The paper's denominator (Σ_i K_ji)², or Σ_i K_ji² as in the released code. Default the paper's.</summary>
    public PublishedForm Form { get; init; }

    private protected override string? WhyNot(RepresentationData data) => WhyNotKernel()
        ?? WhyNoPartner(data, RepresentationPartner.Target)
        ?? WhyNoPartner(data, RepresentationPartner.Other)
        ?? (data.TargetSet!.Codes is not null || data.OtherSet!.Codes is not null
            ? "compares numbers; read y and predictions with --kind y=continuous, --kind other=continuous, or save classes as one-hot columns"
            : data.TargetSet.Dimension != data.OtherSet.Dimension
                ? FormattableString.Invariant($"needs predictions with the columns of the truth, and '{data.Target!.Name}' has {data.TargetSet.Dimension} and '{data.Other!.Name}' {data.OtherSet.Dimension}")
                : null);

    private protected override RepresentationFinding Evaluate(RepresentationRun run)
    {
        PairKernel rows = BindRows(run).Kernel;
        WidthRule rule = OtherWidth ?? Kernel.Width!;
        double width = run.Width(rule, Kernel.Shape, run.Data.TargetSet!, "y-");
        run.Define("denominator", Form == PublishedForm.Paper ? "(ΣK)²" : "ΣK² (released)");
        ShiftKernel truth = (ShiftKernel)Kernel.Bind(run.Data.TargetSet!, width);
        ShiftKernel predicted = (ShiftKernel)Kernel.Bind(run.Data.OtherSet!, width);
        int n = run.Data.Count;
        double[][] sums = [.. Enumerable.Range(0, 3).Select(_ => new double[n])];
        KernelProduct.ForEachRow([new(rows), new(truth), new(predicted), new(new CrossKernel(truth, predicted))], run.Context, (row, values) =>
        {
            ReadOnlySpan<double> k = values[0];
            double sum = PairKernels.Sum(k);
            double denominator = Form == PublishedForm.Paper ? sum * sum : PairKernels.Dot(k, k);
            for (int i = 0; i < sums.Length; i++)
            {
                sums[i][row] = PairKernels.Dot(k, values[i + 1]) / denominator;
            }
        });
        double[] logs = Array.ConvertAll(sums, parts => Math.Log(CrossProducts.Sum(parts)));
        return new RepresentationFinding(logs[0] + logs[1] - (2 * logs[2]), double.NegativeInfinity, double.PositiveInfinity);
    }
}
