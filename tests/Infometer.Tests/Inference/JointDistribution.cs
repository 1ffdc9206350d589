namespace Infometer.Tests;

/// <summary>A joint distribution of two discrete variables whose mutual information is known exactly.</summary>
internal sealed class JointDistribution
{
    private readonly double[] _cumulative;

    private JointDistribution(double[,] p)
    {
        P = p;
        _cumulative = new double[p.Length];
        double sum = 0;
        int cell = 0;
        foreach (double value in p)
        {
            sum += value;
            _cumulative[cell++] = sum;
        }
    }

    public double[,] P { get; }

    public int Rows => P.GetLength(0);

    public int Columns => P.GetLength(1);

    public double Nats
    {
        get
        {
            double[] x = new double[Rows];
            double[] y = new double[Columns];
            for (int i = 0; i < Rows; i++)
            {
                for (int j = 0; j < Columns; j++)
                {
                    x[i] += P[i, j];
                    y[j] += P[i, j];
                }
            }

            double sum = 0;
            for (int i = 0; i < Rows; i++)
            {
                for (int j = 0; j < Columns; j++)
                {
                    sum += P[i, j] > 0 ? P[i, j] * Math.Log(P[i, j] / (x[i] * y[j])) : 0;
                }
            }

            return sum;
        }
    }

    /// <summary>A mixture of independence and y = x mod columns, with the wanted information; margins uniform or Zipf-like in X.</summary>
    public static JointDistribution WithInformation(int rows, int columns, double bits, bool zipf = false)
    {
        double wanted = bits * Math.Log(2);
        double low = 0;
        double high = 1;
        for (int i = 0; i < 100; i++)
        {
            double middle = (low + high) / 2;
            if (Mixture(rows, columns, middle, zipf).Nats < wanted)
            {
                low = middle;
            }
            else
            {
                high = middle;
            }
        }

        JointDistribution result = Mixture(rows, columns, wanted == 0 ? 0 : high, zipf);
        return Math.Abs(result.Nats - wanted) < 1e-9
            ? result
            : throw new ArgumentException($"A {rows}×{columns} table cannot hold {bits} bits.", nameof(bits));
    }

    /// <summary>Draws n rows as a contingency table's counts, row by row.</summary>
    public long[] Draw(int n, ref Rng rng)
    {
        long[] counts = new long[P.Length];
        for (int i = 0; i < n; i++)
        {
            int cell = Array.BinarySearch(_cumulative, rng.NextDouble() * _cumulative[^1]);
            counts[cell < 0 ? ~cell : cell + 1]++;
        }

        return counts;
    }

    private static JointDistribution Mixture(int rows, int columns, double share, bool zipf)
    {
        double[] x = [.. Enumerable.Range(0, rows).Select(i => zipf ? 1.0 / (i + 1) : 1.0)];
        double total = x.Sum();
        double[,] p = new double[rows, columns];
        double[] y = new double[columns];
        for (int i = 0; i < rows; i++)
        {
            y[i % columns] += x[i] / total;
        }

        for (int i = 0; i < rows; i++)
        {
            for (int j = 0; j < columns; j++)
            {
                p[i, j] = x[i] / total * (((1 - share) * y[j]) + (i % columns == j ? share : 0));
            }
        }

        return new JointDistribution(p);
    }
}
