namespace Infometer;

/// <summary>
/// Chatterjee's rank correlation ξ(X,Y): with the rows in order of X and r the ranks of Y, ξ = 1 − 3 Σ |r_{i+1} − r_i|/(n² − 1), or with
/// ties 1 − n Σ |r_{i+1} − r_i|/(2 Σ l_i(n − l_i)), l_i the number of Y values at or above. In the population 0 if and only if X and Y are
/// independent, 1 if and only if Y is a function of X: it looks in one direction. Unchanged by monotone increasing maps of X or Y.
/// </summary>
/// <remarks>
/// Chatterjee (2021), A new coefficient of correlation, JASA 116. p: normal with the exact mean and variance of ξ over all orders of Y,
/// ties included, which tends to Chatterjee's law √n ξ → N(0, 2/5) and to its form with ties. Standard error after Lin and Han (2022),
/// Limit theorems of Chatterjee's rank correlation. Ties of X are broken at random by the seed. Cost O(n log n).
/// </remarks>
public sealed record ChatterjeeXi : DependenceMeasure
{
    /// <summary>The descriptor of this measure.</summary>
    public static DependenceDescriptor Describe { get; } = new(
        "xi",
        "Chatterjee's ξ",
        "How nearly Y is a function of X, of any form, oscillating ones too; cheap, with a law for p; weak for noisy smooth dependence.",
        "Chatterjee (2021), A new coefficient of correlation.",
        static () => new ChatterjeeXi())
    {
        Variables = "numbers, one column each",
        Options =
        [
            new DependenceOption(
                "symmetric",
                "true|false",
                "false",
                "Takes the larger of ξ(X,Y) and ξ(Y,X).",
                static m => ((ChatterjeeXi)m).Symmetric ? "true" : "false",
                static (m, text) => (ChatterjeeXi)m with { Symmetric = bool.Parse(text) }),
        ],
    };

    /// <inheritdoc/>
    public override DependenceDescriptor Descriptor => Describe;

    /// <inheritdoc/>
    public override string Formula => Symmetric
        ? "max(ξ(X,Y), ξ(Y,X))"
        : "ξ = 1 − n Σ |r(i+1) − r(i)| / (2 Σ l(i)(n − l(i))), rows in order of X, ranks of Y";

    /// <summary>Whether the value is the larger of ξ(X,Y) and ξ(Y,X). Default false: ξ(X,Y), how nearly Y is a function of X.</summary>
    public bool Symmetric { get; init; }

    private protected override int LeastRows => 4;

    private protected override void CheckKinds(Variable x, Variable y)
    {
        RequireNumbers(x);
        RequireNumbers(y);
    }

    private protected override DependenceFinding Evaluate(Sample sample, EstimateOptions options, RunContext context)
    {
        double[] x = sample.Variables[0].Values.ToArray();
        double[] y = sample.Variables[1].Values.ToArray();
        XiStatistic forward = new(x, y, Rng.For(context.Seed, "xi ties", 0));
        List<Note> notes = [];
        NoteTies(sample.Variables[0], forward, notes);
        if (!Symmetric)
        {
            return new DependenceFinding(forward.Value)
            {
                StandardError = forward.StandardError(),
                Limits = Limits(forward),
                Analytic = (PValue(forward), "Y permuted against X: normal law with the mean and variance of all permutations"),
                Test = new PermutationTest(forward.Value, x.Length, 8.0 * x.Length, () => forward.Permuted),
                Details = [("xi-largest", forward.Ceiling)],
                Notes = notes,
            };
        }

        XiStatistic back = new(y, x, Rng.For(context.Seed, "xi ties", 1));
        NoteTies(sample.Variables[1], back, notes);
        Func<double, (double Low, double High)> limits = Limits(forward);
        Func<double, (double Low, double High)> limitsBack = Limits(back);
        return new DependenceFinding(Math.Max(forward.Value, back.Value))
        {
            StandardError = (forward.Value >= back.Value ? forward : back).StandardError(),
            Limits = tail =>
            {
                // Two intervals that may each fail with half the probability.
                (double low, double high) = limits(tail / 2);
                (double lowBack, double highBack) = limitsBack(tail / 2);
                return (Math.Max(low, lowBack), Math.Max(high, highBack));
            },
            Analytic = (
                Math.Min(1, 2 * Math.Min(PValue(forward), PValue(back))),
                "Y permuted against X: twice the smaller p of both directions, by their normal laws"),
            Test = new PermutationTest(Math.Max(forward.Value, back.Value), x.Length, 24.0 * x.Length, () =>
            {
                int[] inverse = new int[x.Length];
                return order =>
                {
                    for (int i = 0; i < inverse.Length; i++)
                    {
                        inverse[order[i]] = i;
                    }

                    return Math.Max(forward.Permuted(order), back.Permuted(inverse));
                };
            }),
            Details = [("xi-x-to-y", forward.Value), ("xi-y-to-x", back.Value)],
            Notes = notes,
        };
    }

    private static void NoteTies(Variable variable, XiStatistic xi, List<Note> notes)
    {
        if (xi.TiedX > 0)
        {
            notes.Add(new Note("ties-broken", FormattableString.Invariant(
                $"{xi.TiedX:N0} rows share their value of '{variable.Name}' with another; they were put in random order, ")
                + "so another --seed gives another value."));
        }
    }

    // About the value as a share of the largest that n rows allow; the high end also allows for what neighbours in X miss.
    private static Func<double, (double Low, double High)> Limits(XiStatistic xi)
    {
        double error = xi.StandardError();
        double shortfall = xi.Shortfall();
        return tail =>
        {
            double reach = SpecialFunctions.NormalQuantile(1 - tail) * error;
            return ((xi.Value - reach) / xi.Ceiling, Math.Min(1, (xi.Value + shortfall + reach) / xi.Ceiling));
        };
    }

    private static double PValue(XiStatistic xi) => SpecialFunctions.NormalCdf((xi.Mean - xi.Value) / Math.Sqrt(xi.Variance));
}
