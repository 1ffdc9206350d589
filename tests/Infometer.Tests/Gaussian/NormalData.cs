namespace Infometer.Tests;

/// <summary>Normal samples of known covariance.</summary>
internal static class NormalData
{
    /// <summary>I(X₁;X₂) as a term.</summary>
    public static InformationTerm Pair { get; } = new([VariableSet.Of(0), VariableSet.Of(1)]);

    /// <summary>I(X₁;X₂|X₃) as a term.</summary>
    public static InformationTerm Conditional { get; } = new([VariableSet.Of(0), VariableSet.Of(1)], VariableSet.Of(2));

    /// <summary>Independent standard normal columns.</summary>
    public static double[][] Columns(int count, int dimension, ulong seed, long index = 0)
    {
        Rng rng = Rng.For(seed, "normal data", index);
        double[][] columns = new double[dimension][];
        for (int j = 0; j < dimension; j++)
        {
            columns[j] = new double[count];
            for (int i = 0; i < count; i++)
            {
                columns[j][i] = rng.NextNormal();
            }
        }

        return columns;
    }

    /// <summary>Two variables of d columns, correlated ρ column by column: I = −d/2 ln(1 − ρ²).</summary>
    public static Sample Pairs(int count, int dimension, double rho, ulong seed, long index = 0)
    {
        double[][] columns = Columns(count, 2 * dimension, seed, index);
        for (int j = 0; j < dimension; j++)
        {
            columns[dimension + j] = Combine((rho, columns[j]), (Math.Sqrt(1 - (rho * rho)), columns[dimension + j]));
        }

        return Sample.Align([Variable(columns[..dimension]), Variable(columns[dimension..])]);
    }

    /// <summary>The truth of <see cref="Pairs"/>.</summary>
    public static double Truth(int dimension, double rho) => -0.5 * dimension * Math.Log(1 - (rho * rho));

    /// <summary>Columns whose sample covariance (of n) is exactly this positive semidefinite matrix.</summary>
    public static double[][] WithCovariance(int count, double[,] covariance, ulong seed)
    {
        int d = covariance.GetLength(0);
        double[][] columns = Columns(count, d, seed);
        for (int j = 0; j < d; j++)
        {
            double mean = columns[j].Average();
            columns[j] = [.. columns[j].Select(v => v - mean)];
            for (int pass = 0; pass < 2; pass++)
            {
                for (int k = 0; k < j; k++)
                {
                    columns[j] = Combine((1, columns[j]), (-Dot(columns[j], columns[k]) / count, columns[k]));
                }
            }

            columns[j] = Combine((1 / Math.Sqrt(Dot(columns[j], columns[j]) / count), columns[j]));
        }

        double[,] root = Root(covariance);
        return [.. Enumerable.Range(0, d).Select(i => Combine([.. Enumerable.Range(0, i + 1).Select(k => (root[i, k], columns[k]))]))];
    }

    /// <summary>Columns as one variable.</summary>
    public static Variable Variable(params double[][] columns)
    {
        double[] values = new double[columns[0].Length * columns.Length];
        for (int i = 0; i < columns[0].Length; i++)
        {
            for (int j = 0; j < columns.Length; j++)
            {
                values[(i * columns.Length) + j] = columns[j][i];
            }
        }

        return Infometer.Variable.Continuous(values, columns.Length);
    }

    /// <summary>Σ weight · column.</summary>
    public static double[] Combine(params (double Weight, double[] Column)[] parts) =>
        [.. Enumerable.Range(0, parts[0].Column.Length).Select(i => parts.Sum(p => p.Weight * p.Column[i]))];

    private static double Dot(double[] a, double[] b) => a.Zip(b, (x, y) => x * y).Sum();

    private static double[,] Root(double[,] matrix)
    {
        int d = matrix.GetLength(0);
        double[,] root = new double[d, d];
        for (int i = 0; i < d; i++)
        {
            for (int j = 0; j <= i; j++)
            {
                double rest = matrix[i, j];
                for (int k = 0; k < j; k++)
                {
                    rest -= root[i, k] * root[j, k];
                }

                root[i, j] = i == j ? Math.Sqrt(Math.Max(0, rest)) : root[j, j] > 0 ? rest / root[j, j] : 0;
            }
        }

        return root;
    }
}
