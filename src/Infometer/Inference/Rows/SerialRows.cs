using System.Globalization;

namespace Infometer;

/// <summary>
/// Whether two of the variables both resemble their neighbours in the order of the rows, so that they look dependent although neither knows of the other:
/// each beyond what chance allows (<see cref="LeastChance"/>), and by a joint autocorrelation time that matters (<see cref="LeastTime"/>;
/// <see cref="SerialDependence.JointTime"/>). One such variable alone does no harm. Where the rows are sorted by a variable of the question, neighbours
/// resemble each other in all that depends on it, and nothing follows.
/// </summary>
/// <remarks>
/// <para>What follows: p by shifts in a circle by five autocorrelation times or more, the standard error times √τ, τ the autocorrelation time of the local
/// values; unreliable with fewer than <see cref="LeastIndependent"/> independent rows.</para>
/// <para>What cannot be told apart: a series, and a table that was sorted by something that is not in the question.</para>
/// </remarks>
internal sealed class SerialRows : IRowCheck
{
    /// <summary>Rows in random order resemble their neighbours as much with at most this probability.</summary>
    public const double LeastChance = 1e-4;

    /// <summary>
    /// Up to this autocorrelation time tests of exchangeable rows keep their level to within a few percent, where what is shared has few degrees of freedom ν.
    /// The mean of the value grows by (τ − 1) ν where it scatters by √(2ν), so that more of them notice less.
    /// </summary>
    public const double LeastTime = 1.2;

    /// <summary>With fewer independent rows no null was found to keep its level.</summary>
    public const double LeastIndependent = 20;

    // A shift by so many autocorrelation times leaves nothing of the alignment: research of nulls by simulation.
    private const double TimesShifted = 5;

    /// <inheritdoc/>
    public RowFinding? Look(Measure measure, Sample sample, int argumentCount)
    {
        RowSequence[] sequences = [.. sample.Variables.Select(RowSequence.Of)];
        if (Array.Exists(sequences, static s => s.IsSorted))
        {
            return null;
        }

        bool IsStriking(int i) => sequences[i].P <= LeastChance;
        (int X, int Y, double Time) longest = Longest(measure, sequences, argumentCount, IsStriking);
        double freedom = (double)sequences[longest.X].Freedom * sequences[longest.Y].Freedom;
        if ((longest.Time - 1) * Math.Sqrt(Math.Max(1, freedom / 2)) < LeastTime - 1)
        {
            return null;
        }

        longest.Time = RowSequence.LongestTime(sequences[longest.X], sequences[longest.Y]);
        return Finding(measure, sample, longest, isTaken: false);
    }

    /// <summary>What follows where the rows are taken for points of time, whether or not that shows.</summary>
    public static RowFinding Taken(Measure measure, Sample sample, int argumentCount)
    {
        RowSequence[] sequences = [.. sample.Variables.Take(argumentCount).Select(RowSequence.Of)];
        (int X, int Y, double Time) longest = Longest(measure, sequences, argumentCount, static _ => true);
        longest.Time = RowSequence.LongestTime(sequences[longest.X], sequences[longest.Y]);
        return Finding(measure, sample, longest, isTaken: true);
    }

    // Measures that compare variables look at pairs of them; entropies and divergences at each.
    private static (int X, int Y, double Time) Longest(Measure measure, RowSequence[] sequences, int argumentCount, Func<int, bool> isStriking)
    {
        bool isOfPairs = measure.MinArguments > 1 && measure is not DivergenceMeasure;
        int[] striking = [.. Enumerable.Range(0, argumentCount).Where(isStriking)];
        (int X, int Y, double Time) longest = (0, isOfPairs ? 1 : 0, 1);
        for (int i = 0; i < striking.Length; i++)
        {
            for (int j = isOfPairs ? i + 1 : i; j < (isOfPairs ? striking.Length : i + 1); j++)
            {
                double time = RowSequence.JointTime(sequences[striking[i]], sequences[striking[j]]);
                longest = time > longest.Time ? (striking[i], striking[j], time) : longest;
            }
        }

        return longest;
    }

    private static RowFinding Finding(Measure measure, Sample sample, (int X, int Y, double Time) longest, bool isTaken)
    {
        int n = sample.Count;
        string x = sample.Variables[longest.X].Name;
        string y = sample.Variables[longest.Y].Name;
        string who = longest.X == longest.Y ? $"in '{x}'" : $"in '{x}' and in '{y}'";
        string alike = string.Create(CultureInfo.InvariantCulture,
            $"Neighbouring rows resemble each other {who} for about {longest.Time:0.#} rows, so that {n:N0} of them are worth about {n / longest.Time:N0} independent ones");
        string sorted = isTaken ? "" : " If the rows were only sorted by something that is not asked about, say --rows exchangeable.";
        string test = measure.VanishesUnderIndependence && measure is not DivergenceMeasure ? "p comes from shifts in a circle, and the interval allows for it" : "the interval allows for it";
        return new RowFinding(new Note("serial", $"{alike}; {test}. For series ask te or lagged-mi, or take differences.{sorted}"))
        {
            Obstacle = n / longest.Time < LeastIndependent
                ? new Note("few-independent-rows", $"{alike}, too few to tell anything from chance: record longer, or take differences where a series wanders.{sorted}")
                : measure is DivergenceMeasure { VanishesUnderIndependence: true }
                    ? new Note("serial", $"{alike}, and the test of '{measure.Id}', which exchanges values within rows, takes rows for independent: take rows further apart.{sorted}")
                    : null,
            Shuffler = n < 4 ? null : new CircularShift(n, (int)Math.Clamp(Math.Ceiling(TimesShifted * longest.Time), 1, n / 4)),
            Inflation = static locals => RowSequence.Time(locals),
            UsualInflation = longest.Time,
        };
    }
}
