namespace Infometer;

/// <summary>
/// ARI = (S − E) / (M − E) with S = Σ C(n_ij, 2), A = Σ C(a_i, 2), B = Σ C(b_j, 2), E = AB / C(n, 2), M = (A + B) / 2
/// (Hubert and Arabie 1985). 0 in expectation for independent labelings, 1 for equal ones. Local values are its
/// influence function, so that it has the delta-method standard error.
/// </summary>
internal sealed class AdjustedRandIndexMeasure : Measure
{
    public AdjustedRandIndexMeasure() : base("ari", "adjusted Rand index", "ARI = (S − E) / ((A + B)/2 − E), pairs of rows together in both, in X, in Y")
    {
        IsRatio = true;
        IsNonNegative = false;
        IsZeroForConstants = true;
    }

    /// <inheritdoc/>
    internal override Evaluation Evaluate(Question question)
    {
        RequirePlugin(question);
        JointCounts joint = question.Sample.Joint;
        MarginalCounts x = joint.Marginal(VariableSet.Of(0));
        MarginalCounts y = joint.Marginal(VariableSet.Of(1));
        double n = joint.Total;
        double pairs = n * (n - 1) / 2;
        double both = Pairs(joint.Counts);
        double inX = Pairs(x.Counts);
        double inY = Pairs(y.Counts);
        double expected = inX * inY / pairs;
        double room = ((inX + inY) / 2) - expected;
        double value = (both - expected) / room;

        double[] locals = new double[joint.CellCount];
        for (int cell = 0; cell < locals.Length; cell++)
        {
            double byBoth = joint.Counts[cell];
            double byX = x.Counts[x.GroupOfCell[cell]];
            double byY = y.Counts[y.GroupOfCell[cell]];
            // Derivatives of C(c, 2) by c, taken as c.
            double byExpected = ((byX * inY) + (byY * inX) - (expected * n)) / pairs;
            double byRoom = ((byX + byY) / 2) - byExpected;
            locals[cell] = n * (byBoth - byExpected - (value * byRoom)) / room;
        }

        double chance = EvaluatedSum.Of(TermMeasure.PairComponents[0], new Plugin(), question).Chance ?? 0;
        double cap = question.SharedEntropyCap();
        return new Evaluation(value, value)
        {
            PluginValue = value,
            Centres = [value],
            FirstOrderVariance = DiscreteMoments.Variance(locals, joint.Counts) / n,
            SecondOrderVariance = NullVariance(x.Counts, y.Counts, room),
            Sparsity = cap > 0 ? chance / cap : 1,
            Ceiling = 1,
        };
    }

    // Var(S)/room² where X and Y are independent: pairs of rows share a cell nearly independently of each other, so Σ μ²/2 with μ = ab/n.
    private static double NullVariance(long[] x, long[] y, double room)
    {
        double n = x.Sum();
        double sum = 0;
        foreach (long a in x)
        {
            foreach (long b in y)
            {
                double mean = a * (double)b / n;
                sum += mean * mean / 2;
            }
        }

        return sum / (room * room);
    }

    private static double Pairs(ReadOnlySpan<long> counts)
    {
        double sum = 0;
        foreach (long count in counts)
        {
            sum += count * (count - 1.0) / 2;
        }

        return sum;
    }
}
