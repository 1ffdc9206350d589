namespace Infometer.Tests;

/// <summary>The synergy and the fit of the model without three-way interaction, written down as they are defined.</summary>
internal static class SynergyTwin
{
    /// <summary>H(i,j) + H(i,y) + H(j,y) − H(i,j,y) − H(i) − H(j) − H(y).</summary>
    public static double Synergy(double[,,] p) =>
        Entropy(p, 1, 1, 0) + Entropy(p, 1, 0, 1) + Entropy(p, 0, 1, 1) - Entropy(p, 1, 1, 1)
        - Entropy(p, 1, 0, 0) - Entropy(p, 0, 1, 0) - Entropy(p, 0, 0, 1);

    /// <summary>G² and X² of the counts against the fit, by plain iteration from a table of ones.</summary>
    public static (double Likelihood, double Pearson) Test(double[,,] counts)
    {
        double[,,] m = Fit(counts);
        double g = 0;
        double x = 0;
        ForEach(counts, (i, j, y) =>
        {
            if (counts[i, j, y] > 0)
            {
                g += 2 * counts[i, j, y] * Math.Log(counts[i, j, y] / m[i, j, y]);
            }

            x += m[i, j, y] > 1e-300 ? (counts[i, j, y] - m[i, j, y]) * (counts[i, j, y] - m[i, j, y]) / m[i, j, y] : 0;
        });
        return (g, x);
    }

    /// <summary>2 Σ n ln(n/k), k the Kirkwood superposition scaled to the number of rows.</summary>
    public static double KirkwoodLikelihood(double[,,] counts)
    {
        double n = 0;
        ForEach(counts, (i, j, y) => n += counts[i, j, y]);
        double[,,] k = new double[counts.GetLength(0), counts.GetLength(1), counts.GetLength(2)];
        double sum = 0;
        ForEach(counts, (i, j, y) =>
        {
            double down = Margin(counts, i, -1, -1) * Margin(counts, -1, j, -1) * Margin(counts, -1, -1, y);
            k[i, j, y] = Margin(counts, i, j, -1) * Margin(counts, i, -1, y) * Margin(counts, -1, j, y) / down;
            sum += k[i, j, y];
        });
        double g = 0;
        ForEach(counts, (i, j, y) =>
            g += counts[i, j, y] > 0 ? 2 * counts[i, j, y] * Math.Log(counts[i, j, y] / (k[i, j, y] * n / sum)) : 0);
        return g;
    }

    public static double[,,] Count(Codes first, Codes second, Codes target)
    {
        double[,,] counts = new double[first.LevelCount, second.LevelCount, target.LevelCount];
        for (int row = 0; row < first.Count; row++)
        {
            counts[first[row], second[row], target[row]]++;
        }

        return counts;
    }

    private static double[,,] Fit(double[,,] counts)
    {
        double[,,] m = new double[counts.GetLength(0), counts.GetLength(1), counts.GetLength(2)];
        ForEach(m, (i, j, y) => m[i, j, y] = 1);
        for (int cycle = 0; cycle < 3_000; cycle++)
        {
            Scale((i, j, y) => (i, j, -1));
            Scale((i, j, y) => (i, -1, y));
            Scale((i, j, y) => (-1, j, y));
        }

        return m;

        void Scale(Func<int, int, int, (int, int, int)> line)
        {
            double[,,] old = (double[,,])m.Clone();
            ForEach(m, (i, j, y) =>
            {
                (int a, int b, int c) = line(i, j, y);
                double sum = Margin(old, a, b, c);
                m[i, j, y] = sum > 0 ? old[i, j, y] * Margin(counts, a, b, c) / sum : 0;
            });
        }
    }

    private static double Margin(double[,,] table, int i, int j, int y)
    {
        double sum = 0;
        ForEach(table, (a, b, c) => sum += (i < 0 || a == i) && (j < 0 || b == j) && (y < 0 || c == y) ? table[a, b, c] : 0);
        return sum;
    }

    private static double Entropy(double[,,] p, int first, int second, int target)
    {
        Dictionary<(int, int, int), double> cells = [];
        ForEach(p, (i, j, y) =>
        {
            (int, int, int) key = (i * first, j * second, y * target);
            cells[key] = cells.GetValueOrDefault(key) + p[i, j, y];
        });
        return -cells.Values.Where(v => v > 0).Sum(v => v * Math.Log(v));
    }

    private static void ForEach(double[,,] table, Action<int, int, int> visit)
    {
        for (int i = 0; i < table.GetLength(0); i++)
        {
            for (int j = 0; j < table.GetLength(1); j++)
            {
                for (int y = 0; y < table.GetLength(2); y++)
                {
                    visit(i, j, y);
                }
            }
        }
    }
}
