namespace Infometer;

/// <summary>
/// An index that reads like shared information came out below 0. It is no mutual information, and nothing keeps it from that: rows of one class are then
/// more spread out than rows drawn from all (DSMI), or the order is one for which the sum rule fails.
/// </summary>
/// <param name="Symbol">The index.</param>
/// <param name="Nats">Its value.</param>
public sealed record NegativeAmountAlarm(string Symbol, double Nats) : RepresentationAlarm
{
    /// <inheritdoc/>
    public override string Code => "negative-index";

    /// <inheritdoc/>
    public override string Text => FormattableString.Invariant(
        $"{Symbol} is below 0 ({Nats:G3} nats), which no mutual information can be: read it as nothing found at this width and order, and look at other widths.");
}
