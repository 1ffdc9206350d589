namespace Infometer;

/// <summary>Sums over the rows of each class, from which centroids and Γ follow: C × C numbers, whatever the number of rows.</summary>
internal sealed class ClassSums
{
    private readonly int _classes;
    private readonly double[][] _centroids;
    private readonly double[][] _squares;
    private readonly double[][] _logs;

    public ClassSums(int classes, string name)
    {
        ArrayColumns.RequireMemory(6L * classes * classes * sizeof(double), $"What is kept of each pair of classes of '{name}'");
        _classes = classes;
        Counts = new int[classes];
        _centroids = NewSquare(classes);
        _squares = NewSquare(classes);
        _logs = NewSquare(classes);
    }

    /// <summary>Rows of each class.</summary>
    public int[] Counts { get; }

    /// <summary>Q_y, the mean of P over the rows of class y; zeros without rows.</summary>
    public double[][] Centroids => _centroids;

    /// <summary>Γ: the mean cross entropy of P and P' over ordered pairs of rows, 0 for pairs of one class.</summary>
    public double Separation { get; private set; }

    /// <summary>For each class y: Σ over other classes v of p_v times the mean of ln P over the rows of v.</summary>
    public double[][] OtherLogs { get; private set; } = [];

    /// <summary>For each class y: Σ over other classes v of p_v Q_v.</summary>
    public double[][] OtherCentroids { get; private set; } = [];

    /// <summary>Adds a row.</summary>
    public void Add(int label, ReadOnlySpan<double> probabilities, ReadOnlySpan<double> logs)
    {
        Counts[label]++;
        double[] centroid = _centroids[label];
        double[] square = _squares[label];
        double[] log = _logs[label];
        for (int c = 0; c < probabilities.Length; c++)
        {
            centroid[c] += probabilities[c];
            square[c] += probabilities[c] * probabilities[c];
            log[c] += logs[c];
        }
    }

    /// <summary>
    /// Turns sums into means, and Γ = Σ_(y≠v) p_y p_v (−Q_y · mean ln P_v) column by column: Σ over other classes by prefix and suffix
    /// sums, which never subtract, so that a weight of 0 stays 0 where it meets ln 0.
    /// </summary>
    public void Finish()
    {
        int n = Counts.Sum();
        OtherLogs = NewSquare(_classes);
        OtherCentroids = NewSquare(_classes);
        for (int y = 0; y < _classes; y++)
        {
            for (int c = 0; Counts[y] > 0 && c < _classes; c++)
            {
                _centroids[y][c] /= Counts[y];
                _squares[y][c] /= Counts[y];
                _logs[y][c] /= Counts[y];
            }
        }

        for (int c = 0; c < _classes; c++)
        {
            AddOthers(_logs, OtherLogs, c, n);
            AddOthers(_centroids, OtherCentroids, c, n);
            for (int v = 0; v < _classes; v++)
            {
                double weight = OtherCentroids[v][c] * Counts[v] / n;
                Separation -= weight == 0 ? 0 : weight * _logs[v][c];
            }
        }
    }

    /// <summary>How much lower I(X;Ŷ|Y=y) is because Q_y is a mean of n_y rows: Σ_c Var(P_c)/(2 n_y Q_y,c).</summary>
    public double CentroidBias(int label)
    {
        double sum = 0;
        for (int c = 0; c < _classes; c++)
        {
            double mean = _centroids[label][c];
            sum += mean > 0 ? Math.Max(0, _squares[label][c] - (mean * mean)) / mean : 0;
        }

        return Counts[label] > 1 ? sum / (2 * (Counts[label] - 1)) : double.NaN;
    }

    private void AddOthers(double[][] means, double[][] others, int column, int n)
    {
        double before = 0;
        double behind = 0;
        for (int y = 0; y < _classes; y++)
        {
            int z = _classes - 1 - y;
            others[y][column] += before;
            others[z][column] += behind;
            before += Counts[y] == 0 ? 0 : means[y][column] * Counts[y] / n;
            behind += Counts[z] == 0 ? 0 : means[z][column] * Counts[z] / n;
        }
    }

    private static double[][] NewSquare(int size)
    {
        double[][] rows = new double[size][];
        for (int i = 0; i < size; i++)
        {
            rows[i] = new double[size];
        }

        return rows;
    }
}
