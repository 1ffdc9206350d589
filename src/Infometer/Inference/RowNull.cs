using System.Collections.Immutable;

namespace Infometer;

/// <summary>
/// The null of a measure of numeric variables: the rows of all arguments but the first are reordered, and the sum is evaluated again.
/// Draws come in batches. Few draws are enough where the value lies far from or well inside them: the tail beyond is Student's t with the mean and
/// scatter of the draws, the value being a mean of many rows. Near the decision more draws are made, and they decide.
/// </summary>
/// <param name="P">The p-value; never 0.</param>
/// <param name="Method">The null and how p was found.</param>
/// <param name="Mean">The mean of the draws.</param>
/// <param name="Deviation">Their standard deviation.</param>
/// <param name="Draws">The values drawn.</param>
internal sealed record RowNull(double P, string Method, double Mean, double Deviation, ImmutableArray<double> Draws)
{
    private const int FirstDraws = 39;
    private const int MaxDraws = 999;

    // Shifts of neighbouring lengths say much the same.
    private const int ShiftDraws = 399;

    // Fewer rows have too few orders, and values too uneven, for a law of means: draws alone decide.
    private const int LeastRowsForTail = 50;

    // Between these more draws are worth their time.
    private const double SureBelow = 0.005;
    private const double SureAbove = 0.25;

    /// <summary>Draws reorderings of the rows and compares.</summary>
    /// <param name="sum">The value of the data and how it was evaluated.</param>
    /// <param name="question">What was asked.</param>
    /// <param name="shuffler">What may be exchanged with what under the null.</param>
    public static RowNull Of(RowSum sum, Question question, IRowShuffler shuffler)
    {
        return shuffler is not IFiniteRowShuffler
            ? Of(sum.Value, question, new WholeNull(shuffler.Name, () => new Sampler(sum, question, shuffler)))
            : question.ArgumentCount > 2
                ? Of(sum.Value, question, shuffler.Name, null, sum.Neighbors is not null, MostDraws(question.Sample), (start, count) =>
                    NullPValue.DrawBatch(() => new Sampler(sum, question, shuffler), 0, start, count, question.Context))
                : Of(sum, question, shuffler, 1);
    }

    /// <summary>Draws orders of one variable's rows and compares.</summary>
    public static RowNull Of(RowSum sum, Question question, IRowShuffler shuffler, int moved)
    {
        OrderSequence orders = new(shuffler, question.Context.Seed);
        int? count = shuffler is IFiniteRowShuffler ? orders.Count : null;
        return Of(sum.Value, question, shuffler.Name, count, sum.Neighbors is not null, MostDraws(question.Sample), (start, drawn) =>
            OrderDraws.Of(orders, start, drawn, question.Sample, moved, () => new SumReorderer(sum, question), question.Context));
    }

    /// <summary>Draws shifts of an estimator's own test and compares. The largest of several statistics has no law that a tail could be taken from.</summary>
    public static RowNull Of(OwnTest test, CircularShift shift, Func<TermReorderer> newReorderer, Question question)
    {
        OrderSequence orders = new(shift, question.Context.Seed);
        return Of(test.Statistic, question, $"{shift.Name}, the largest of several statistics", orders.Count, false, ShiftDraws, (start, count) =>
            OrderDraws.Of(orders, start, count, shift.Rows, 2, 1, newReorderer, question.Context));
    }

    /// <summary>Draws from a null and compares.</summary>
    public static RowNull Of(double statistic, Question question, WholeNull test) =>
        Of(statistic, question, test.Name, null, true, test.IsCheap ? MaxDraws : MostDraws(question.Sample), (start, count) => NullPValue.DrawBatch(test.NewSampler, 0, start, count, question.Context));

    /// <summary>Draws from the nulls of all folds and takes the least p-value times their number. Says nothing of a mean or scatter of the value.</summary>
    public static RowNull Of(Question question, HeldOutNull heldOut)
    {
        int folds = heldOut.Folds.Length;
        bool hasTail = question.Sample.Count / folds >= LeastRowsForTail;

        // So many draws a fold that the least p-value that there can be is that of the draws asked for.
        EstimateOptions options = question.Options;
        Question each = options.Permutations is { } wanted
            ? question with { Options = options with { Permutations = ((wanted + 1) * folds) - 1 } }
            : question;
        RowNull[] drawn =
        [
            .. heldOut.Folds.Select(fold => Of(
                fold.Value, each, heldOut.Name, null, hasTail, fold.Null.IsCheap ? MaxDraws : MostDraws(question.Sample), (start, count) =>
                    NullPValue.DrawBatch(fold.Null.NewSampler, 0, start, count, question.Context), folds)),
        ];
        RowNull least = drawn.MinBy(d => d.P)!;
        int common = Math.Min(options.Permutations ?? int.MaxValue, drawn.Min(d => d.Draws.Length));
        return new RowNull(
            Math.Min(1, folds * least.P),
            FormattableString.Invariant($"{least.Method}, the least of {folds} folds times {folds}"),
            0,
            0,
            [.. Enumerable.Range(0, common).Select(i => drawn.Sum(d => d.Draws[i]))]);
    }

