using System.Collections.Immutable;

namespace Infometer;

/// <summary>
/// The null that all variables are independent (given Z): every column but the first is permuted by itself, within the
/// levels of Z where there is one, and the sum of terms is taken anew.
/// </summary>
internal sealed class ColumnPermutationTest : INullTest
{
    private readonly int[][] _columns;
    private readonly int[][] _strata;
    private readonly Question _question;
    private readonly Decomposition _inEntropies;

    public ColumnPermutationTest(Question question, ImmutableArray<Decomposition> component, EvaluatedSum sum, double capFactor)
    {
        _question = question;
        _inEntropies = component[^1].InEntropies();
        IReadOnlyList<Variable> variables = question.Sample.Variables;
        _columns = [.. variables.Select(v => v.Codes!.ToArray())];
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
    }

    /// <inheritdoc/>
    public string Name { get; }

    /// <inheritdoc/>
    public double Statistic { get; }

    /// <inheritdoc/>
    public double Mean { get; }

    /// <inheritdoc/>
    public double Variance { get; }

    /// <inheritdoc/>
    public double EntropyCap { get; }

    /// <inheritdoc/>
    public INullSampler NewSampler() => new Sampler(this);

    private double Draw(ref Rng rng)
    {
        int m = _question.ArgumentCount;
        int[][] permuted = [_columns[0], .. _columns[1..m].Select(c => (int[])c.Clone()), .. _columns[m..]];
        for (int j = 1; j < m; j++)
        {
            foreach (int[] rows in _strata)
            {
                for (int i = rows.Length - 1; i > 0; i--)
                {
                    int other = rng.NextInt(i + 1);
                    (permuted[j][rows[i]], permuted[j][rows[other]]) = (permuted[j][rows[other]], permuted[j][rows[i]]);
                }
            }
        }

        IReadOnlyList<Variable> variables = _question.Sample.Variables;
        JointCounts joint = JointCounts.Count([.. permuted.Select((c, j) => Codes.Create(c, variables[j].Codes!.LevelCount))]);
        Plugin plugin = new();
        double sum = 0;
        foreach ((double coefficient, Term term) in _inEntropies.Terms)
        {
            sum += coefficient * plugin.Entropy(joint.Marginal(term.Variables).Counts, 0);
        }

        return sum;
    }

    private sealed class Sampler(ColumnPermutationTest test) : INullSampler
    {
        public void Reset()
        {
        }

        public double Next(ref Rng rng) => test.Draw(ref rng);
    }
}
