namespace Infometer;

/// <summary>
/// Measures of items of which each has k views in successive rows, scaled to length 1: nuclear norms of centroids and of single items, which the loss of
/// maximum manifold capacity representations is made of (Yerxa et al. 2023).
/// </summary>
public abstract record ManifoldMeasure : RepresentationMeasure
{
    private protected const string Paper = "Yerxa, Kuang, Simoncelli and Chung (2023), Learning efficient coding of natural images with maximum manifold capacity representations, NeurIPS 36.";

    private protected ManifoldMeasure()
    {
    }

    private protected sealed override string? WhyNot(RepresentationData data) => data.Views is not { } views
        ? "needs to know how many successive rows are views of one item (--views K)"
        : data.Count % views != 0
            ? FormattableString.Invariant($"needs items of {views} views, and '{data.Rows.Name}' has {data.Count:N0} rows, which is no multiple; leave the rest out, or give another --views")
            : null;

    private protected static RowSet Normalized(RepresentationRun run)
    {
        run.Define("views", run.Data.Views!.Value);
        run.Define("items", run.Data.Count / run.Data.Views.Value);
        return run.Data.Set.Normalized("a manifold of views");
    }
}