    // Where the null has only so many orders, all of them are the exact answer. Student's t does not fit what shifts do to estimators without neighbours:
    // their values are squares, skewed the more the fewer independent rows there are; but their draws are cheap. One of several tests, the least of which
    // counts, is sure only so much further out, and draws as much more before it first looks.
    private static RowNull Of(
        double statistic, Question question, string name, int? orders, bool hasTail, int mostDraws, Func<int, int, double[]> draw, int tests = 1)
    {
        hasTail &= question.Sample.Count >= LeastRowsForTail;
        int? wanted = question.Options.Permutations;
        int most = Math.Min(wanted ?? mostDraws, orders ?? int.MaxValue);
        List<double> draws = [];
        double slack = NullPValue.Slack(statistic, question.Sample.Count);
        int reached = 0;
        while (draws.Count < most)
        {
            int count = Math.Min(most - draws.Count, wanted ?? Math.Max(((FirstDraws + 1) * tests) - 1, draws.Count));
            foreach (double value in draw(draws.Count, count))
            {
                draws.Add(value);
                reached += value >= statistic - slack ? 1 : 0;
            }

            question.Context.Progress?.Report(new RunProgress("drawing from the null", draws.Count, most));
            if (wanted is null && (reached >= NullPValue.Exceedances || (hasTail && IsSure(Tail(statistic, draws).P, tests))))
            {
                break;
            }
        }

        (double p, double mean, double deviation) = Tail(statistic, draws);
        double counted = (reached + 1.0) / (draws.Count + 1);
        bool isCounted = wanted is not null || !hasTail || draws.Count == orders || reached >= NullPValue.TrustedExceedances || !(deviation > 0);
        string method = isCounted
            ? FormattableString.Invariant($"{name}: exact, {draws.Count:N0} draws")
            : FormattableString.Invariant($"{name}: Student's t tail with the mean and scatter of {draws.Count:N0} draws");
        return new RowNull(isCounted ? counted : Math.Max(p, double.Epsilon), method, mean, deviation, [.. draws]);
    }

    private static bool IsSure(double p, int tests) => p < SureBelow / tests || p > SureAbove;

    // The work of a draw grows with the rows and, by neighbours, steeply with the dimension.
    private static int MostDraws(Sample sample)
    {
        const double Budget = 5e8;
        int dimension = Math.Min(20, sample.Shapes.Sum(s => s.Dimension));
        double n = sample.Count;
        return (int)Math.Clamp(Budget / (n * Math.Min(n, 32 * Math.Pow(2, dimension))), FirstDraws, MaxDraws);
    }

    // P(T ≥ t) of Student's t with B − 1 degrees of freedom for one more draw.
    private static (double P, double Mean, double Deviation) Tail(double value, List<double> draws)
    {
        double mean = draws.Average();
        double freedom = draws.Count - 1;
        double deviation = Math.Sqrt(draws.Sum(d => (d - mean) * (d - mean)) / Math.Max(1, freedom));
        if (!(deviation > 0) || freedom < 1)
        {
            return (double.NaN, mean, deviation);
        }

        double t = (value - mean) / (deviation * Math.Sqrt(1 + (1.0 / draws.Count)));
        double half = 0.5 * SpecialFunctions.BetaRegularized(freedom / 2, 0.5, freedom / (freedom + (t * t)));
        return (t > 0 ? half : 1 - half, mean, deviation);
    }

    private sealed class SumReorderer : TermReorderer
    {
        private readonly RowSum _sum;
        private readonly TermReorderer[] _reorderers;

        public SumReorderer(RowSum sum, Question question)
        {
            _sum = sum;
            RunContext alone = question.Context with { MaxDegreeOfParallelism = 1, Progress = null };
            _reorderers = [.. sum.Terms.Select(t => sum.Estimator.Reorder(t.Term, question.Sample, alone))];
        }

        public override double Evaluate(IReadOnlyList<int[]?> orders)
        {
            double value = 0;
            for (int t = 0; t < _reorderers.Length; t++)
            {
                value += _sum.Terms[t].Coefficient * _reorderers[t].Evaluate(orders);
            }

            return value;
        }
    }

    private sealed class Sampler : INullSampler
    {
        private readonly IRowShuffler _shuffler;
        private readonly SumReorderer _reorderer;
        private readonly int[]?[] _orders;

        public Sampler(RowSum sum, Question question, IRowShuffler shuffler)
        {
            _shuffler = shuffler;
            _reorderer = new SumReorderer(sum, question);
            _orders = new int[]?[question.Sample.Variables.Count];
            for (int v = 1; v < question.ArgumentCount; v++)
            {
                _orders[v] = new int[question.Sample.Count];
            }
        }

        public void Reset()
        {
        }

        public double Next(ref Rng rng)
        {
            foreach (int[]? order in _orders)
            {
                if (order is not null)
                {
                    _shuffler.Draw(ref rng, order);
                }
            }

            return _reorderer.Evaluate(_orders);
        }
    }
}
