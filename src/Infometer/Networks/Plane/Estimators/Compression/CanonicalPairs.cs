namespace Infometer;

/// <summary>
/// Pairs of functions of X and Y that share information: canonical coordinates of <see cref="ProductFeatures"/> of both sides, as far as they correlate beyond
/// chance, up to the first that is a function of those before it.
/// </summary>
/// <remarks>
/// Behind two sides that depend on each other through k jointly normal pairs of correlations ρ₁ ≥ … ≥ ρ_k, the canonical correlations of their functions are
/// all products of powers of the ρs (Lancaster 1958, The structure of bivariate distributions), of which only the first powers are information of their own.
/// A product shows in two ways: its ρ² is at most ρ₁⁴, and its coordinate is a function of earlier ones, told by regression on their squares and products. The
/// first product ends the list, so that pairs which are weaker than it are left out. There are no more pairs than columns on either side.
/// </remarks>
internal sealed class CanonicalPairs
{
    // More features follow curved functions better, and leave less of weak dependences above chance.
    private const int RowsPerFeature = 10;
    private const int Most = 16;

    // The share of a coordinate's variance that earlier ones may explain: from the first number where ρ² ≤ ρ₁⁴ to the sum of both where ρ² = ρ₁². On images of
    // known information (KnownImages) coordinates of their own have at most 0.14 at 5,000 rows and 0.3 at 1,000, products 0.36 and more.
    private const double MostExplained = 0.15;
    private const double MoreExplained = 0.25;

    private CanonicalPairs(double[][] x, double[][] y, double[] squares, FittedCorrelation fitted)
    {
        X = x;
        Y = y;
        Squares = squares;
        Fitted = fitted;
    }

    /// <summary>The coordinates of X, one array per pair, of variance 1.</summary>
    public double[][] X { get; }

    /// <summary>The coordinates of Y.</summary>
    public double[][] Y { get; }

    /// <summary>The squared correlation of each pair in the sample.</summary>
    public double[] Squares { get; }

    /// <summary>What fitting adds to them.</summary>
    public FittedCorrelation Fitted { get; }

    /// <summary>Fits two sides. O(n p²) for p ≤ n/10 features a side.</summary>
    /// <param name="x">Whitened principal components of X, the largest first.</param>
    /// <param name="y">Those of Y, of the same rows.</param>
    /// <param name="context">Threads and cancellation.</param>
    public static CanonicalPairs Of(double[][] x, double[][] y, RunContext context)
    {
        int rows = x[0].Length;
        int most = Math.Max(1, rows / RowsPerFeature);
        double[][] featuresX = ProductFeatures.Of(x, most);
        double[][] featuresY = ProductFeatures.Of(y, most);
        CanonicalCorrelations fit = CanonicalCorrelations.Fit(featuresX, featuresY, null, shrink: false, context);
        double[] squares = Array.ConvertAll(fit.Correlations, rho => rho * rho);
        FittedCorrelation fitted = new(fit.DirectionsX.Length, fit.DirectionsY.Length, rows);
        double chance = fitted.Chance;
        int above = squares.Take(Math.Min(Most, Math.Min(x.Length, y.Length))).TakeWhile(square => square > chance).Count();
        double[][] u = fit.ProjectX(featuresX, above, context);
        double[][] v = fit.ProjectY(featuresY, above, context);
        double[] own = [.. squares.Take(above).Select(square => 1 - fitted.Unexplained(square))];
        int kept = Math.Min(1, above);
        while (kept < above && !IsProduct(u, own, fitted.P, rows, kept, context) && !IsProduct(v, own, fitted.Q, rows, kept, context))
        {
            kept++;
        }

        return new CanonicalPairs(u[..kept], v[..kept], squares[..kept], fitted);
    }

    private static bool IsProduct(double[][] coordinates, double[] squares, int features, int rows, int index, RunContext context)
    {
        double square = squares[index];
        double product = squares[0] * squares[0];
        double place = product < squares[0] ? Math.Clamp((square - product) / (squares[0] - product), 0, 1) : 0;

        // Beside its signal a coordinate holds the share of the rest that its features pick up by chance, which nothing explains.
        double signal = square / (square + ((1 - square) * features / rows));
        return Explained(coordinates, index, context) > (MostExplained + (MoreExplained * place)) * signal;
    }

    // R² of one coordinate by those before it, their squares and products.
    private static double Explained(double[][] coordinates, int index, RunContext context)
    {
        double[][] earlier = coordinates[..index];
        IEnumerable<double[]> products = earlier.SelectMany((a, i) => earlier.Skip(i).Select(b => a.Zip(b, static (s, t) => s * t).ToArray()));
        double rho = CanonicalCorrelations.Fit([coordinates[index]], [.. earlier, .. products], null, shrink: false, context).Correlations[0];
        return rho * rho;
    }
}
