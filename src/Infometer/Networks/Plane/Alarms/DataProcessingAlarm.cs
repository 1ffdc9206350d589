namespace Infometer;

/// <summary>
/// <c>data-processing</c>: an amount grows with depth by more than the tolerance, against the data-processing inequality: Y – X – T₁ – T₂
/// is a Markov chain, hence I(X;T₂) ≤ I(X;T₁) and I(T₂;Y) ≤ I(T₁;Y). Bins or noise that mean different things in different layers break it,
/// and then layers cannot be compared. <see cref="PlanePlace.Value"/> is by how much a layer exceeds the least of those before it.
/// </summary>
public sealed record DataProcessingAlarm : PlaneAlarm
{
    /// <summary>The code of this alarm.</summary>
    internal const string Id = "data-processing";

    private readonly string _order;

    private DataProcessingAlarm(string estimator, bool isAboutLabels, IEnumerable<Excess> worstFirst, InformationPlane plane, double tolerance)
        : base(Id, [estimator], [.. worstFirst.Select(e => new PlanePlace(e.Later.Epoch, e.Later.Layer, e.Nats))])
    {
        Excess worst = worstFirst.First();
        IsAboutLabels = isAboutLabels;
        EarlierLayer = worst.Earlier.Layer;
        Earlier = AmountOf(worst.Earlier, isAboutLabels);
        Later = AmountOf(worst.Later, isAboutLabels);
        Tolerance = tolerance;
        _order = plane.IsOrderGuessed ? $" Or the layers do not follow each other as {string.Join(", ", plane.Layers)}: then give their order (--layers)." : "";
    }

    /// <summary>Whether I(T;Y) grows, else I(X;T).</summary>
    public bool IsAboutLabels { get; }

    /// <summary>At the first place, the layer before with the least amount.</summary>
    public string EarlierLayer { get; }

    /// <summary>That amount, in nats.</summary>
    public double Earlier { get; }

    /// <summary>The amount of the first place, in nats.</summary>
    public double Later { get; }

    /// <summary>What was let pass, in nats.</summary>
    public double Tolerance { get; }

    /// <inheritdoc/>
    public override string Text(Unit unit) => FormattableString.Invariant(
        $"{Estimators[0]}: {(IsAboutLabels ? "I(T;Y)" : "I(X;T)")} grows with depth by more than {Amount(Tolerance, unit)} {Where}, ")
        + FormattableString.Invariant($"most at epoch {Places[0].Epoch} from {Amount(Earlier, unit)} in layer {EarlierLayer} ")
        + $"to {Amount(Later, unit)} in layer {Places[0].Layer}; "
        + $"no processing adds information, so bins, noise or compression do not mean the same in every layer.{_order}";

    /// <summary>The alarms, at most two per output.</summary>
    internal static IEnumerable<DataProcessingAlarm> Of(InformationPlane plane)
    {
        foreach ((string output, PlanePoint[] points) in ByOutput(plane))
        {
            foreach ((bool isAboutLabels, double? ceiling) in new (bool, double?)[] { (false, plane.InputCeiling), (true, plane.LabelEntropy) })
            {
                double tolerance = plane.Options.Tolerance * ceiling ?? 0;
                Excess[] excesses = ceiling is null ? [] : [.. ExcessesOf(points, isAboutLabels, tolerance).OrderByDescending(e => e.Nats)];
                if (excesses.Length > 0)
                {
                    yield return new DataProcessingAlarm(output, isAboutLabels, excesses, plane, tolerance);
                }
            }
        }
    }

    private static IEnumerable<Excess> ExcessesOf(PlanePoint[] points, bool isAboutLabels, double tolerance)
    {
        foreach (IGrouping<long, PlanePoint> epoch in points.GroupBy(p => p.Epoch))
        {
            PlanePoint? least = null;
            foreach (PlanePoint point in epoch.Where(p => double.IsFinite(AmountOf(p, isAboutLabels))))
            {
                double excess = least is null ? 0 : AmountOf(point, isAboutLabels) - AmountOf(least, isAboutLabels);
                if (excess > tolerance)
                {
                    yield return new Excess(least!, point, excess);
                }

                least = least is null || excess < 0 ? point : least;
            }
        }
    }

    private static double AmountOf(PlanePoint point, bool isAboutLabels) => (isAboutLabels ? point.AboutLabels! : point.AboutInputs).Nats;

    private sealed record Excess(PlanePoint Earlier, PlanePoint Later, double Nats);
}
