namespace Infometer;

/// <summary>How a <see cref="ReusableHoldout"/> is made. What is null is decided by the number of rows held out.</summary>
public sealed record HoldoutOptions
{
    /// <summary>Answers from the holdout where nothing else is asked for: enough for up to 1,450 questions, see docs/holdout.md.</summary>
    public const int DefaultBudget = 200;

    /// <summary>The defaults.</summary>
    public static HoldoutOptions Default { get; } = new();

    /// <summary>The share of the rows with a known target that is held out. Default 0.5.</summary>
    public double Share { get; init; } = 0.5;

    /// <summary>
    /// How far training rows and holdout may be apart, as a share of the range of a query, before the holdout answers. Default null:
    /// 4/√n, n the rows held out.
    /// </summary>
    public double? Threshold { get; init; }

    /// <summary>The scale of the Laplace noise, as a share of the range of a query. Default null: 1/√n, n the rows held out.</summary>
    public double? Noise { get; init; }

    /// <summary>How many answers may come from the holdout before it is silent. Default <see cref="DefaultBudget"/>.</summary>
    public int Budget { get; init; } = DefaultBudget;

    /// <summary>The seed of the split and of the noise: the holdout's own, whatever seed a ranking has. Default 0.</summary>
    public ulong Seed { get; init; }

    /// <summary>Throws where a value is out of range.</summary>
    internal void Check()
    {
        if (!(Share is > 0 and < 1))
        {
            throw new InvalidInputException(FormattableString.Invariant($"The share of rows held out must lie between 0 and 1, not {Share}."));
        }

        if (Threshold is { } threshold && !(threshold > 0 && double.IsFinite(threshold)))
        {
            throw new InvalidInputException(FormattableString.Invariant($"The holdout's threshold must be a number above 0, not {threshold}."));
        }

        if (Noise is { } noise && !(noise > 0 && double.IsFinite(noise)))
        {
            throw new InvalidInputException(FormattableString.Invariant($"The holdout's noise must be a number above 0, not {noise}."));
        }

        if (Budget < 1)
        {
            throw new InvalidInputException(FormattableString.Invariant($"The holdout's budget must be at least 1, not {Budget}."));
        }
    }
}
