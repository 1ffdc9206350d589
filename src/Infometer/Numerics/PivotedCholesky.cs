namespace Infometer;

/// <summary>
/// The Cholesky factor L of a covariance matrix C, LLᵀ = C, over columns that are no linear combination of others: first
/// among the columns that are given, then among those asked for beyond them. The column with the largest unexplained share of its
/// variance comes next, and columns of which nothing is left are left out. O(d³).
/// </summary>
internal sealed class PivotedCholesky
{
    /// <summary>
    /// A column of whose variance a smaller share is left is a linear combination of the others. Well above rounding; in data it
    /// is scatter of a millionth of the standard deviation.
    /// </summary>
    public const double Tolerance = 1e-12;

    private readonly double[][] _rows;

    private PivotedCholesky(int[] given, int[] asked, double[][] rows, bool isComplete)
    {
        Given = given;
        Asked = asked;
        _rows = rows;
        IsComplete = isComplete;
    }

    /// <summary>The independent ones of the given columns, in the order of the factor.</summary>
    public int[] Given { get; }

    /// <summary>The columns asked for that are independent of the given ones and of each other, in the order of the factor.</summary>
    public int[] Asked { get; }

    /// <summary>Whether no column asked for had to be left out.</summary>
    public bool IsComplete { get; }

    /// <summary>The logarithm of the determinant of the covariance of <see cref="Asked"/> given <see cref="Given"/>.</summary>
    public double LogDeterminant
    {
        get
        {
            double sum = 0;
            for (int k = Given.Length; k < _rows.Length; k++)
            {
                sum += 2 * Math.Log(_rows[k][k]);
            }

            return sum;
        }
    }

    /// <summary>Factors the covariance of some columns.</summary>
    /// <param name="matrix">The covariance of all columns, row by row.</param>
    /// <param name="size">Number of columns of the matrix.</param>
    /// <param name="given">The columns that come first.</param>
    /// <param name="asked">The columns that come after them.</param>
    public static PivotedCholesky Of(double[] matrix, int size, ReadOnlySpan<int> given, ReadOnlySpan<int> asked)
    {
        Elimination elimination = new(matrix, size, [.. given, .. asked]);
        elimination.Keep(0, given.Length);
        int keptGiven = elimination.Kept.Count;
        bool isComplete = elimination.Keep(given.Length, given.Length + asked.Length);
        int[] columns = [.. elimination.Kept.Select(elimination.ColumnAt)];
        double[][] rows = [.. elimination.Kept.Select(elimination.RowAt)];
        return new PivotedCholesky(columns[..keptGiven], columns[keptGiven..], rows, isComplete);
    }

    /// <summary>
    /// Some rows of the columns brought to unit covariance: w = L⁻¹x for each row x, one array per column of <see cref="Given"/> and
    /// then of <see cref="Asked"/>. O(rows d²).
    /// </summary>
    public double[][] Whiten(double[][] columns, int start, int length)
    {
        int[] order = [.. Given, .. Asked];
        double[][] white = new double[order.Length][];
        for (int k = 0; k < white.Length; k++)
        {
            white[k] = columns[order[k]].AsSpan(start, length).ToArray();
            for (int t = 0; t < k; t++)
            {
                CrossProducts.AddScaled(white[k], -_rows[k][t], white[t]);
            }

            CrossProducts.Scale(white[k], 1 / _rows[k][k]);
        }

        return white;
    }

    // Rows of L grow by one entry with each column that is kept.
    private sealed class Elimination
    {
        private readonly double[] _matrix;
        private readonly int _size;
        private readonly int[] _columns;
        private readonly double[][] _rows;
        private readonly double[] _left;

        public Elimination(double[] matrix, int size, int[] columns)
        {
            _matrix = matrix;
            _size = size;
            _columns = columns;
            _rows = Array.ConvertAll(columns, _ => new double[columns.Length]);
            _left = Array.ConvertAll(columns, c => matrix[(c * size) + c]);
        }

        /// <summary>The positions kept so far, in order.</summary>
        public List<int> Kept { get; } = [];

        public int ColumnAt(int position) => _columns[position];

        public double[] RowAt(int position) => _rows[position];

        /// <summary>Keeps what is independent of the positions start … end − 1; whether that is all.</summary>
        public bool Keep(int start, int end)
        {
            int before = Kept.Count;
            while (Largest(start, end) is { } pivot)
            {
                Eliminate(pivot);
            }

            return Kept.Count - before == end - start;
        }

        private int? Largest(int start, int end)
        {
            double largest = Tolerance;
            int? pivot = null;
            for (int c = start; c < end; c++)
            {
                // A constant column leaves 0/0, which is not larger than anything.
                double share = _left[c] / Variance(c);
                if (share > largest && !Kept.Contains(c))
                {
                    largest = share;
                    pivot = c;
                }
            }

            return pivot;
        }

        private void Eliminate(int pivot)
        {
            int k = Kept.Count;
            double root = Math.Sqrt(_left[pivot]);
            _rows[pivot][k] = root;
            Kept.Add(pivot);
            for (int c = 0; c < _columns.Length; c++)
            {
                if (Kept.Contains(c))
                {
                    continue;
                }

                double product = _matrix[(_columns[c] * _size) + _columns[pivot]];
                for (int t = 0; t < k; t++)
                {
                    product -= _rows[c][t] * _rows[pivot][t];
                }

                _rows[c][k] = product / root;
                _left[c] -= _rows[c][k] * _rows[c][k];
            }
        }

        private double Variance(int position) => _matrix[(_columns[position] * _size) + _columns[position]];
    }
}
