namespace Infometer;

/// <summary>
/// I(A₁;…;A_m|Z) of normal variables from their covariance: ½ [Σ ln|C(Aᵢ|Z)| − ln|C(A₁…A_m|Z)|]. Columns of Aᵢ that are linear
/// combinations of others of Aᵢ and Z tell nothing more and are left out; where a column is a linear combination of other
/// arguments, the information is infinite.
/// </summary>
internal sealed class InformationFactors
{
    private readonly double[] _covariance;
    private readonly int _size;

    private InformationFactors(PivotedCholesky[] parts, PivotedCholesky joint, int count, double[] covariance, int size)
    {
        Parts = parts;
        Joint = joint;
        _covariance = covariance;
        _size = size;
        Degrees = count - 1 - joint.Given.Length;
        Law = new WilksLaw(Widths, Degrees);
    }

    /// <summary>The factor of each Aᵢ given Z.</summary>
    public PivotedCholesky[] Parts { get; }

    /// <summary>The factor of what the parts kept, together, given Z.</summary>
    public PivotedCholesky Joint { get; }

    /// <summary>Degrees of freedom of the covariance given Z: n − 1 − rank(Z).</summary>
    public int Degrees { get; }

    /// <summary>The law of 2Î under independence.</summary>
    public WilksLaw Law { get; }

    /// <summary>The rank of each Aᵢ given Z.</summary>
    public int[] Widths => [.. Parts.Select(p => p.Asked.Length)];

    /// <summary>The maximum-likelihood value; ∞ where one argument determines a column of another.</summary>
    public double Nats => Joint.IsComplete
        ? (Parts.Sum(p => p.LogDeterminant) - Joint.LogDeterminant) / 2
        : double.PositiveInfinity;

    /// <summary>How far Î lies above the truth in the mean, for normal variables of any dependence.</summary>
    public double Bias => Law.Mean / 2;

    /// <summary>The factors of a term.</summary>
    /// <param name="term">The term.</param>
    /// <param name="columns">The columns of its variables.</param>
    /// <param name="covariance">Their covariance.</param>
    /// <param name="estimator">The id, for the message.</param>
    /// <exception cref="InvalidInputException">Fewer rows than columns, so that every covariance is singular.</exception>
    public static InformationFactors Of(InformationTerm term, NumericColumns columns, double[] covariance, string estimator)
    {
        int size = columns.Columns.Length;
        int[] given = columns.Of(term.Condition);
        PivotedCholesky[] parts = [.. term.Arguments.Select(a => PivotedCholesky.Of(covariance, size, given, columns.Of(a)))];
        PivotedCholesky joint = PivotedCholesky.Of(covariance, size, parts[0].Given, [.. parts.SelectMany(p => p.Asked)]);
        int needed = joint.Given.Length + parts.Sum(p => p.Asked.Length) + 1;
        RequireRows(columns.Count, needed, size, estimator);
        return new InformationFactors(parts, joint, columns.Count, covariance, size);
    }

    /// <summary>Refuses samples with so few rows that the covariance is singular whatever the variables are.</summary>
    public static void RequireRows(int count, int needed, int size, string estimator)
    {
        if (count < needed)
        {
            throw new InvalidInputException(FormattableString.Invariant(
                $"'{estimator}' needs more rows than {count} for {size} columns: a covariance of so few is singular whatever the data; ")
                + "get more rows or take fewer columns.");
        }
    }

    /// <summary>Σ ρ² over the canonical correlations of each pair of arguments, given Z.</summary>
    public double SquaredCorrelations() => Couplings().Sum(coupling => coupling.Sum(row => CrossProducts.Dot(row, row)));

    /// <summary>The canonical correlations of each pair of arguments, given Z.</summary>
    public double[] Correlations() =>
        [.. Couplings().Where(c => c.Length > 0 && c[0].Length > 0).SelectMany(c => SingularValues.Of(c, c[0].Length).Values).Select(rho => Math.Min(rho, 1))];

    // The correlations of each pair of whitened arguments, given Z.
    private IEnumerable<double[][]> Couplings()
    {
        double[][] matrix = [.. Enumerable.Range(0, _size).Select(c => _covariance[(c * _size)..((c + 1) * _size)])];
        int given = Joint.Given.Length;
        for (int a = 0; a < Parts.Length; a++)
        {
            // Whitening the rows and then the columns of a covariance leaves the correlations of the whitened variables.
            double[][] half = Parts[a].Whiten(matrix, 0, _size);
            double[][] turned = [.. Enumerable.Range(0, _size).Select(c => Array.ConvertAll(half, row => row[c]))];
            for (int b = a + 1; b < Parts.Length; b++)
            {
                yield return [.. Parts[b].Whiten(turned, 0, half.Length).Skip(given).Select(row => row[given..])];
            }
        }
    }
}
