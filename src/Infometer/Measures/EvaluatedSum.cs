using System.Collections.Immutable;

namespace Infometer;

/// <summary>A signed sum of terms as one estimator evaluated it, with what inference needs of it.</summary>
/// <param name="Value">The sum in nats.</param>
/// <param name="Locals">The summed local values per unit of the sample; zeros where the estimator has none.</param>
/// <param name="Chance">The mean of the sum under independence; null unless every term has one.</param>
/// <param name="ChanceAtStake">The same with all coefficients positive: how much chance there is to take away.</param>
/// <param name="JackknifeBias">The summed jackknife bias.</param>
/// <param name="SecondOrderVariance">The summed second-order variances, coefficients squared.</param>
internal sealed record EvaluatedSum(double Value, double[] Locals, double? Chance, double? ChanceAtStake, double JackknifeBias, double SecondOrderVariance)
{
    /// <summary>Evaluates the first decomposition that the estimator supports, in entropies if it supports none.</summary>
    public static EvaluatedSum Of(ImmutableArray<Decomposition> decompositions, Estimator estimator, Question question)
    {
        VariableShape[] shapes = [.. question.Sample.Shapes];
        Decomposition decomposition =
            decompositions.FirstOrDefault(d => d.IsSupportedBy(estimator, shapes)) ?? decompositions[^1].InEntropies();
        double value = 0;
        double? chance = 0;
        double? atStake = 0;
        double jackknife = 0;
        double variance = 0;
        double[] locals = new double[question.Sample.Joint.CellCount];
        foreach ((double coefficient, Term term) in decomposition.Terms)
        {
            question.Context.Cancellation.ThrowIfCancellationRequested();
            TermEstimate estimate = estimator.Evaluate(term, question.Sample, question.Context);
            value += coefficient * estimate.Nats;
            chance += coefficient * estimate.Chance;
            atStake += Math.Abs(coefficient) * estimate.Chance;
            jackknife += coefficient * estimate.JackknifeBias;
            variance += coefficient * coefficient * estimate.SecondOrderVariance;
            ReadOnlySpan<double> termLocals = estimate.Locals.Span;
            for (int cell = 0; cell < termLocals.Length; cell++)
            {
                locals[cell] += coefficient * termLocals[cell];
            }
        }

        return new EvaluatedSum(value, locals, chance, atStake, jackknife, variance);
    }
}
