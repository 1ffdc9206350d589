using System.Collections.Immutable;

namespace Infometer;

/// <summary>
/// The null that all variables are independent (given Z): every column but the first is permuted by itself, within the
/// levels of Z where there is one, and the sum of terms is taken anew.
/// </summary>
internal sealed class ColumnPermutationTest : INullTest
{
    // Cells that all draws together may permute: a few seconds.
    private const double DrawBudget = 3e8;

    private readonly int[][] _columns;
    private readonly int[][] _strata;
    private readonly int[] _levels;
    private readonly int _arguments;
    private readonly double _logTypes;
    private readonly double _share;
    private readonly Decomposition _inEntropies;

    /// <param name="question">The question, of three or more arguments.</param>
    /// <param name="component">The decompositions of the measure.</param>
    /// <param name="sum">The measure's value and moments.</param>
    /// <param name="capFactor">How many times what the arguments can share the measure can reach.</param>
    /// <param name="correlations">How many times the total correlation the measure can be at most.</param>
    public ColumnPermutationTest(
        Question question, ImmutableArray<Decomposition> component, EvaluatedSum sum, double capFactor, double correlations)
    {
        _arguments = question.ArgumentCount;
        _inEntropies = component[^1].InEntropies();
        IReadOnlyList<Variable> variables = question.Sample.Variables;
        _columns = [.. variables.Select(v => v.Codes!.ToArray())];
        _levels = [.. variables.Select(v => v.Codes!.LevelCount)];
        _strata = question.Condition.IsEmpty
            ? [[.. Enumerable.Range(0, question.Sample.Count)]]
            : [.. Enumerable.Range(0, question.Sample.Count).GroupBy(row => _columns[^1][row]).Select(g => g.ToArray())];
        EntropyCap = capFactor * question.SharedEntropyCap();
        Statistic = sum.Value;
        Mean = sum.Chance ?? 0;
        Variance = sum.SecondOrderVariance;
        Name = question.Condition.IsEmpty
            ? "columns permuted independently"
            : "columns permuted independently within the levels of Z";

        // The method of types over whole joint tables: at most n + 1 counts in every cell, and a table of total correlation t has
        // probability at most e^(−n·t) · Π of the Stirling factors of the margins.
        double n = question.Sample.Count;
        double cells = 1;
        LeastExpected = n;
        double stirling = 0;
        for (int i = 0; i < variables.Count; i++)
        {
            long[] margin = question.Sample.Joint.Marginal(VariableSet.Of(i)).Counts;
            cells *= margin.Length;
            LeastExpected *= margin.Min() / n;
            stirling += margin.Sum(c => 0.5 * Math.Log(2 * Math.PI * c) + (1.0 / (12 * c)));
        }

        _logTypes = (cells * Math.Log(n + 1)) + (stirling * _strata.Length);
        _share = n / correlations;
    }

    /// <inheritdoc/>
    public string Name { get; }

    /// <inheritdoc/>
    public long StreamKey => 0;

    /// <inheritdoc/>
    public double Statistic { get; }

    /// <inheritdoc/>
    public double Mean { get; }

    /// <inheritdoc/>
    public double Variance { get; }

    /// <inheritdoc/>
    public double EntropyCap { get; }

    /// <inheritdoc/>
    public double LeastExpected { get; }

    /// <inheritdoc/>
    public FittedTail? Tail => FittedTail.Gamma(Statistic, Mean, Variance, LeastExpected);

    /// <inheritdoc/>
    public int MostDraws => (int)Math.Clamp(DrawBudget / ((double)_columns.Length * _columns[0].Length), 199, 1_999);

    /// <inheritdoc/>
    public double? LogExactP => null;

    /// <inheritdoc/>
    public double LogBound => _logTypes - (_share * Statistic);

    /// <inheritdoc/>
    public INullSampler NewSampler() => new Sampler(this);

    private sealed class Sampler : INullSampler
    {
        private readonly ColumnPermutationTest _test;
        private readonly int[][] _permuted;
        private readonly Codes[] _codes;
        private readonly Plugin _plugin = new();

        public Sampler(ColumnPermutationTest test)
        {
            _test = test;
            _permuted = [.. test._columns.Select((c, j) => j == 0 || j >= test._arguments ? c : (int[])c.Clone())];
            _codes = [.. _permuted.Select((c, j) => Codes.Wrap(c, test._levels[j]))];
        }

        public void Reset()
        {
            for (int j = 1; j < _test._arguments; j++)
            {
                _test._columns[j].CopyTo(_permuted[j], 0);
            }
        }

        public double Next(ref Rng rng)
        {
            for (int j = 1; j < _test._arguments; j++)
            {
                foreach (int[] rows in _test._strata)
                {
                    Shuffle(_permuted[j], rows, ref rng);
                }
            }

            JointCounts joint = JointCounts.Count(_codes, new RunContext { MaxDegreeOfParallelism = 1 });
            double sum = 0;
            foreach ((double coefficient, Term term) in _test._inEntropies.Terms)
            {
                sum += coefficient * _plugin.Entropy(joint.Marginal(term.Variables).Counts, 0);
            }

            return sum;
        }

        private static void Shuffle(int[] column, int[] rows, ref Rng rng)
        {
            for (int i = rows.Length - 1; i > 0; i--)
            {
                int other = rng.NextInt(i + 1);
                (column[rows[i]], column[rows[other]]) = (column[rows[other]], column[rows[i]]);
            }
        }
    }
}
