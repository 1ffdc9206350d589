namespace Infometer;

/// <summary>The nuclear norm ‖C‖_* of the P × d matrix of the means of each item's views: large where items lie in many directions and their views together.</summary>
public sealed record CentroidNuclearNorm : ManifoldMeasure
{
    /// <summary>The descriptor of this measure.</summary>
    public static RepresentationDescriptor Describe { get; } = new("mmcr-centroids", "nuclear norm of the centroids (MMCR)", "‖C‖_*", static () => new CentroidNuclearNorm())
    {
        Unit = Unit.Ratio,
        Quantity = "nuclear norm",
        Range = "0 to √(P·min(P, d)), P items",
        Needs = "--views",
        Formula = "Σσ(C), C the means of the k views of each item, rows of length 1",
        Source = Paper,
        Criticism = "A training objective, not a capacity: it grows with the number of items, so that only equal P and d compare.",
    };

    /// <inheritdoc/>
    public override RepresentationDescriptor Descriptor => Describe;

    private protected override RepresentationFinding Evaluate(RepresentationRun run)
    {
        double[][] columns = Normalized(run).Columns;
        int views = run.Data.Views!.Value;
        int items = run.Data.Count / views;
        double[][] centroids = Array.ConvertAll(columns, column =>
        {
            double[] means = new double[items];
            for (int i = 0; i < column.Length; i++)
            {
                means[i / views] += column[i] / views;
            }

            return means;
        });
        double[] values = ScatterSpectrum.SingularValues(centroids, run.Context);
        double high = Math.Sqrt((double)items * Math.Min(items, columns.Length));
        return new RepresentationFinding(values.Sum(), 0, high)
        {
            Spectrum = EigenSpectrum.Of(Array.ConvertAll(values, v => v * v), SpectrumMethod.Exact),
            Details = [("share-of-bound", values.Sum() / high)],
        };
    }
}
