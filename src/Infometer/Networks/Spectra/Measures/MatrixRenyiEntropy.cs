namespace Infometer;

/// <summary>The matrix-based Rényi entropy of the rows: how many rows the kernel tells apart, on a logarithmic scale from 0 to ln n.</summary>
public sealed record MatrixRenyiEntropy : MatrixRenyiMeasure
{
    /// <summary>The descriptor of this measure.</summary>
    public static RepresentationDescriptor Describe { get; } = new("matrix-renyi", "matrix-based Rényi entropy", "S_α(A)", static () => new MatrixRenyiEntropy())
    {
        Unit = Unit.Nats,
        Quantity = "entropy of eigenvalues",
        Range = "0 to ln n",
        Formula = "ln(Σ λ^α)/(1 − α), λ eigenvalues of A = K/tr K; −Σ λ ln λ at α = 1",
        Source = Papers,
        Criticism = Doubts,
        Options =
        [
            MeasureOptions.Kernel<MatrixRenyiEntropy>("gaussian", static m => m.Kernel, static (m, kernel) => m with { Kernel = kernel }),
            MeasureOptions.KernelWidth<MatrixRenyiEntropy>(static m => m.Kernel, static (m, kernel) => m with { Kernel = kernel }),
            OrderOption<MatrixRenyiEntropy>(),
        ],
    };

    /// <inheritdoc/>
    public override RepresentationDescriptor Descriptor => Describe;

    private protected override RepresentationFinding Evaluate(RepresentationRun run)
    {
        BoundKernel kernel = BindRows(run);
        run.Define("order", Order);
        (double nats, EigenSpectrum? spectrum) = Entropy(run, [kernel], $"'{run.Data.Rows.Name}'");
        if (Order == 2)
        {
            run.Define("method", "squares");
        }

        run.DefineMethod(spectrum);
        return new RepresentationFinding(nats, 0, Math.Log(run.Data.Count)) { Spectrum = spectrum };
    }
}
