namespace Infometer;

/// <summary>How attention is read and judged.</summary>
public sealed record AttentionOptions
{
    /// <summary>The defaults.</summary>
    public static AttentionOptions Default { get; } = new();

    /// <summary>Whether arrays hold scores before the softmax instead of weights; −∞ is a weight of 0. Default false.</summary>
    public bool AreLogits { get; init; }

    /// <summary>Whether token i attends to tokens up to i alone. Default null: layer by layer, where no weight lies on a later
    /// token.</summary>
    public bool? IsCausal { get; init; }

    /// <summary>Heads of at most this share of the maximal entropy are collapsed. Default 0.05.</summary>
    public double CollapseBelow { get; init; } = 0.05;

    /// <summary>Heads of at least this share of the maximal entropy are overloaded. Default 0.75.</summary>
    public double OverloadAbove { get; init; } = 0.75;

    internal void Check()
    {
        if (!(CollapseBelow >= 0 && CollapseBelow < OverloadAbove && OverloadAbove <= 1))
        {
            throw new InvalidInputException(FormattableString.Invariant(
                $"Heads collapse below {CollapseBelow} and are overloaded above {OverloadAbove} of the maximal entropy: these must be shares from 0 to 1, the first the smaller one."));
        }
    }
}
