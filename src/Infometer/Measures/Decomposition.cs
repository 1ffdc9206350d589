using System.Collections.Immutable;

namespace Infometer;

/// <summary>One way to write a quantity as a signed sum of terms. A measure lists several; the first that the estimator supports is used.</summary>
/// <param name="Terms">The terms of the sum.</param>
public sealed record Decomposition(ImmutableArray<SignedTerm> Terms)
{
    /// <summary>The sum of one term.</summary>
    public static Decomposition Of(Term term) => new([new SignedTerm(1, term)]);

    /// <summary>Whether the estimator supports every term.</summary>
    public bool IsSupportedBy(Estimator estimator, ReadOnlySpan<VariableShape> shapes)
    {
        ArgumentNullException.ThrowIfNull(estimator);
        foreach (SignedTerm term in Terms)
        {
            if (!estimator.Supports(term.Term, shapes))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>
    /// The same sum with every I(A₁;…;A_m|Z) written as Σ H(AᵢZ) − H(A₁…A_mZ) − (m − 1) H(Z) and equal entropies
    /// collected; what an estimator of entropies alone can evaluate.
    /// </summary>
    public Decomposition InEntropies()
    {
        Dictionary<VariableSet, double> coefficients = [];
        void Add(VariableSet set, double coefficient)
        {
            if (!set.IsEmpty)
            {
                coefficients[set] = coefficients.GetValueOrDefault(set) + coefficient;
            }
        }

        foreach ((double coefficient, Term term) in Terms)
        {
            if (term is EntropyTerm entropy)
            {
                Add(entropy.Set, coefficient);
            }
            else if (term is InformationTerm information)
            {
                foreach (VariableSet argument in information.Arguments)
                {
                    Add(argument | information.Condition, coefficient);
                }

                Add(information.Variables, -coefficient);
                Add(information.Condition, -coefficient * (information.Arguments.Length - 1));
            }
        }

        return new Decomposition([
            .. coefficients.Where(c => c.Value != 0)
                .OrderBy(c => c.Key.Bits)
                .Select(c => new SignedTerm(c.Value, new EntropyTerm(c.Key)))]);
    }

    /// <inheritdoc/>
    public override string ToString() => string.Join(' ', Terms);
}
