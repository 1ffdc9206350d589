namespace Infometer;

/// <summary>
/// How far the rows of a side lie from its centre, and in which directions: what dependence shows in that no correlation does.
/// </summary>
internal static class SideShape
{
    /// <summary>The normal scores of the rows' lengths.</summary>
    public static double[] RadiusScores(double[][] columns)
    {
        double[] radii = Squares(columns);
        ColumnPreparation.Standardize(radii, Standardization.RankGaussian);
        return radii;
    }

    /// <summary>What stands for a side in a single column: the scores of its rows' lengths, or of itself where it is one.</summary>
    public static double[] Distance(double[][] columns)
    {
        if (columns.Length > 1)
        {
            return RadiusScores(columns);
        }

        double[] scores = [.. columns[0]];
        ColumnPreparation.Standardize(scores, Standardization.RankGaussian);
        return scores;
    }

    /// <summary>The rows brought to the length √d.</summary>
    public static double[][] Directions(double[][] columns)
    {
        if (columns.Length == 1)
        {
            // Exactly, since what rounding leaves of 1 would pass for scatter.
            return [Array.ConvertAll(columns[0], static value => (double)Math.Sign(value))];
        }

        double[] squares = Squares(columns);
        double width = columns.Length;
        return Array.ConvertAll(columns, column =>
        {
            double[] direction = new double[column.Length];
            for (int i = 0; i < direction.Length; i++)
            {
                direction[i] = squares[i] > 0 ? Math.Sqrt(width / squares[i]) * column[i] : 0;
            }

            return direction;
        });
    }

    /// <summary>Columns without those that follow from others, of mean 0, unit variance and uncorrelated.</summary>
    public static double[][] White(double[][] columns, RunContext context) => WhiteBeyond([], columns, context);

    /// <summary>
    /// What the direction says jointly with the distance, beyond the direction itself: the columns Ũⱼ·g less their regression on
    /// (1, Ũ), white.
    /// </summary>
    /// <param name="columns">The side, or some of its coordinates.</param>
    /// <param name="scores">g, the <see cref="RadiusScores"/> of the side.</param>
    /// <param name="context">Threads and cancellation.</param>
    public static double[][] Twisted(double[][] columns, double[] scores, RunContext context)
    {
        double[][] directions = Directions(columns);
        return WhiteBeyond(directions, Array.ConvertAll(directions, direction => Product(direction, scores)), context);
    }

    /// <summary>What products of the direction say beyond the direction itself, less their regression on (1, Ũ), white.</summary>
    /// <param name="columns">The side.</param>
    /// <param name="leading">The products Ũᵢ Ũⱼ are those of so many leading coordinates with all; 0 for the squares Ũⱼ² alone.</param>
    /// <param name="context">Threads and cancellation.</param>
    public static double[][] Bent(double[][] columns, int leading, RunContext context)
    {
        double[][] directions = Directions(columns);
        double[][] products = leading == 0
            ? Array.ConvertAll(directions, static direction => Product(direction, direction))
            : [.. Enumerable.Range(0, leading).SelectMany(i => directions[i..].Select(other => Product(directions[i], other)))];
        return WhiteBeyond(directions, products, context);
    }

    private static double[] Product(double[] a, double[] b)
    {
        double[] product = new double[a.Length];
        for (int i = 0; i < product.Length; i++)
        {
            product[i] = a[i] * b[i];
        }

        return product;
    }

    private static double[][] WhiteBeyond(double[][] given, double[][] asked, RunContext context)
    {
        double[][] all = [.. given.Concat(asked).Select(static c => (double[])c.Clone())];
        foreach (double[] column in all)
        {
            NumericColumns.Standardize(column);
        }

        int n = all[0].Length;
        double[] covariance = CrossProducts.Matrix(all, context);
        CrossProducts.Scale(covariance, 1.0 / n);
        PivotedCholesky factor = PivotedCholesky.Of(
            covariance, all.Length, [.. Enumerable.Range(0, given.Length)], [.. Enumerable.Range(given.Length, asked.Length)]);
        return factor.Whiten(all, 0, n)[factor.Given.Length..];
    }

    private static double[] Squares(double[][] columns)
    {
        double[] squares = new double[columns[0].Length];
        foreach (double[] column in columns)
        {
            CrossProducts.AddSquares(squares, column);
        }

        return squares;
    }
}
