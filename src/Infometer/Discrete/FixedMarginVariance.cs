namespace Infometer;

/// <summary>
/// The exact variance of the plug-in MI under fixed margins, to a relative accuracy of about 1e-7.
/// <para>
/// A cell's count is the overlap of a random set of a rows with b fixed ones. Two cells of one table are functions of two such
/// overlaps, and only components of equal degree in the orthonormal (Hahn) polynomials of their hypergeometric laws correlate,
/// with a factor for the rows times a factor for the columns. For different rows with totals a and a′, degree m, the factor is
/// (−1)ᵐκ(a)κ(a′), κ(a)² = C(a,m)/C(n−a,m). This is Schur orthogonality: degree m belongs to the irreducible representation
/// (n−m, m) of the symmetric group, in which each row set has one invariant direction (Diaconis 1988, Group Representations in
/// Probability and Statistics, ch. 7); the factor follows from the Kneser graph's eigenvalue. The sum over pairs of cells
/// thereby becomes, with G(m) the coefficients of degree m of all cells, Σ_m vec(G)ᵀ (C ⊗ R) vec(G): cost O(cells), not O(cells²).
/// </para>
/// <para>
/// At most one level of a side holds more than half of n; its κ may be huge while the products κκ′ stay ≤ 1, so that it is kept
/// apart ("major"). For all others R = diag(1 − sκ²) + sκκᵀ, s = (−1)ᵐ.
/// </para>
/// </summary>
internal sealed class FixedMarginVariance
{
    private const int Stride = HypergeometricExpansion.MaxDegree + 1;

    private readonly FixedMarginGroups _rows;
    private readonly FixedMarginGroups _columns;
    private readonly double[] _rowKappas;
    private readonly double[] _columnKappas;
    private readonly bool _hasMajorRow;
    private readonly bool _hasMajorColumn;
    private readonly Func<double, double, double[]>? _expansionOf;

    /// <param name="rows">Totals of the rows.</param>
    /// <param name="columns">Totals of the columns.</param>
    /// <param name="expansionOf">
    /// What <see cref="HypergeometricExpansion.Of"/> gives for two totals, from a caller who has many tables with the same ones.
    /// </param>
    public FixedMarginVariance(FixedMarginGroups rows, FixedMarginGroups columns, Func<double, double, double[]>? expansionOf = null)
    {
        _expansionOf = expansionOf;
        _rows = rows;
        _columns = columns;
        _rowKappas = Kappas(rows);
        _columnKappas = Kappas(columns);
        _hasMajorRow = HasMajor(rows);
        _hasMajorColumn = HasMajor(columns);
    }

    /// <summary>S₀² in nats².</summary>
    public double Compute()
    {
        if (_rows.LevelCount <= 1 || _columns.LevelCount <= 1 || IsAllOnes(_rows) || IsAllOnes(_columns))
        {
            return 0;
        }

        int width = _columns.Count * Stride;
        double[] row = new double[width];
        double[] folded = new double[width];
        double[] forms = new double[Stride];
        HypergeometricExpansion expansion = new();
        double sum = 0;
        int ordinary = _rows.Count - (_hasMajorRow ? 1 : 0);
        for (int i = 0; i < ordinary; i++)
        {
            ExpandRow(expansion, i, row);
            ColumnForms(row, row, forms);
            for (int m = 1; m < Stride; m++)
            {
                double kappa = _rowKappas[(i * Stride) + m];
                sum += _rows.Multiplicities[i] * (1 - (Sign(m) * kappa * kappa)) * forms[m];
            }

            Fold(row, i, folded);
        }

        ColumnForms(folded, folded, forms);
        for (int m = 1; m < Stride; m++)
        {
            sum += Sign(m) * forms[m];
        }

        if (_hasMajorRow)
        {
            sum += MajorRow(expansion, row, folded, forms);
        }

        return Math.Max(0, sum) / (_rows.Sum * _rows.Sum);
    }

