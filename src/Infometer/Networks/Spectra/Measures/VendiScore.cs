using System.Collections.Immutable;

namespace Infometer;

/// <summary>
/// The Vendi score exp S_q(λ), λ the eigenvalues of K/n (with weights of K_ij √(p_i p_j)): the effective number of different rows, a Hill number whose order q
/// says how much rare modes count (Friedman and Dieng 2023; Pasarkar and Dieng 2024).
/// </summary>
public sealed record VendiScore : GramMeasure
{
    // Of n, which is the sum of the eigenvalues: rounding of similarities in single precision stays below it.
    private const double LeastEigenvalue = 1e-6;

    /// <summary>A score with the cosine kernel and q = 1.</summary>
    public VendiScore() => Kernel = new CosineKernel();

    /// <summary>The descriptor of this measure.</summary>
    public static RepresentationDescriptor Describe { get; } = new("vendi", "Vendi score", "VS_q", static () => new VendiScore())
    {
        Unit = Unit.Ratio,
        Quantity = "effective number of rows",
        Range = "1 to n; to d for the cosine kernel",
        Formula = "exp(ln(Σ λ^q)/(1 − q)), λ eigenvalues of K/n; exp(−Σ λ ln λ) at q = 1, 1/λ_max at ∞",
        Source = "Friedman and Dieng (2023), The Vendi score, TMLR; orders: Pasarkar and Dieng (2024), AISTATS; q = 2: Jalali, Li and Farnia (2023), NeurIPS 36.",
        Criticism = "With kernels of distances it grows with n and has not converged below some 20,000 rows; q = 2 converges first. The kernel decides what a difference is. Published code ignores q in one of its two forms.",
        Options =
        [
            MeasureOptions.Kernel<VendiScore>("cosine", static m => m.Kernel, static (m, kernel) => m with { Kernel = kernel }),
            MeasureOptions.KernelWidth<VendiScore>(static m => m.Kernel, static (m, kernel) => m with { Kernel = kernel }),
            MeasureOptions.Order<VendiScore>("1", "number >= 0|inf", static m => m.Order, static (m, order) => m with { Order = order }),
        ],
    };

    /// <inheritdoc/>
    public override RepresentationDescriptor Descriptor => Describe;

    /// <summary>q, from 0 (the rank) to infinity (1/λ_max); 2 needs no eigenvalues where rows are many. Default 1.</summary>
    public double Order { get; init => field = MeasureOptions.RequireOrder(value, 0, isLeastAllowed: true, nameof(Order)); } = 1;

    /// <summary>The score of a Gram matrix that is at hand.</summary>
    /// <param name="matrix">K, n × n row by row, symmetric and positive semidefinite; its lower triangle is read.</param>
    /// <param name="context">Threads and cancellation.</param>
    /// <exception cref="InvalidInputException">The matrix is not square, holds what is not finite, its diagonal is not 1, or it has negative eigenvalues.</exception>
    public double Of(ReadOnlySpan<double> matrix, RunContext? context = null)
    {
        int size = (int)Math.Sqrt(matrix.Length);
        if (size == 0 || size * size != matrix.Length)
        {
            throw new InvalidInputException($"A Gram matrix is square, and {matrix.Length} numbers are none; pass n × n numbers row by row.");
        }

        FiniteNumbers.Require(matrix, size, "Gram matrix");
        for (int i = 0; i < size; i++)
        {
            if (Math.Abs(matrix[(i * size) + i] - 1) > 1e-6)
            {
                throw new InvalidInputException($"The Vendi score needs similarities with K_ii = 1, and row {i} has {matrix[(i * size) + i]:G6} there; divide by the roots of the diagonal.");
            }
        }

        double[] eigenvalues = SymmetricValues.Of(matrix.ToArray(), size, context ?? RunContext.Default);
        return eigenvalues.Min() >= -LeastEigenvalue * size
            ? Score(EigenSpectrum.Of(eigenvalues, SpectrumMethod.Exact)!.Values)
            : throw new InvalidInputException(FormattableString.Invariant(
                $"The Vendi score needs a kernel's matrix, and this one has the eigenvalue {eigenvalues.Min():G6}: similarities that are no kernel do not count rows; use a positive semidefinite one."));
    }

    private protected override string? WhyNot(RepresentationData data) => Kernel.HasUnitDiagonal
        ? null
        : $"needs a kernel with k(a, a) = 1, which '{Kernel.Name}' has not; choose cosine or a kernel of distances";

    private protected override RepresentationFinding Evaluate(RepresentationRun run)
    {
        BoundKernel kernel = BindRows(run);
        run.Define("order", Order);
        double[]? weights = run.Data.Weights.IsEmpty ? null : [.. run.Data.Weights];
        if (weights is not null)
        {
            run.Define("weights", "given");
        }

        string what = $"'{run.Data.Rows.Name}'";
        double high = kernel.Kernel is InnerKernel inner ? Math.Min(run.Data.Count, inner.Columns.Length) : run.Data.Count;
        if (Order == 2 && kernel.Kernel is not InnerKernel)
        {
            double purity = GramSums.Purity(new KernelProduct(kernel.Kernel), weights, run.Context);
            run.Look(purity, what);
            run.Define("method", "squares");
            return new RepresentationFinding(1 / purity, 1, high);
        }

        EigenSpectrum? spectrum = run.Spectrum([kernel], weights, what);
        run.DefineMethod(spectrum);
        return new RepresentationFinding(spectrum is null ? double.NaN : Score(spectrum.Values), 1, high) { Spectrum = spectrum };
    }

    private double Score(ImmutableArray<double> eigenvalues) => Math.Exp(SpectralEntropy.Renyi(eigenvalues.AsSpan(), Order));
}
