namespace Infometer;

/// <summary>Measures of the eigenvalues of the covariance of the rows, which all of them share.</summary>
public abstract record CovarianceMeasure : RepresentationMeasure
{
    private protected CovarianceMeasure()
    {
    }

    // Null where all rows are one.
    private protected static EigenSpectrum? Spectrum(RepresentationRun run, bool isCentred)
    {
        run.Define("matrix", isCentred ? "covariance" : "second moments");
        RowSet rows = run.Data.Set;
        return run.Data.Once(
            isCentred ? "covariance" : "moments",
            () => EigenSpectrum.Of(ScatterSpectrum.Of(isCentred ? rows.Centred().Columns : rows.Columns, run.Context), SpectrumMethod.Exact),
            run.Context.Cancellation);
    }

    // Eigenvalues that can be above 0.
    private protected static int Rank(RepresentationRun run, bool isCentred) =>
        Math.Max(1, Math.Min(run.Data.Dimension, run.Data.Count - (isCentred ? 1 : 0)));
}
