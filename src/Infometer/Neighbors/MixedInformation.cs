namespace Infometer;

/// <summary>
/// I(A₁;…;A_m|Z) of any mixture of discrete and numeric variables: the formula that <see cref="GaoMixture"/> and <see cref="Ross"/> share.
/// With ρ the distance of row i to its k-th neighbour in the joint space, the local value is
/// <c>f(joint) − Σ f(A_j Z) + (m − 1) f(Z)</c>, where f is the digamma of a count of rows around row i.
/// </summary>
internal static class MixedInformation
{
    /// <summary>The estimate.</summary>
    /// <param name="term">The term.</param>
    /// <param name="sample">The sample.</param>
    /// <param name="estimator">k, the norm, the scale.</param>
    /// <param name="context">Seed, threads, cancellation.</param>
    public static TermEstimate Evaluate(InformationTerm term, Sample sample, NeighborEstimator estimator, RunContext context)
    {
        PointSet?[] points = new PointSet?[sample.Variables.Count];
        foreach (int i in term.Variables.Indices().Where(i => sample.Variables[i].Codes is null))
        {
            points[i] = estimator.PointsOf(sample, i, context);
        }

        MixedRows rows = MixedRows.Of(sample, points, term.Variables, estimator.Norm, context);
        int dimension = points.Sum(static p => p?.Dimension ?? 0);
        if (rows.Kept.Length == 0)
        {
            return rows.Estimate([], new MixedNeighbors([], [], 0), estimator.Neighbors, dimension);
        }

        MixedSpace joint = rows.Space(term.Variables);
        MixedNeighbors nearest = joint.Nearest(estimator.Neighbors, joint.Others(context), context);
        double[] locals = new double[rows.Kept.Length];
        AddDigammas(locals, 1, nearest.Radii, nearest.Within, []);
        foreach (VariableSet argument in term.Arguments)
        {
            AddDigammas(locals, -1, nearest.Radii, rows.Space(argument | term.Condition), context);
        }

        AddDigammas(locals, term.Arguments.Length - 1, nearest.Radii, rows.Space(term.Condition), context);
        return rows.Estimate(locals, nearest, estimator.Neighbors, dimension);
    }

    /// <summary>
    /// The digamma of how many rows lie around a row. Where the distance is 0 the rows at the very same place are counted, the row itself
    /// among them: what counting would do. Else the rows within the radius, those on the border included; where none is on the border, the
    /// border itself counts as one: <c>ψ(max(n₍&lt;₎ + 1, n₍≤₎))</c>, which is the form of Kraskov et al. (2004) where no two distances
    /// are equal.
    /// </summary>
    public static double DigammaOf(double radius, int below, int within) =>
        SpecialFunctions.Digamma(radius == 0 ? within + 1 : Math.Max(below + 1, within));

    private static void AddDigammas(double[] locals, double factor, double[] radii, MixedSpace space, RunContext context)
    {
        int[] within = space.Count(radii, isInclusive: true, context);
        AddDigammas(locals, factor, radii, within, space.IsNumeric ? space.Count(radii, isInclusive: false, context) : within);
    }

    // Without `below` a row is known to lie on the border.
    private static void AddDigammas(double[] locals, double factor, double[] radii, int[] within, ReadOnlySpan<int> below)
    {
        for (int i = 0; i < locals.Length; i++)
        {
            locals[i] += factor * DigammaOf(radii[i], below.IsEmpty ? 0 : below[i], within[i]);
        }
    }

    /// <summary>Whether a set has variables and all are numeric.</summary>
    public static bool IsNumeric(VariableSet set, ReadOnlySpan<VariableShape> shapes) =>
        !set.IsEmpty && !Any(set, VariableKind.Discrete, shapes);

    /// <summary>Whether a set has variables and all are discrete.</summary>
    public static bool IsDiscrete(VariableSet set, ReadOnlySpan<VariableShape> shapes) =>
        !set.IsEmpty && !Any(set, VariableKind.Continuous, shapes) && !Any(set, VariableKind.Mixed, shapes);

    private static bool Any(VariableSet set, VariableKind kind, ReadOnlySpan<VariableShape> shapes)
    {
        foreach (int i in set.Indices())
        {
            if (shapes[i].Kind == kind)
            {
                return true;
            }
        }

        return false;
    }
}
