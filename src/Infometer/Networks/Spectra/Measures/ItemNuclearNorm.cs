namespace Infometer;

/// <summary>The mean over items of the nuclear norm ‖Z_i‖_* of the k × d matrix of an item's views: √k where all views are one, larger the further apart they are.</summary>
public sealed record ItemNuclearNorm : ManifoldMeasure
{
    /// <summary>The descriptor of this measure.</summary>
    public static RepresentationDescriptor Describe { get; } = new("mmcr-items", "mean nuclear norm of the views of an item (MMCR)", "⟨‖Z‖_*⟩", static () => new ItemNuclearNorm())
    {
        Unit = Unit.Ratio,
        Quantity = "nuclear norm",
        Range = "√k to √(k·min(k, d)), k views",
        Needs = "--views",
        Formula = "mean over items of Σσ(Z_i), Z_i the k views of an item, rows of length 1",
        Source = Paper,
        Criticism = "Says how compact items are whether or not they lie apart; read it beside mmcr-centroids.",
    };

    /// <inheritdoc/>
    public override RepresentationDescriptor Descriptor => Describe;

    private protected override RepresentationFinding Evaluate(RepresentationRun run)
    {
        double[][] columns = Normalized(run).Columns;
        int views = run.Data.Views!.Value;
        double[] norms = new double[run.Data.Count / views];
        RunContext alone = run.Context with { MaxDegreeOfParallelism = 1 };
        run.Context.ForEach(norms.Length, item =>
            norms[item] = ScatterSpectrum.SingularValues(Array.ConvertAll(columns, column => column[(item * views)..((item + 1) * views)]), alone).Sum());
        return new RepresentationFinding(CrossProducts.Sum(norms) / norms.Length, Math.Sqrt(views), Math.Sqrt((double)views * Math.Min(views, columns.Length)));
    }
}
