using System.Collections.Immutable;

namespace Infometer.Tests;

/// <summary>Samples and plain twins for the tests of estimators by neighbours.</summary>
internal static class NeighborData
{
    /// <summary>n × d standard normal numbers.</summary>
    public static double[] Normals(int n, int d, ulong seed)
    {
        Rng rng = Rng.For(seed, "neighbour tests", d);
        double[] values = new double[n * d];
        for (int i = 0; i < values.Length; i++)
        {
            values[i] = rng.NextNormal();
        }

        return values;
    }

    /// <summary>Pairs of standard normal numbers with a correlation.</summary>
    public static (double[] X, double[] Y) Pairs(int n, double correlation, ulong seed)
    {
        double[] both = Normals(n, 2, seed);
        double[] x = both[..n];
        double rest = Math.Sqrt(1 - (correlation * correlation));
        double[] y = [.. Enumerable.Range(0, n).Select(i => (correlation * both[i]) + (rest * both[n + i]))];
        return (x, y);
    }

    public static Variable Numeric(double[] values, int dimension = 1, string name = "x") => Variable.Continuous(values, dimension, name);

    public static Variable Labels(IEnumerable<int> labels, string name = "y") => Variable.Discrete<int>(labels.ToArray(), name);

    public static InformationTerm Pair { get; } = new([VariableSet.Of(0), VariableSet.Of(1)]);

    public static InformationTerm PairGiven { get; } = new([VariableSet.Of(0), VariableSet.Of(1)], VariableSet.Of(2));

    public static InformationTerm Correlation(int m) => new([.. Enumerable.Range(0, m).Select(VariableSet.Of)]);

    public static TermEstimate Evaluate(this Estimator estimator, Term term, params Variable[] variables)
    {
        Sample sample = Sample.Align(variables);
        Xunit.Assert.True(estimator.Supports(term, [.. sample.Shapes]));
        return estimator.Evaluate(term, sample, RunContext.Default);
    }

    /// <summary>The mean over seeds.</summary>
    public static double MeanOver(int seeds, Func<ulong, double> value) => Enumerable.Range(1, seeds).Average(seed => value((ulong)seed));

    /// <summary>
    /// The distance of two rows in some variables, written down once more: infinite where a discrete one differs, else the largest over the
    /// numeric ones of their Chebyshev or Euclidean distances.
    /// </summary>
    public static double Distance(IReadOnlyList<Variable> variables, VariableSet set, int i, int j, bool isEuclidean = false)
    {
        double largest = 0;
        foreach (int v in set.Indices())
        {
            Variable variable = variables[v];
            if (variable.Codes is { } codes)
            {
                largest = codes[i] == codes[j] ? largest : double.PositiveInfinity;
                continue;
            }

            double[] differences =
            [
                .. Enumerable.Range(0, variable.Dimension).Select(c =>
                    Math.Abs(variable.Values.Span[(i * variable.Dimension) + c] - variable.Values.Span[(j * variable.Dimension) + c])),
            ];
            largest = Math.Max(largest, isEuclidean ? Math.Sqrt(differences.Sum(static x => x * x)) : differences.Max());
        }

        return largest;
    }

    /// <summary>The order of the rows changed alike in all variables.</summary>
    public static Variable[] Shuffled(ulong seed, params Variable[] variables)
    {
        int[] order = [.. Enumerable.Range(0, variables[0].Count)];
        Rng rng = Rng.For(seed, "order");
        rng.Shuffle<int>(order);
        return [.. variables.Select(v => v.Select(order))];
    }

    /// <summary>The value of a measure as a signed sum of entropies.</summary>
    public static double InEntropies(Estimator estimator, Term term, params Variable[] variables)
    {
        ImmutableArray<SignedTerm> terms = Decomposition.Of(term).InEntropies().Terms;
        return terms.Sum(t => t.Coefficient * estimator.Evaluate(t.Term, variables).Nats);
    }
}
