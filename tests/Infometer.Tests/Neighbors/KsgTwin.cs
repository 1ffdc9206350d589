namespace Infometer.Tests;

/// <summary>The formulas of <see cref="Ksg"/> over all pairs of rows, as they are written in the papers.</summary>
internal static class KsgTwin
{
    public static double[] Locals(Ksg estimator, InformationTerm term, Sample sample)
    {
        VariableSet[] parts = term.Condition.IsEmpty ? [.. term.Arguments] : [.. term.Arguments, term.Condition];
        int m = term.Arguments.Length;
        int k = estimator.Neighbors;
        double Distance(int part, int i, int j) =>
            parts[part].Indices().Max(v => VariableDistance(estimator.Norm, sample.Variables[v], i, j));
        double[] locals = new double[sample.Count];
        for (int i = 0; i < locals.Length; i++)
        {
            int[] others = [.. Enumerable.Range(0, sample.Count).Where(j => Math.Abs(i - j) > sample.TheilerWindow)];
            double[][] distances = [.. Enumerable.Range(0, parts.Length).Select(p => Array.ConvertAll(others, j => Distance(p, i, j)))];
            int[] near = [.. Enumerable.Range(0, others.Length).OrderBy(o => distances.Max(d => d[o])).Take(k)];
            double radius = distances.Max(d => d[near[^1]]);
            double[] widths = [.. distances.Select(d => near.Max(o => d[o]))];
            int Count(params int[] margin) => Enumerable.Range(0, others.Length).Count(o => Array.TrueForAll(
                margin, p => estimator.Algorithm == KsgAlgorithm.One ? distances[p][o] < radius : distances[p][o] <= widths[p]));
            int[] counts = [.. Enumerable.Range(0, m).Select(j => term.Condition.IsEmpty ? Count(j) : Count(j, m))];
            locals[i] = (estimator.Algorithm, term.Condition.IsEmpty) switch
            {
                (KsgAlgorithm.One, true) => Psi(k) + ((m - 1) * Psi(others.Length + 1)) - counts.Sum(c => Psi(c + 1)),
                (KsgAlgorithm.Two, true) => Psi(k) - ((m - 1.0) / k) + ((m - 1) * Psi(others.Length + 1)) - counts.Sum(Psi),
                (KsgAlgorithm.One, false) => Psi(k) - counts.Sum(c => Psi(c + 1)) + ((m - 1) * Psi(Count(m) + 1)),
                _ => Psi(k) - ((double)m / k) + counts.Sum(c => (1.0 / c) - Psi(c)) + ((m - 1) * Psi(Count(m))),
            };
        }

        return locals;
    }

    private static double Psi(int k) => SpecialFunctions.Digamma(k);

    private static double VariableDistance(NeighborNorm norm, Variable variable, int i, int j)
    {
        int d = variable.Dimension;
        double[] differences =
            [.. Enumerable.Range(0, d).Select(c => Math.Abs(variable.Values.Span[(i * d) + c] - variable.Values.Span[(j * d) + c]))];
        return norm == NeighborNorm.Chebyshev || d == 1 ? differences.Max() : Math.Sqrt(differences.Sum(x => x * x));
    }
}
