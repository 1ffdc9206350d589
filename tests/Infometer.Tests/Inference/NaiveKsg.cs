namespace Infometer.Tests;

/// <summary>KSG-1 written down from its formula, over all pairs of rows: a plain numeric estimator to test inference with.</summary>
internal sealed record NaiveKsg : Estimator
{
    public override EstimatorDescriptor Descriptor { get; } = new("naive-ksg", "KSG-1", "Test double.", "Kraskov et al. (2004)", () => new NaiveKsg())
    {
        Kinds = [VariableKind.Continuous],
    };

    public override bool Supports(Term term, ReadOnlySpan<VariableShape> shapes)
    {
        foreach (int index in term.Variables.Indices())
        {
            if (shapes[index].Kind != VariableKind.Continuous)
            {
                return false;
            }
        }

        return term is InformationTerm { Arguments.Length: 2, Condition.IsEmpty: true };
    }

    public override TermEstimate Evaluate(Term term, Sample sample, RunContext context)
    {
        const int K = 4;
        InformationTerm pair = (InformationTerm)term;
        Variable x = sample.Variables[pair.Arguments[0].Indices().Single()];
        Variable y = sample.Variables[pair.Arguments[1].Indices().Single()];
        int n = sample.Count;
        double[] locals = new double[n];
        int tied = 0;
        for (int i = 0; i < n; i++)
        {
            double[] dx = [.. Enumerable.Range(0, n).Where(j => j != i).Select(j => Distance(x, i, j))];
            double[] dy = [.. Enumerable.Range(0, n).Where(j => j != i).Select(j => Distance(y, i, j))];
            double radius = dx.Zip(dy, Math.Max).Order().ElementAt(K - 1);
            tied += radius == 0 ? 1 : 0;
            locals[i] = SpecialFunctions.Digamma(K) + SpecialFunctions.Digamma(n)
                - SpecialFunctions.Digamma(dx.Count(d => d < radius) + 1) - SpecialFunctions.Digamma(dy.Count(d => d < radius) + 1);
        }

        return new TermEstimate(locals.Average()) { Locals = locals, Neighbors = new NeighborDiagnostics(K, tied, x.Dimension + y.Dimension) };
    }

    private static double Distance(Variable v, int i, int j) =>
        Enumerable.Range(0, v.Dimension).Max(c => Math.Abs(v.Values.Span[(i * v.Dimension) + c] - v.Values.Span[(j * v.Dimension) + c]));
}
