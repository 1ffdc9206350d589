namespace Infometer;

/// <summary>
/// Measures made of the matrix-based Rényi entropy S_α(A) = ln(Σλ_i^α)/(1 − α), λ the eigenvalues of A = K/tr K: that of several
/// variables is of the product of their Gram matrices, entry by entry (Sánchez Giraldo, Rao and Príncipe 2015; Yu et al. 2020).
/// </summary>
public abstract record MatrixRenyiMeasure : GramMeasure
{
    private protected const string Papers =
        "Sánchez Giraldo, Rao and Príncipe (2015), IEEE Transactions on Information Theory 61; Yu, Sánchez Giraldo, Jenssen and Príncipe (2020), IEEE TPAMI 42.";

    private protected const string Doubts =
        "Kernel and width decide it: in many dimensions a narrow kernel gives K ≈ I, every entropy is then ln n and every shared amount one side's entropy. No estimate of a Shannon quantity.";

    private protected MatrixRenyiMeasure()
    {
    }

    /// <summary>
    /// α, above 0; 1 is the Shannon limit, 2 needs no eigenvalues, infinity is allowed. Default 1.01, customary in studies of networks.
    /// </summary>
    public double Order { get; init => field = MeasureOptions.RequireOrder(value, 0, isLeastAllowed: false, nameof(Order)); } = 1.01;

    private protected static RepresentationOption OrderOption<T>()
        where T : MatrixRenyiMeasure => MeasureOptions.Order<T>("1.01", "number > 0|inf", m => m.Order, (m, order) => m with { Order = order });

    // A product of Gram matrices weighs every row alike, as its factors do, only where all have 1 in their diagonals; else S(A,B) may lie below S(A).
    private protected string? WhyNotTogether() => Kernel.HasUnitDiagonal
        ? null
        : $"needs a kernel with k(a, a) = 1, which '{Kernel.Name}' has not; choose cosine or a kernel of distances";

    // S of a product of kernels, and the spectrum where one was needed.
    private protected (double Nats, EigenSpectrum? Spectrum) Entropy(RepresentationRun run, BoundKernel[] kernels, string what)
    {
        if (Order == 2)
        {
            double purity = GramSums.Purity(new KernelProduct(Array.ConvertAll(kernels, k => k.Kernel)), null, run.Context);
            run.Look(purity, what);
            return (SpectralEntropy.OfPurity(purity), null);
        }

        EigenSpectrum? spectrum = run.Spectrum(kernels, null, what);
        return (spectrum is null ? double.NaN : SpectralEntropy.Renyi(spectrum.Values.AsSpan(), Order), spectrum);
    }

    // Every variable alone, and all together.
    private protected (double Rows, double[] Others, double Joint, EigenSpectrum? Spectrum) Parts(RepresentationRun run, params RowSet[] others)
    {
        BoundKernel rows = BindRows(run);
        BoundKernel[] kernels = [.. others.Select(o => BindOther(run, o))];
        run.Define("order", Order);
        (double alone, _) = Entropy(run, [rows], $"'{run.Data.Rows.Name}'");
        double[] parts = [.. others.Zip(kernels).Select(pair => Entropy(run, [pair.Second], $"'{pair.First.Name}'").Nats)];
        (double joint, EigenSpectrum? spectrum) = Entropy(run, [rows, .. kernels], "all variables together");
        if (Order == 2)
        {
            run.Define("method", "squares");
        }

        run.DefineMethod(spectrum);
        return (alone, parts, joint, spectrum);
    }
}
