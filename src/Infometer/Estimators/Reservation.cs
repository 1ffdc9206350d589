namespace Infometer;

/// <summary>The most that a number may be called, and why.</summary>
/// <param name="AtMost">
/// <see cref="Verdict.Value"/> where nothing limits it and the note only tells what was checked; <see cref="Verdict.LowerBound"/> where the
/// truth may be higher; <see cref="Verdict.Unreliable"/> where it may be anywhere. Never <see cref="Verdict.NotDetected"/>, which is for a test to say.
/// </param>
/// <param name="Reason">The note that goes with it.</param>
internal sealed record Reservation(Verdict AtMost, Note Reason)
{
    /// <summary>The worst of the reservations about parts that are added up with weights above 0; null where no part has one.</summary>
    public static Reservation? Worst(IEnumerable<Reservation?> parts) => parts.OfType<Reservation>().MaxBy(r => r.AtMost);

    /// <summary>
    /// The reservation about a signed sum. What may be higher in a part that is taken away may be lower in the sum: then such parts leave it unreliable.
    /// </summary>
    public static Reservation? OfSum(IEnumerable<(double Coefficient, Reservation? Part)> terms)
    {
        (double Coefficient, Reservation? Part)[] all = [.. terms];
        Reservation? worst = Worst(all.Select(t => t.Part));
        return worst?.AtMost != Verdict.LowerBound || Array.TrueForAll(all, t => t.Coefficient > 0)
            ? worst
            : new Reservation(
                Verdict.Unreliable,
                worst.Reason with { Text = $"{worst.Reason.Text} What is left of a sum of unlike signs may then be too little or too much." });
    }
}
