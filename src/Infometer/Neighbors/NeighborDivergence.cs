namespace Infometer;

/// <summary>
/// Divergences between the distributions p and q that two samples come from, by nearest neighbours. ρ_i is the distance of point i of the
/// first sample to its k-th neighbour among the n − 1 others, ν_i to its k-th neighbour among the m points of the second.
/// </summary>
internal static class NeighborDivergence
{
    /// <summary>
    /// KL(p‖q) by Wang, Kulkarni and Verdú (2009): <c>d⟨ln(ν_i/ρ_i)⟩ + ψ(m + 1) − ψ(n)</c>. The paper's constant is ln(m/(n − 1)), which
    /// differs by the order of 1/n − 1/m; this one makes the estimate the difference of cross-entropy and entropy. NaN where a distance is
    /// 0.
    /// </summary>
    public static TermEstimate KullbackLeibler(PointSet p, PointSet q, int neighbors, NeighborNorm norm, RunContext context)
    {
        double[] near = Distances(NeighborIndex.Build(p, norm, neighbors).Nearest(neighbors, TheilerWindow.None, context));
        double[] far = Distances(NeighborIndex.Build(q, norm, neighbors).NearestTo(p, neighbors, context));
        double constant = SpecialFunctions.Digamma(q.Count + 1) - SpecialFunctions.Digamma(p.Count);
        return Estimate(far.Zip(near, (nu, rho) => constant + (p.Dimension * Math.Log(nu / rho))), p.Dimension, neighbors, [near, far]);
    }

    /// <summary>The cross-entropy −∫ p ln q: <c>ψ(m + 1) − ψ(k) + ln V_d + d⟨ln ν_i⟩</c>. NaN where a distance is 0.</summary>
    public static TermEstimate CrossEntropy(PointSet p, PointSet q, int neighbors, NeighborNorm norm, RunContext context)
    {
        double[] far = Distances(NeighborIndex.Build(q, norm, neighbors).NearestTo(p, neighbors, context));
        double constant = SpecialFunctions.Digamma(q.Count + 1) - SpecialFunctions.Digamma(neighbors)
            + NeighborEntropy.LogUnitVolume(p, norm);
        return Estimate(far.Select(nu => constant + (p.Dimension * Math.Log(nu))), p.Dimension, neighbors, [far]);
    }

    /// <summary>
    /// The Jensen–Shannon divergence as what it is: the information between a point of the pooled sample and the label of the sample it
    /// came from, by <see cref="Ross"/>. A row's local value is the mean of those of its two points.
    /// </summary>
    /// <param name="p">The first sample.</param>
    /// <param name="q">The second sample, of as many points: the label is fair.</param>
    /// <param name="estimator">k and the norm.</param>
    /// <param name="context">Threads and cancellation.</param>
    public static TermEstimate JensenShannon(PointSet p, PointSet q, NeighborEstimator estimator, RunContext context)
    {
        int n = p.Count;
        byte[] labels = new byte[2 * n];
        Array.Fill(labels, (byte)1, n, n);
        RossInformation information = new(Pool(p, q), estimator, TheilerWindow.None, context);
        TermEstimate pooled = information.Evaluate([Codes.Wrap(labels, 2)]);
        double[] locals = new double[n];
        for (int i = 0; i < n; i++)
        {
            locals[i] = (pooled.Locals.Span[i] + pooled.Locals.Span[n + i]) / 2;
        }

        return pooled with { Nats = locals.Average(), Locals = locals };
    }

    /// <summary>The sum of two estimates row by row.</summary>
    public static TermEstimate Sum(TermEstimate left, TermEstimate right)
    {
        double[] locals = new double[left.Locals.Length];
        for (int i = 0; i < locals.Length; i++)
        {
            locals[i] = left.Locals.Span[i] + right.Locals.Span[i];
        }

        NeighborDiagnostics diagnostics = left.Neighbors! with { TiedRows = left.Neighbors.TiedRows + right.Neighbors!.TiedRows };
        return new TermEstimate(left.Nats + right.Nats) { Locals = locals, Neighbors = diagnostics };
    }

    private static PointSet Pool(PointSet p, PointSet q) =>
        new([.. Enumerable.Range(0, p.Dimension).Select(j => (double[])[.. p.Column(j), .. q.Column(j)])], [.. p.Blocks]);

    private static double[] Distances(NeighborLists lists)
    {
        double[] distances = new double[lists.Distances.Length / lists.Neighbors];
        for (int i = 0; i < distances.Length; i++)
        {
            distances[i] = lists.DistancesOf(i)[^1];
        }

        return distances;
    }

    private static TermEstimate Estimate(IEnumerable<double> locals, int dimension, int neighbors, double[][] distances)
    {
        double[] values = [.. locals];
        int tied = Enumerable.Range(0, values.Length).Count(i => distances.Any(d => d[i] == 0));
        NeighborDiagnostics diagnostics = new(neighbors, tied, dimension);
        return tied > 0 ? NeighborEntropy.Undefined(values.Length, diagnostics) : NeighborEntropy.Of(values, diagnostics);
    }
}
