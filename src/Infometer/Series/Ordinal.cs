using System.Globalization;

namespace Infometer;

/// <summary>
/// Counts ordinal patterns: each column of a numeric variable, its rows being times, becomes the sequence of orders of m successive
/// values τ rows apart, and the plug-in formulas are taken of how often patterns (of several columns: joint patterns) occur. The n
/// rows give n − (m − 1)τ patterns. Invariant under monotone maps of a column. O(n m²).
/// </summary>
/// <remarks>
/// Equal values count as rising in time. Rows must be consecutive times: patterns that span a gap are about the gap. Successive
/// patterns overlap, so that they are not independent even where values are; the standard error allows for that (Newey and West
/// 1987), the chance level of counts does not apply, and a null should shift a series, not permute it. Bandt and Pompe (2002),
/// Permutation entropy, Phys. Rev. Lett. 88.
/// </remarks>
public sealed record Ordinal : Estimator
{
    /// <summary>The descriptor of this estimator.</summary>
    public static EstimatorDescriptor Describe { get; } = new(
        "ordinal",
        "Ordinal patterns",
        "Counts which of successive values is the smallest, the next, …; for time series whose scale or trend is not to matter.",
        "Bandt and Pompe (2002), Permutation entropy: a natural complexity measure for time series.",
        static () => new Ordinal())
    {
        Kinds = Gaussian.s_numeric,
        FallsShort = "Order patterns keep only a part of what the numbers tell.",
        Options =
        [
            new OptionDescriptor(
                "order",
                "integer from 2 to 12",
                "3",
                "Number of values that a pattern orders, m.",
                static e => ((Ordinal)e).Order.ToString(CultureInfo.InvariantCulture),
                static (e, text) => (Ordinal)e with { Order = int.Parse(text, NumberStyles.None, CultureInfo.InvariantCulture) }),
            new OptionDescriptor(
                "delay",
                "integer ≥ 1",
                "1",
                "Rows between successive values of a pattern, τ.",
                static e => ((Ordinal)e).Delay.ToString(CultureInfo.InvariantCulture),
                static (e, text) => (Ordinal)e with { Delay = int.Parse(text, NumberStyles.None, CultureInfo.InvariantCulture) }),
        ],
    };

    /// <inheritdoc/>
    public override EstimatorDescriptor Descriptor => Describe;

    /// <summary>Number of values that a pattern orders, m, 2 to 12. Default 3. There are m! patterns: keep that well below n.</summary>
    public int Order
    {
        get;
        init
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(value, 2, nameof(Order));
            ArgumentOutOfRangeException.ThrowIfGreaterThan(value, OrdinalPatterns.MostOrder, nameof(Order));
            field = value;
        }
    } = 3;

    /// <summary>Rows between successive values of a pattern, τ ≥ 1. Default 1.</summary>
    public int Delay
    {
        get;
        init
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(value, 1, nameof(Delay));
            field = value;
        }
    } = 1;

    /// <inheritdoc/>
    public override bool Supports(Term term, ReadOnlySpan<VariableShape> shapes) => Gaussian.AreNumeric(term, shapes);

    /// <inheritdoc/>
    /// <exception cref="InvalidInputException">Fewer rows than one pattern spans.</exception>
    public override TermEstimate Evaluate(Term term, Sample sample, RunContext context)
    {
        ArgumentNullException.ThrowIfNull(term);
        ArgumentNullException.ThrowIfNull(sample);
        int count = OrdinalPatterns.CountOf(sample.Count, Order, Delay);
        if (count < 1)
        {
            throw new InvalidInputException(FormattableString.Invariant(
                $"'{Describe.Id}' with order={Order} and delay={Delay} spans {((Order - 1L) * Delay) + 1} rows, ")
                + FormattableString.Invariant($"and there are {sample.Count}; ")
                + "get more rows, or set a smaller order or delay.");
        }

        double[] locals = new double[count];
        foreach ((double sign, VariableSet set) in EntropiesOf(term))
        {
            AddSurprisals(set, sample, sign, locals);
        }

        return new TermEstimate(locals.Average()) { StandardError = SerialStandardError(locals, (Order - 1) * Delay) };
    }

    // H(S), and I(A₁;…;A_m|Z) = Σ H(AᵢZ) − H(A₁…A_mZ) − (m − 1) H(Z).
    private static IEnumerable<(double Sign, VariableSet Set)> EntropiesOf(Term term)
    {
        if (term is not InformationTerm information)
        {
            return [(1, term.Variables)];
        }

        return
        [
            .. information.Arguments.Select(a => (1.0, a | information.Condition)),
            (-1, information.Variables),
            (1 - information.Arguments.Length, information.Condition),
        ];
    }

    // Adds sign · ln(n/n_pattern) of the joint pattern of a set.
    private void AddSurprisals(VariableSet set, Sample sample, double sign, double[] locals)
    {
        Codes[] patterns = [.. set.Indices().SelectMany(i => PatternsOf(sample.Variables[i]))];
        if (patterns.Length == 0)
        {
            return;
        }

        int[] groups = CountingGroups.Of(patterns, out int groupCount);
        int[] counts = new int[groupCount];
        foreach (int group in groups)
        {
            counts[group]++;
        }

        for (int t = 0; t < locals.Length; t++)
        {
            locals[t] += sign * Math.Log((double)locals.Length / counts[groups[t]]);
        }
    }

    private IEnumerable<Codes> PatternsOf(Variable variable)
    {
        int levels = Enumerable.Range(1, Order).Aggregate(1, static (product, i) => product * i);
        foreach (double[] column in ColumnPreparation.Columns(variable, Standardization.None, noise: 0, seed: 0))
        {
            // Only patterns that occur get a number: 12! levels would be more than any table holds.
            int[] groups = CountingGroups.Of([Codes.Wrap(OrdinalPatterns.Codes(column, Order, Delay), levels)], out int occurring);
            yield return Codes.Wrap(groups, occurring);
        }
    }

    // √ of the long-run variance of the local values over their number, autocovariances weighted by 1 − l/(L + 1); patterns overlap
    // over `span` rows.
    private static double SerialStandardError(double[] locals, int span)
    {
        int n = locals.Length;
        double mean = locals.Average();
        int lags = Math.Min(n - 1, Math.Max(span, (int)(4 * Math.Pow(n / 100.0, 2.0 / 9))));
        double variance = 0;
        for (int lag = 0; lag <= lags; lag++)
        {
            double sum = 0;
            for (int t = lag; t < n; t++)
            {
                sum += (locals[t] - mean) * (locals[t - lag] - mean);
            }

            variance += sum / n * (lag == 0 ? 1 : 2 * (1 - (lag / (lags + 1.0))));
        }

        return Math.Sqrt(Math.Max(0, variance) / n);
    }
}
