namespace Infometer;

/// <summary>What one level (or bin) of X contributes to I(X;Y). Information is in nats.</summary>
public sealed record LevelContribution
{
    /// <summary>The level's text, or the bin's range.</summary>
    public required string Level { get; init; }

    /// <summary>Rows with this level.</summary>
    public required long Count { get; init; }

    /// <summary>Count / n.</summary>
    public required double Share { get; init; }

    /// <summary>p(x) KL(p(y|x) ‖ p(y)), never negative; the contributions of all levels add up to the plug-in I(X;Y).</summary>
    public required double Contribution { get; init; }

    /// <summary>Standard error of the contribution (delta method).</summary>
    public required double StandardError { get; init; }

    /// <summary>The contribution that chance alone gives a level of this size: (1 − p(x))(levels of Y − 1)/2n.</summary>
    public required double Chance { get; init; }

    /// <summary>The level of Y that is most over-represented here, by its signed contribution.</summary>
    public required string TypicalLevel { get; init; }

    /// <summary>p(typical level | x).</summary>
    public required double TypicalShare { get; init; }

    /// <summary>p(typical level | x) / p(typical level).</summary>
    public required double Lift { get; init; }

    /// <summary>For a binary Y: weight of evidence ln[p(x|event)/p(x|non-event)]; null otherwise.</summary>
    public double? WeightOfEvidence { get; init; }

    /// <summary>√[(1/events − 1/all events) + (1/non-events − 1/all non-events)], smoothed counts where smoothing was needed.</summary>
    public double? WeightOfEvidenceError { get; init; }

    /// <summary>The level's term of the information value: [p(x|event) − p(x|non-event)] · WoE.</summary>
    public double? InformationValue { get; init; }
}
