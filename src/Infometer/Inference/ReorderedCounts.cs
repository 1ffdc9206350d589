namespace Infometer;

/// <summary>Counts whose null is drawn by reordering rows, where single rows are not exchangeable: series, and rows in groups.</summary>
internal static class ReorderedCounts
{
    /// <summary>I(X;Y|Z) with the mean, variance and p-value of a null in place of those of exchangeable rows.</summary>
    /// <param name="counted">What counting found.</param>
    /// <param name="shuffler">The null.</param>
    /// <param name="moved">The argument whose rows it moves, 0 or 1.</param>
    /// <param name="question">The question, of two arguments.</param>
    /// <param name="drawnMean">The mean of the values drawn, before they are scaled to the margins.</param>
    public static Evaluation Of(Evaluation counted, IRowShuffler shuffler, int moved, Question question, out double drawnMean)
    {
        OrderSequence orders = new(shuffler, question.Context.Seed);
        int count = Math.Min(orders.Count, question.Options.Permutations ?? DefaultDraws(question.Sample.Count));
        double[] draws = OrderDraws.Of(
            orders, 0, count, question.Sample, moved, () => new CountReorderer(question.Sample, 1 - moved, moved, question.Condition), question.Context);
        string name = $"{question.Sample.Variables[moved].Name}: {shuffler.Name}";
        drawnMean = draws.Average();
        double scale = ScaleToMargins(orders, counted.Test!, moved, question);
        draws = Array.ConvertAll(draws, d => d * scale);
        SeriesTest test = new(counted.Test!, name, draws);
        return WithTest(counted, test, Compare(test, draws, count == orders.Count, scale, question), question);
    }

    /// <summary>The same for a sum of terms of more than two arguments, of which all but the first are moved, each by itself.</summary>
    public static Evaluation Of(Evaluation counted, Decomposition sum, IRowShuffler shuffler, Question question)
    {
        int count = question.Options.Permutations ?? DefaultDraws(question.Sample.Count);
        double[] draws = NullPValue.DrawBatch(() => new SumSampler(sum.InEntropies(), shuffler, question), 0, 0, count, question.Context);
        SeriesTest test = new(counted.Test!, shuffler.Name, draws);
        return WithTest(counted, test, Compare(test, draws, false, 1, question), question);
    }

    private static Evaluation WithTest(Evaluation counted, SeriesTest test, NullPValue p, Question question)
    {
        if (!counted.IsInformation)
        {
            // A ratio is tested by the information in it, and is a number of its own.
            return counted with { Test = test, P = p };
        }

        double value = counted.PluginValue - test.Mean;
        return counted with
        {
            Value = question.Estimator is Plugin ? value : counted.Raw,
            Centres = [value],
            SecondOrderVariance = test.Variance,
            Sparsity = test.EntropyCap > 0 ? test.Mean / test.EntropyCap : 0,
            Test = test,
            P = p,
        };
    }

    // Moving X tears it from what is given. Where the two depend on each other, the moved one fills more cells and shows more by chance; the draws are
    // scaled by the ratio of the exact chance levels of both.
    private static double ScaleToMargins(OrderSequence orders, INullTest rows, int moved, Question question)
    {
        const int Looked = 16;
        if (question.Condition.IsEmpty || !(rows.Mean > 0))
        {
            return 1;
        }

        int count = Math.Min(Looked, orders.Count);
        int[] order = new int[question.Sample.Count];
        int[]?[] all = new int[]?[question.Sample.Variables.Count];
        all[moved] = order;
        double sum = 0;
        for (int number = 0; number < count; number++)
        {
            orders.Take(number, order);
            sum += new Plugin().Evaluate(TermMeasure.Pair(question.Condition), question.Sample.Reordered(all), question.Context).Chance!.Value;
        }

        return sum > 0 ? rows.Mean * count / sum : 1;
    }

    private static NullPValue Compare(SeriesTest test, double[] draws, bool areAll, double scale, Question question)
    {
        double slack = NullPValue.Slack(test.Statistic, question.Sample.Count);
        int reached = draws.Count(d => d >= test.Statistic - slack);
        string made = FormattableString.Invariant($"{(areAll ? "all " : "")}{draws.Length:N0} {(areAll ? "shifts" : "draws")}");
        string method = scale == 1
            ? $"{test.Name}: exact, {made}"
            : FormattableString.Invariant($"{test.Name}: {made}, times {scale:0.00} for the margins they change");
        return new NullPValue((reached + 1.0) / (draws.Length + 1), method, question.Options.KeepNull ? [.. draws] : []);
    }

    private static int DefaultDraws(int n)
    {
        const double RowBudget = 3e8;
        return (int)Math.Clamp(RowBudget / n, 199, 999);
    }

    private sealed class SumSampler : INullSampler
    {
        private readonly Decomposition _sum;
        private readonly IRowShuffler _shuffler;
        private readonly Question _question;
        private readonly int[] _order;
        private readonly Plugin _plugin = new();

        public SumSampler(Decomposition sum, IRowShuffler shuffler, Question question)
        {
            (_sum, _shuffler, _question) = (sum, shuffler, question);
            _order = new int[question.Sample.Count];
        }

        public void Reset()
        {
        }

        public double Next(ref Rng rng)
        {
            Codes[] codes = [.. _question.Sample.Variables.Select(v => v.Codes!)];
            for (int v = 1; v < _question.ArgumentCount; v++)
            {
                _shuffler.Draw(ref rng, _order);
                codes[v] = codes[v].Select(_order);
            }

            JointCounts joint = JointCounts.Count(codes, new RunContext { MaxDegreeOfParallelism = 1 });
            double sum = 0;
            foreach ((double coefficient, Term term) in _sum.Terms)
            {
                sum += coefficient * _plugin.Entropy(joint.Marginal(term.Variables).Counts, 0);
            }

            return sum;
        }
    }
}
