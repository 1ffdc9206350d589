namespace Infometer;

/// <summary>
/// <c>no-noise-model</c>: an estimator that has no model of noise looks at a network without noise. I(X;T) is then infinite or constant,
/// and what is printed is a property of the bins (Saxe et al. 2018; Goldfeld et al. 2019).
/// </summary>
public sealed record NoNoiseModelAlarm : PlaneAlarm
{
    /// <summary>The code of this alarm.</summary>
    internal const string Id = "no-noise-model";

    private NoNoiseModelAlarm(IEnumerable<string> estimators) : base(Id, [.. estimators], [])
    {
    }

    /// <inheritdoc/>
    public override string Text(Unit unit) =>
        $"{string.Join(", ", Estimators)}: the network has no noise, so that T is a function of X and these numbers are a property of the bins; "
        + "a fall of I(X;T) says that activations gather in fewer bins, not that information is lost. Compare with kde.";

    /// <summary>The alarm, if any such estimator was used and the network is not said to have noise.</summary>
    internal static IEnumerable<NoNoiseModelAlarm> Of(InformationPlane plane)
    {
        string[] estimators = [.. plane.Options.Estimators.Where(e => !e.HasNoiseModel).SelectMany(e => e.Descriptor.Outputs)];
        return plane.Options.IsStochastic || estimators.Length == 0 ? [] : [new NoNoiseModelAlarm(estimators)];
    }
}
