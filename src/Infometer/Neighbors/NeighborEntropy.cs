namespace Infometer;

/// <summary>Entropies of continuous variables from the distances of nearest neighbours.</summary>
internal static class NeighborEntropy
{
    /// <summary>
    /// ln of the volume of all points not farther than 1: a cube per variable, (Chebyshev) or a ball of π^(d/2)/Γ(d/2 + 1) (Euclidean).
    /// </summary>
    public static double LogUnitVolume(PointSet points, NeighborNorm norm) => norm == NeighborNorm.Chebyshev
        ? points.Dimension * Math.Log(2)
        : points.Blocks.Sum(static d => (0.5 * d * Math.Log(Math.PI)) - SpecialFunctions.LogGamma((0.5 * d) + 1));

    /// <summary>
    /// Rényi's entropy ln ∫ f^α / (1 − α) by Leonenko, Pronzato and Savani (2008): <c>ln⟨ζᵢ^(1−α)⟩ / (1 − α)</c> with
    /// <c>ζᵢ = (n − 1) C V_d ρᵢ^d</c>, <c>C = [Γ(k)/Γ(k + 1 − α)]^(1/(1−α))</c>. α = 1 is the limit <c>⟨ln ζᵢ⟩</c>, C = e^(−ψ(k)).
    /// Local values are those of the delta method.
    /// </summary>
    /// <param name="points">The points.</param>
    /// <param name="order">α, above 0 and below k + 1.</param>
    /// <param name="neighbors">k.</param>
    /// <param name="norm">The distance within a block.</param>
    /// <param name="context">Threads and cancellation.</param>
    public static TermEstimate Renyi(PointSet points, double order, int neighbors, NeighborNorm norm, RunContext context)
    {
        double[] logs = LogZetas(points, order, neighbors, norm, context, out NeighborDiagnostics diagnostics);
        if (diagnostics.TiedRows > 0)
        {
            return Undefined(points.Count, diagnostics);
        }

        if (order == 1)
        {
            return Of(logs, diagnostics);
        }

        // Powers relative to the largest, so that none overflows.
        double largest = logs.Max(z => (1 - order) * z);
        double[] powers = Array.ConvertAll(logs, z => Math.Exp(((1 - order) * z) - largest));
        double mean = powers.Average();
        double value = (Math.Log(mean) + largest) / (1 - order);
        double[] locals = Array.ConvertAll(powers, power => value + (((power / mean) - 1) / (1 - order)));
        return new TermEstimate(value) { Locals = locals, Neighbors = diagnostics };
    }

    /// <summary>
    /// Tsallis's entropy (1 − ∫ f^q) / (q − 1) in the same manner: <c>(1 − ⟨ζᵢ^(1−q)⟩) / (q − 1)</c>; q = 1 is the limit.
    /// </summary>
    public static TermEstimate Tsallis(PointSet points, double order, int neighbors, NeighborNorm norm, RunContext context)
    {
        double[] logs = LogZetas(points, order, neighbors, norm, context, out NeighborDiagnostics diagnostics);
        return diagnostics.TiedRows > 0
            ? Undefined(points.Count, diagnostics)
            : Of(order == 1 ? logs : Array.ConvertAll(logs, z => (1 - Math.Exp((1 - order) * z)) / (order - 1)), diagnostics);
    }

    /// <summary>What there is to say where a distance is 0: no density, hence no entropy.</summary>
    public static TermEstimate Undefined(int count, NeighborDiagnostics diagnostics)
    {
        double[] locals = new double[count];
        Array.Fill(locals, double.NaN);
        return new TermEstimate(double.NaN) { Locals = locals, Neighbors = diagnostics };
    }

    /// <summary>The mean of local values.</summary>
    public static TermEstimate Of(double[] locals, NeighborDiagnostics diagnostics) =>
        new(locals.Average()) { Locals = locals, Neighbors = diagnostics };

    private static double[] LogZetas(
        PointSet points, double order, int neighbors, NeighborNorm norm, RunContext context, out NeighborDiagnostics diagnostics)
    {
        if (!(order > 0) || order >= neighbors + 1)
        {
            throw new InvalidInputException(FormattableString.Invariant(
                $"An entropy of order {order} by {neighbors} neighbours does not exist; ")
                + FormattableString.Invariant($"the order must lie above 0 and below {neighbors + 1}: ") + "set another order, or more neighbors.");
        }

        double scale = Math.Log(points.Count - 1) + LogUnitVolume(points, norm) + (order == 1
            ? -SpecialFunctions.Digamma(neighbors)
            : (SpecialFunctions.LogGamma(neighbors) - SpecialFunctions.LogGamma(neighbors + 1 - order)) / (1 - order));
        NeighborLists lists = NeighborIndex.Build(points, norm, neighbors).Nearest(neighbors, TheilerWindow.None, context);
        double[] logs = new double[points.Count];
        int tied = 0;
        for (int i = 0; i < logs.Length; i++)
        {
            double distance = lists.DistancesOf(i)[^1];
            tied += distance == 0 ? 1 : 0;
            logs[i] = scale + (points.Dimension * Math.Log(distance));
        }

        diagnostics = new NeighborDiagnostics(neighbors, tied, points.Dimension);
        return logs;
    }
}
