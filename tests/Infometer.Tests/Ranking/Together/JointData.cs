namespace Infometer.Tests;

/// <summary>Tables whose information is known.</summary>
internal static class JointData
{
    /// <summary>y = a XOR b of two fair bits, flipped with a probability.</summary>
    public static Table Xor(int n, double flip, ref Rng rng)
    {
        double[] a = new double[n];
        double[] b = new double[n];
        string[] y = new string[n];
        for (int i = 0; i < n; i++)
        {
            a[i] = rng.NextInt(2);
            b[i] = rng.NextInt(2);
            y[i] = (a[i] != b[i]) ^ (rng.NextDouble() < flip) ? "1" : "0";
        }

        return Table.Of(Column.Numeric("a", a), Column.Numeric("b", b), Column.Categorical("y", y));
    }

    /// <summary>Normal columns and a target of two classes that knows nothing of them.</summary>
    public static Table Independent(int n, int columns, double share, ref Rng rng)
    {
        string[] y = new string[n];
        for (int i = 0; i < n; i++)
        {
            // Both classes occur, however rare one is.
            y[i] = i < 2 ? $"{i}" : rng.NextDouble() < share ? "1" : "0";
        }

        return Table.Of([.. Normals(n, columns, ref rng).Select((x, j) => Column.Numeric($"x{j}", x)), Column.Categorical("y", y)]);
    }

    /// <summary>A normal y with correlation rho to the first of two independent normal columns.</summary>
    public static Table Gaussian(int n, double rho, ref Rng rng)
    {
        double[][] x = Normals(n, 2, ref rng);
        double[] y = Normals(n, 1, ref rng)[0];
        double[] mixed = [.. y.Select((noise, i) => (rho * x[0][i]) + (Math.Sqrt(1 - (rho * rho)) * noise))];
        return Table.Of(Column.Numeric("x0", x[0]), Column.Numeric("x1", x[1]), Column.Numeric("y", mixed));
    }

    /// <summary>Four normal columns whose scaled sum is the logit of y; the sum over 2 is standard normal.</summary>
    public static Table Logistic(int n, double scale, ref Rng rng)
    {
        double[][] x = Normals(n, 4, ref rng);
        string[] y = new string[n];
        for (int i = 0; i < n; i++)
        {
            double logit = scale * (x[0][i] + x[1][i] + x[2][i] + x[3][i]) / 2;
            y[i] = rng.NextDouble() < 1 / (1 + Math.Exp(-logit)) ? "1" : "0";
        }

        return Table.Of([.. x.Select((v, j) => Column.Numeric($"x{j}", v)), Column.Categorical("y", y)]);
    }

    /// <summary>I(X;Y) in nats of <see cref="Logistic"/>, by the trapezoidal rule over the standard normal.</summary>
    public static double LogisticInformation(double scale)
    {
        double noise = 0;
        const double Step = 0.001;
        for (double z = -8; z <= 8; z += Step)
        {
            double p = 1 / (1 + Math.Exp(-scale * z));
            noise += Entropy(p, 1 - p) * Math.Exp(-0.5 * z * z) / Math.Sqrt(2 * Math.PI) * Step;
        }

        return Math.Log(2) - noise;
    }

    /// <summary>x of c levels; y = x with a probability, else any level.</summary>
    public static Table Levels(int n, int levels, double same, ref Rng rng)
    {
        string[] x = new string[n];
        string[] y = new string[n];
        for (int i = 0; i < n; i++)
        {
            int level = rng.NextInt(levels);
            x[i] = $"level {level}";
            y[i] = $"level {(rng.NextDouble() < same ? level : rng.NextInt(levels))}";
        }

        return Table.Of(Column.Categorical("x", x), Column.Categorical("y", y));
    }

    /// <summary>I(X;Y) of <see cref="Levels"/>.</summary>
    public static double LevelsInformation(int levels, double same)
    {
        double equal = same + ((1 - same) / levels);
        double other = (1 - same) / levels;
        return Math.Log(levels) + (equal * Math.Log(equal)) + ((levels - 1) * other * Math.Log(other));
    }

    /// <summary>A tenth of the rows told with one error in a hundred, the others not at all.</summary>
    public static Table TenthSure(int n, ref Rng rng)
    {
        string[] x = new string[n];
        string[] y = new string[n];
        for (int i = 0; i < n; i++)
        {
            bool isOne = rng.NextInt(2) == 1;
            x[i] = rng.NextDouble() < 0.1 ? (isOne ? "sure 1" : "sure 0") : $"other {rng.NextInt(4)}";
            isOne ^= x[i][0] == 's' && rng.NextDouble() < 0.01;
            y[i] = isOne ? "1" : "0";
        }

        return Table.Of(Column.Categorical("x", x), Column.Categorical("y", y));
    }

    /// <summary>Two slow autoregressive series (0.95) that know nothing of each other, the target the sign of one; new in every block.</summary>
    public static Table Series(int n, int block, ref Rng rng)
    {
        double[] x = new double[n];
        string[] y = new string[n];
        double innovation = Math.Sqrt(1 - (0.95 * 0.95));
        (double a, double b) = (0, 0);
        for (int i = 0; i < n; i++)
        {
            (a, b) = i % block == 0 ? (rng.NextNormal(), rng.NextNormal()) : (a, b);
            a = (0.95 * a) + (innovation * rng.NextNormal());
            b = (0.95 * b) + (innovation * rng.NextNormal());
            x[i] = a;
            y[i] = b > 0 ? "1" : "0";
        }

        return Table.Of(Column.Numeric("x", x), Column.Categorical("y", y));
    }

    /// <summary>H of probabilities, in nats.</summary>
    public static double Entropy(params double[] probabilities) => probabilities.Sum(p => p > 0 ? -p * Math.Log(p) : 0);

    /// <summary>The group of each row: consecutive blocks.</summary>
    public static int[] Blocks(int n, int block) => [.. Enumerable.Range(0, n).Select(i => i / block)];

    private static double[][] Normals(int n, int columns, ref Rng rng)
    {
        double[][] x = new double[columns][];
        for (int j = 0; j < columns; j++)
        {
            x[j] = new double[n];
            for (int i = 0; i < n; i++)
            {
                x[j][i] = rng.NextNormal();
            }
        }

        return x;
    }
}
