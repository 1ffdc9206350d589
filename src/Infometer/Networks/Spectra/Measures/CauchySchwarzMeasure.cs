namespace Infometer;

/// <summary>
/// Measures by the Cauchy–Schwarz divergence D(p;q) = ln[∫p²∫q²/(∫pq)²] with kernel means for the integrals (Príncipe 2010; Yu et al. 2024). O(n²) time, O(n) memory.
/// </summary>
public abstract record CauchySchwarzMeasure : GramMeasure
{
    private protected const string Paper = "Yu, Yu, Løkse, Jenssen and Príncipe (2024), Cauchy–Schwarz divergence information bottleneck for regression, ICLR.";

    private protected const string Doubts = "Kernel widths decide it, and no rule for them is given; biased upward for few rows by the diagonal. No consistency theory for the sample form, and no Shannon quantity.";

    private protected CauchySchwarzMeasure()
    {
    }

    // Means of kernels have a logarithm only where kernels are positive.
    private protected string? WhyNotKernel() => Kernel.IsPositive
        ? null
        : $"needs a kernel that is positive everywhere, which '{Kernel.Name}' is not; choose gaussian, exponential or laplacian";

    // The indices of the rows and a second variable, found once for the measures that share them.
    private protected QuadraticSums Sums(RepresentationRun run, RepresentationPartner partner)
    {
        RowSet second = RepresentationRun.PartnerOf(run.Data, partner)!;
        BoundKernel rows = BindRows(run);
        BoundKernel others = BindOther(run, second);
        QuadraticSums sums = run.Data.Once(
            $"quadratic sums {rows.Key} × {others.Key}", () => QuadraticSums.Of(rows.Kernel, others.Kernel, run.Context), run.Context.Cancellation)!;
        run.Look(sums.PurityX, $"'{run.Data.Rows.Name}'");
        run.Look(sums.PurityY, $"'{second.Name}'");
        return sums;
    }
}
