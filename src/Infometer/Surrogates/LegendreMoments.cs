namespace Infometer;

/// <summary>
/// The shapes of single columns: shifted Legendre polynomials of their ranks, degrees 1 to 4, which are orthonormal for a uniform column.
/// </summary>
internal static class LegendreMoments
{
    private const int Degrees = 4;

    /// <summary>The polynomials of every column, column by column. Equal values share their mean rank.</summary>
    public static double[][] Of(double[][] columns) => [.. columns.SelectMany(OfColumn)];

    private static double[][] OfColumn(double[] column)
    {
        int n = column.Length;
        double[][] features = [.. Enumerable.Range(0, Degrees).Select(_ => new double[n])];
        double[] scores = [.. column];
        ColumnPreparation.Standardize(scores, Standardization.RankGaussian);
        for (int i = 0; i < n; i++)
        {
            double t = (2 * SpecialFunctions.NormalCdf(scores[i])) - 1;
            double before = 1;
            double now = t;
            for (int k = 0; k < Degrees; k++)
            {
                features[k][i] = now;

                // (k + 2) P₍k+2₎ = (2k + 3) t P₍k+1₎ − (k + 1) P₍k₎.
                (before, now) = (now, ((((2 * k) + 3) * t * now) - ((k + 1) * before)) / (k + 2));
            }
        }

        return features;
    }
}
