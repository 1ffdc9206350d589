namespace Infometer;

/// <summary>What a log's columns (or keys, or tags) are called, and what they mean.</summary>
public sealed record LossCurveOptions
{
    /// <summary>The column of steps. Default <c>step</c>. Event files of TensorBoard have steps of their own.</summary>
    public string Step { get; init; } = "step";

    /// <summary>The column of the training loss per token. Default <c>loss</c>.</summary>
    public string Loss { get; init; } = "loss";

    /// <summary>The column of the tokens seen so far; null where <see cref="TokensPerStep"/> says it. Default null.</summary>
    public string? Tokens { get; init; }

    /// <summary>Tokens per step; null where <see cref="Tokens"/> names a column. Default null.</summary>
    public double? TokensPerStep { get; init; }

    /// <summary>Whether losses are in bits per token instead of nats. Default false.</summary>
    public bool IsInBits { get; init; }

    internal void Check()
    {
        if (Tokens is null == TokensPerStep is null)
        {
            throw new InvalidInputException(
                "Say either how many tokens a step has (batch × sequence length: --tokens-per-step), or which column counts the tokens seen (--tokens).");
        }

        if (TokensPerStep is { } tokens && !(tokens > 0 && double.IsFinite(tokens)))
        {
            throw new InvalidInputException(FormattableString.Invariant($"A step cannot have {tokens} tokens; it must be a number above 0."));
        }
    }
}
