namespace Infometer;

/// <summary>
/// I(X;Y) of numeric X and discrete Y by neighbours of the same label: <c>⟨ψ(n) + ψ(k) − ψ(m_i) − ψ(n_y)⟩</c>. Holds the index over X,
/// which does not depend on the labels.
/// </summary>
internal sealed class RossInformation
{
    private readonly PointSet _x;
    private readonly NeighborEstimator _estimator;
    private readonly TheilerWindow _window;
    private readonly RunContext _context;
    private readonly NeighborIndex _index;

    /// <summary>Creates the index over X.</summary>
    public RossInformation(PointSet x, NeighborEstimator estimator, TheilerWindow window, RunContext context)
    {
        (_x, _estimator, _window, _context) = (x, estimator, window, context);
        _index = NeighborIndex.Build(x, estimator.Norm, 0);
    }

    /// <summary>How many terms of ψ(n_y) are taken off by one: 0 for Ross, 1 for <see cref="RossJidt"/>.</summary>
    public int LabelOffset { get; init; }

    /// <summary>The estimate for one labelling of the rows.</summary>
    public TermEstimate Evaluate(IReadOnlyList<Codes> labels)
    {
        MixedRows rows = MixedRows.Of(_x, labels, _estimator.Norm, _window, _context);
        int dimension = _x.Dimension;
        if (rows.Kept.Length == 0)
        {
            return rows.Estimate([], new MixedNeighbors([], [], 0), _estimator.Neighbors, dimension);
        }

        MixedSpace joint = rows.Space(VariableSet.Range(0, labels.Count + 1));
        int[] others = joint.Others(_context);
        MixedNeighbors nearest = joint.Nearest(_estimator.Neighbors, others, _context);
        int[] within = CountX(rows, nearest.Radii);
        int[] all = rows.Space(VariableSet.Empty).Others(_context);
        double[] locals = new double[rows.Kept.Length];
        for (int i = 0; i < locals.Length; i++)
        {
            // A row of the same label is on the border, so that no count is one short.
            locals[i] = SpecialFunctions.Digamma(all[i] + 1)
                + MixedInformation.DigammaOf(nearest.Radii[i], 0, nearest.Within[i])
                - MixedInformation.DigammaOf(nearest.Radii[i], 0, within[i])
                - SpecialFunctions.Digamma(others[i] + 1 - LabelOffset);
        }

        return rows.Estimate(locals, nearest, _estimator.Neighbors, dimension);
    }

    private int[] CountX(MixedRows rows, double[] radii)
    {
        if (rows.LonelyRows > 0)
        {
            return rows.Space(VariableSet.Of(0)).Count(radii, isInclusive: true, _context);
        }

        int[] counts = new int[radii.Length];
        _index.CountWithin(radii, isInclusive: true, _window, counts, _context);
        return counts;
    }
}
