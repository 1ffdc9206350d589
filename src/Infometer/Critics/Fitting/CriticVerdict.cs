using System.Globalization;

namespace Infometer;

/// <summary>The most that a critic's number may be called, and why.</summary>
internal static class CriticVerdict
{
    // Below its ceiling by less, a value says more about the ceiling.
    private const double Room = 1;

    /// <summary>The reservation about a value.</summary>
    /// <param name="estimator">What was trained.</param>
    /// <param name="value">What the held-out rows gave, in nats.</param>
    /// <param name="alternatives">With how many rows each was compared.</param>
    /// <param name="rows">Rows of the smallest fold.</param>
    public static Reservation Of(ContrastiveEstimator estimator, double value, int alternatives, int rows)
    {
        string id = estimator.Descriptor.Id;
        if (estimator.Reach == CriticReach.Neither)
        {
            return new Reservation(Verdict.Unreliable, new Note(
                "no-bound",
                $"What '{id}' gives lies neither surely below nor surely above the information; dv, js or info-nce bound it from below."));
        }

        if (value < 0)
        {
            return new Reservation(Verdict.Unreliable, new Note(
                "critic-failed",
                $"On rows it has not seen the critic of '{id}' does worse than one that knows nothing, so its number says nothing of the amount; use info-nce, or get more rows."));
        }

        double own = estimator.CeilingOf(alternatives);
        double ceiling = Math.Min(own, Math.Log(rows));
        string limit = own < Math.Log(rows)
            ? FormattableString.Invariant($"'{id}' among {alternatives + 1:N0} candidates can show")
            : FormattableString.Invariant($"{rows:N0} held-out rows can vouch for, whatever the law,");
        string amount = (ceiling / Math.Log(2)).ToString("0.#", CultureInfo.InvariantCulture);
        return value > ceiling - Room
            ? new Reservation(Verdict.LowerBound, new Note(
                "near-ceiling",
                $"The most that {limit} is about {amount} bits, and the value is near or above that: the truth may be far higher. "
                    + "More rows raise it, and gaussian-copula has no such limit."))
            : new Reservation(Verdict.LowerBound, new Note(
                "critic-bound",
                "A critic that saw everything would give more: only the low end can be trusted. "
                    + $"The most that {limit} is about {amount} bits."));
    }
}
