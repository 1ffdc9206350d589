namespace Infometer;

/// <summary>What <see cref="SurrogateRule"/> makes of the evidence.</summary>
/// <param name="Nats">The number to report.</param>
/// <param name="Error">Its standard error.</param>
/// <param name="Limits">The limits that each leave a probability outside, bias included.</param>
/// <param name="Reservation">The most that the number may be called, and the reason.</param>
internal sealed record SurrogateConclusion(
    double Nats, double Error, Func<double, (double Low, double High)> Limits, Reservation Reservation)
{
    /// <summary>A number whose interval reaches beyond the scatter by what bias may do below and above.</summary>
    public static SurrogateConclusion Around(double nats, double error, double below, double above, Reservation reservation) => new(
        nats,
        error,
        tail => (nats - (Deviations(tail) * error) - below, nats + (Deviations(tail) * error) + above),
        reservation);

    /// <summary>How many standard deviations leave a probability outside on one side.</summary>
    public static double Deviations(double tail) => SpecialFunctions.NormalQuantile(1 - tail);
}
