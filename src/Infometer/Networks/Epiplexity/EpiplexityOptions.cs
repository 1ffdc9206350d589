namespace Infometer;

/// <summary>How the final loss of a curve is chosen.</summary>
public sealed record EpiplexityOptions
{
    /// <summary>The defaults.</summary>
    public static EpiplexityOptions Default { get; } = new();

    /// <summary>
    /// The share of the tokens, the last ones, whose mean loss is the final loss; 0 for the last logged point alone. Default 0.05.
    /// </summary>
    public double Tail { get; init; } = 0.05;

    /// <summary>The final loss in nats per token, for instance measured on held-out data; null to take it from the curve. Default
    /// null.</summary>
    public double? FinalLoss { get; init; }

    internal void Check()
    {
        if (!(Tail is >= 0 and < 1) || FinalLoss is { } loss && !(loss >= 0 && double.IsFinite(loss)))
        {
            throw new InvalidInputException("The tail of a curve is a share from 0 to below 1, and a final loss a finite number from 0 on.");
        }
    }
}
