namespace Infometer.Tests;

/// <summary>Pairs of variables that are normal, or nearly.</summary>
internal static class SpecificationData
{
    public static Sample Of(string law, int count, int dimension, ulong seed)
    {
        Rng rng = Rng.For(seed, law);
        double[][] x = NormalData.Columns(count, dimension, seed, 1);
        double[][] y = NormalData.Columns(count, dimension, seed, 2);
        double[][] extra = NormalData.Columns(count, 5, seed, 3);
        for (int i = 0; i < count; i++)
        {
            // Five squares make the common scale of a Student law with 5 degrees of freedom.
            double scale = law == "student" ? Math.Sqrt(5 / extra.Sum(c => c[i] * c[i])) : 1;
            double rho = law switch
            {
                "cross" => rng.NextDouble() < 0.5 ? 0.9 : -0.9,
                "lopsided-cross" => rng.NextDouble() < 0.7 ? 0.9 : -0.9,
                "student" => 0.6,
                _ => 0.8,
            };
            for (int j = 0; j < dimension; j++)
            {
                switch (law)
                {
                    case "equal":
                        // All columns of both sides correlate by 0.5.
                        x[j][i] = (x[j][i] + extra[0][i]) / Math.Sqrt(2);
                        y[j][i] = (y[j][i] + extra[0][i]) / Math.Sqrt(2);
                        break;
                    case "square":
                        y[j][i] += x[j][i] * x[j][i];
                        break;
                    case "additive":
                        x[j][i] = rng.NextDouble();
                        y[j][i] = x[j][i] + (0.2 * rng.NextDouble());
                        break;
                    case "spiral":
                        break;
                    default:
                        y[j][i] = scale * ((rho * x[j][i]) + (Math.Sqrt(1 - (rho * rho)) * y[j][i]));
                        x[j][i] *= scale;
                        y[j][i] = law == "cubic" ? y[j][i] * y[j][i] * y[j][i] : y[j][i];
                        break;
                }
            }
        }

        if (law == "spiral")
        {
            Spiral(x, y, extra);
        }

        return Sample.Align([NormalData.Variable(x), NormalData.Variable(y)]);
    }

    // Two pairs of columns that correlate by 0.8; then planes turn by the mean square of the row's columns.
    private static void Spiral(double[][] x, double[][] y, double[][] shared)
    {
        for (int i = 0; i < x[0].Length; i++)
        {
            for (int j = 0; j < 2; j++)
            {
                x[j][i] = ((2 * shared[j][i]) + x[j][i]) / Math.Sqrt(5);
                y[j][i] = ((2 * shared[j][i]) + y[j][i]) / Math.Sqrt(5);
            }

            Turn(x, 0, i);
            Turn(y, 1, i);
        }
    }

    private static void Turn(double[][] columns, int first, int row)
    {
        double angle = columns.Average(c => c[row] * c[row]);
        (double a, double b) = (columns[first][row], columns[first + 1][row]);
        columns[first][row] = (Math.Cos(angle) * a) - (Math.Sin(angle) * b);
        columns[first + 1][row] = (Math.Sin(angle) * a) + (Math.Cos(angle) * b);
    }
}
