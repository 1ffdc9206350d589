namespace Infometer;

/// <summary>
/// Evaluates a <see cref="Ksg"/> term under orders of the rows. Columns are sorted once for all draws: counts in a column do not depend
/// on the order of its rows, and the joint tree is partitioned anew from the ranks, which only move. Nothing of size n is made per draw.
/// </summary>
internal sealed class KsgReorderer : TermReorderer
{
    private readonly Ksg _estimator;
    private readonly Term _term;
    private readonly Sample _sample;
    private readonly RunContext _context;
    private readonly ReorderedColumn[] _columns;
    private readonly List<ReorderedSpace> _spaces = [];
    private readonly KsgPass _pass;
    private readonly int[] _seen;
    private int _stamp;

    /// <summary>Makes room for a term.</summary>
    public KsgReorderer(Ksg estimator, Term term, Sample sample, RunContext context)
    {
        _estimator = estimator;
        _term = term;
        _sample = sample;
        _context = context;
        InformationTerm information = (InformationTerm)term;
        KsgTerm prepared = estimator.Prepare(term, sample, context); // with the checks of the sample
        Dictionary<PointSet, ReorderedColumn[]> columnsOf = [];
        PointSet[] arguments = [.. information.Arguments.Select((a, j) => Reordered(sample, a, prepared.Part(j), columnsOf))];
        PointSet? condition = prepared.IsConditional
            ? Reordered(sample, information.Condition, prepared.Part(arguments.Length), columnsOf)
            : null;
        _columns = [.. columnsOf.Values.SelectMany(c => c)];
        NeighborIndex IndexOf(PointSet[] parts, int neighbors)
        {
            PointSet points = PointSet.Join(parts);
            if (points.Dimension == 1)
            {
                return new SortedIndex(points, estimator.Norm);
            }

            _spaces.Add(new ReorderedSpace([.. parts.SelectMany(p => columnsOf[p])], points, estimator.Norm, neighbors));
            return _spaces[^1].Index;
        }

        NeighborIndex joint = IndexOf(condition is null ? arguments : [.. arguments, condition], estimator.Neighbors);
        KsgTerm question = new(estimator.Algorithm, arguments, condition, TheilerWindow.Of(sample), joint, parts => IndexOf(parts, 0));
        _pass = new KsgPass(question, [estimator.Neighbors], estimator.Neighbors, false);
        _seen = new int[sample.Count];
        foreach (ReorderedSpace space in _spaces)
        {
            space.Fill(context);
        }
    }

    /// <inheritdoc/>
    public override double Evaluate(IReadOnlyList<int[]?> orders)
    {
        if (!_columns.All(c => IsPermutation(orders[c.Variable])))
        {
            return _estimator.Point(_term, _sample.Reordered(orders), _context); // margins change where rows repeat
        }

        ReorderedColumn[] moved = Array.FindAll(_columns, c => c.Apply(orders[c.Variable]));
        foreach (ReorderedSpace space in _spaces)
        {
            if (Array.Exists(moved, space.Has))
            {
                space.Fill(_context);
            }
        }

        double[] locals = _pass.Run(_context)[0];
        return Ksg.ValueOf(locals, _pass.TiedRows);
    }

    private static PointSet Reordered(
        Sample sample, VariableSet set, PointSet source, Dictionary<PointSet, ReorderedColumn[]> columnsOf)
    {
        int[] variables = [.. set.Indices().SelectMany(v => Enumerable.Repeat(v, sample.Variables[v].Dimension))];
        ReorderedColumn[] columns = [.. variables.Select((v, j) => new ReorderedColumn(source.Prepared(j), v))];
        PointSet points = new(Array.ConvertAll(columns, static c => c.Prepared), [.. source.Blocks]);
        columnsOf.Add(points, columns);
        return points;
    }

    private bool IsPermutation(int[]? order)
    {
        if (order is null)
        {
            return true;
        }

        _stamp++;
        foreach (int row in order)
        {
            if (_seen[row] == _stamp)
            {
                return false;
            }

            _seen[row] = _stamp;
        }

        return true;
    }
}