    private static double Sign(int degree) => degree % 2 == 0 ? 1 : -1;

    // An identifier has the same MI under every permutation.
    private static bool IsAllOnes(FixedMarginGroups groups) => groups.Totals[^1] == 1;

    private static bool HasMajor(FixedMarginGroups groups) => 2 * groups.Totals[^1] > groups.Sum;

    // κ_m(a) = √(C(a,m)/C(n−a,m)), 0 where the component does not exist
    private static double[] Kappas(FixedMarginGroups groups)
    {
        double[] kappas = new double[groups.Count * Stride];
        for (int i = 0; i < groups.Count; i++)
        {
            double a = groups.Totals[i];
            double square = 1;
            for (int m = 1; m < Stride && m <= Math.Min(a, groups.Sum - a); m++)
            {
                square *= (a - m + 1) / (groups.Sum - a - m + 1);
                kappas[(i * Stride) + m] = Math.Sqrt(square);
            }
        }

        return kappas;
    }

    private double MajorRow(HypergeometricExpansion expansion, double[] row, double[] folded, double[] forms)
    {
        int major = _rows.Count - 1;
        double sum = 0;
        ExpandRow(expansion, major, row);
        ColumnForms(row, row, forms);
        for (int m = 1; m < Stride; m++)
        {
            sum += forms[m];
        }

        ColumnForms(row, folded, forms);
        for (int m = 1; m < Stride; m++)
        {
            sum += 2 * Sign(m) * _rowKappas[(major * Stride) + m] * forms[m];
        }

        return sum;
    }

    private void ExpandRow(HypergeometricExpansion expansion, int i, double[] row)
    {
        for (int j = 0; j < _columns.Count; j++)
        {
            Span<double> cell = row.AsSpan(j * Stride, Stride);
            if (_expansionOf is not null)
            {
                double[] coefficients = _expansionOf(_rows.Totals[i], _columns.Totals[j]);
                coefficients.CopyTo(cell);
                cell[coefficients.Length..].Clear();
                continue;
            }

            int last = expansion.Expand(_rows.Totals[i], _columns.Totals[j], _rows.Sum, cell);
            cell[(last + 1)..].Clear();
        }
    }

    // folded += Σ over the rows of group i of κ·row
    private void Fold(double[] row, int i, double[] folded)
    {
        for (int j = 0; j < _columns.Count; j++)
        {
            for (int m = 1; m < Stride; m++)
            {
                folded[(j * Stride) + m] += _rows.Multiplicities[i] * _rowKappas[(i * Stride) + m] * row[(j * Stride) + m];
            }
        }
    }

    // uᵀ C v for each degree, u and v indexed by column group and degree
    private void ColumnForms(double[] u, double[] v, double[] forms)
    {
        Array.Clear(forms);
        Span<double> foldedU = stackalloc double[Stride];
        Span<double> foldedV = stackalloc double[Stride];
        foldedU.Clear();
        foldedV.Clear();
        int ordinary = _columns.Count - (_hasMajorColumn ? 1 : 0);
        for (int j = 0; j < ordinary; j++)
        {
            double multiplicity = _columns.Multiplicities[j];
            for (int m = 1; m < Stride; m++)
            {
                int at = (j * Stride) + m;
                double kappa = _columnKappas[at];
                forms[m] += multiplicity * (1 - (Sign(m) * kappa * kappa)) * u[at] * v[at];
                foldedU[m] += multiplicity * kappa * u[at];
                foldedV[m] += multiplicity * kappa * v[at];
            }
        }

        for (int m = 1; m < Stride; m++)
        {
            forms[m] += Sign(m) * foldedU[m] * foldedV[m];
            if (_hasMajorColumn)
            {
                int at = (ordinary * Stride) + m;
                double kappa = Sign(m) * _columnKappas[at];
                forms[m] += (u[at] * v[at]) + (kappa * ((u[at] * foldedV[m]) + (v[at] * foldedU[m])));
            }
        }
    }
}
