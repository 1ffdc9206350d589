using System.Buffers;

namespace Infometer;

/// <summary>
/// What distance covariance and HSIC have in common: sums over pairs of rows of a function a of X and a function b of Y, kept per row so
/// that the statistics without any one row follow at once. With Aᵢ = Σⱼ aᵢⱼ, the statistics are functions of Σ aᵢⱼbᵢⱼ, Σ AᵢBᵢ and Σ Aᵢ · Σ
/// Bᵢ. All sums leave the diagonal out. Memory O(n).
/// </summary>
internal sealed class PairSums
{
    private readonly double _diagonalX;
    private readonly double _diagonalY;

    /// <param name="x">Per row: Aᵢ, Σⱼ aᵢⱼ², Σⱼ aᵢⱼAⱼ.</param>
    /// <param name="y">The same of Y.</param>
    /// <param name="products">Per row: Σⱼ aᵢⱼbᵢⱼ.</param>
    /// <param name="weightedX">Per row: Σⱼ aᵢⱼBⱼ.</param>
    /// <param name="weightedY">Per row: Σⱼ bᵢⱼAⱼ.</param>
    /// <param name="diagonalX">a of a row and itself.</param>
    /// <param name="diagonalY">b of a row and itself.</param>
    public PairSums(
        Margin x, Margin y, double[] products, double[] weightedX, double[] weightedY, double diagonalX, double diagonalY)
    {
        (_diagonalX, _diagonalY) = (diagonalX, diagonalY);
        (X, Y) = (x, y);
        Joint = new Product(x.Rows, y.Rows, products, weightedX, weightedY);
        SquaresX = new Product(x.Rows, x.Rows, x.Squares, x.Weighted, x.Weighted);
        SquaresY = new Product(y.Rows, y.Rows, y.Squares, y.Weighted, y.Weighted);
    }

    /// <summary>Number of rows, n.</summary>
    public int Count => X.Rows.Length;

    /// <summary>The sums of X alone.</summary>
    public Margin X { get; }

    /// <summary>The sums of Y alone.</summary>
    public Margin Y { get; }

    private Product Joint { get; }

    private Product SquaresX { get; }

    private Product SquaresY { get; }

    /// <summary>The sums of any two functions, in O(n²) time on the allowed threads.</summary>
    public static PairSums Of(PairFunction x, PairFunction y, RunContext context)
    {
        const int BlockRows = 64;
        int n = x.Count;
        Margin marginX = new(n);
        Margin marginY = new(n);
        double[] products = new double[n];
        double[] weightedX = new double[n];
        double[] weightedY = new double[n];

        void ForEachRow(PairRow use) => context.ForEach((n + BlockRows - 1) / BlockRows, block =>
        {
            double[] a = ArrayPool<double>.Shared.Rent(n);
            double[] b = ArrayPool<double>.Shared.Rent(n);
            for (int i = block * BlockRows; i < Math.Min(n, (block + 1) * BlockRows); i++)
            {
                x.Fill(i, a.AsSpan(0, n));
                y.Fill(i, b.AsSpan(0, n));
                use(i, a.AsSpan(0, n), b.AsSpan(0, n));
            }

            ArrayPool<double>.Shared.Return(a);
            ArrayPool<double>.Shared.Return(b);
        });

        ForEachRow((i, a, b) =>
        {
            marginX.Rows[i] = PairKernels.Sum(a);
            marginY.Rows[i] = PairKernels.Sum(b);
            marginX.Squares[i] = PairKernels.Dot(a, a);
            marginY.Squares[i] = PairKernels.Dot(b, b);
            products[i] = PairKernels.Dot(a, b);
        });
        ForEachRow((i, a, b) =>
        {
            marginX.Weighted[i] = PairKernels.Dot(a, marginX.Rows);
            marginY.Weighted[i] = PairKernels.Dot(b, marginY.Rows);
            weightedX[i] = PairKernels.Dot(a, marginY.Rows);
            weightedY[i] = PairKernels.Dot(b, marginX.Rows);
        });
        return new PairSums(marginX, marginY, products, weightedX, weightedY, x.Diagonal, y.Diagonal);
    }

    /// <summary>The covariance of a and b and their variances, with the bias of chance or without.</summary>
    public (double Joint, double X, double Y) Covariances(DependenceForm form) =>
        (
            Joint.Covariance(form, _diagonalX, _diagonalY),
            SquaresX.Covariance(form, _diagonalX, _diagonalX),
            SquaresY.Covariance(form, _diagonalY, _diagonalY));

    /// <summary>The covariance divided by the root of the variances' product; NaN where a variance is not positive.</summary>
    public double Correlation(DependenceForm form)
    {
        (double joint, double x, double y) = Covariances(form);
        return Ratio(joint, x, y);
    }

    /// <summary>
    /// The same where row i of X meets row order[i] of Y, from Σ aᵢⱼb_o(i)o(j): nothing else changes but Σ AᵢB_o(i).
    /// </summary>
    public double PermutedCorrelation(DependenceForm form, double products, ReadOnlySpan<int> order)
    {
        double rowProducts = 0;
        for (int i = 0; i < order.Length; i++)
        {
            rowProducts += X.Rows[i] * Y.Rows[order[i]];
        }

        (_, double x, double y) = Covariances(form);
        return Ratio(Joint.PermutedCovariance(form, _diagonalX, _diagonalY, products, rowProducts), x, y);
    }

    /// <summary>
    /// The jackknife's standard error of a function of the covariance and the variances: one recomputation without each row.
    /// </summary>
    public double JackknifeError(DependenceForm form, Func<double, double> transform)
    {
        int n = Count;
        double[] values = new double[n];
        double mean = 0;
        for (int i = 0; i < n; i++)
        {
            values[i] = transform(Ratio(
                Joint.Covariance(form, _diagonalX, _diagonalY, i),
                SquaresX.Covariance(form, _diagonalX, _diagonalX, i),
                SquaresY.Covariance(form, _diagonalY, _diagonalY, i)));
            mean += values[i] / n;
        }

        double sum = 0;
        foreach (double value in values)
        {
            sum += (value - mean) * (value - mean);
        }

        return Math.Sqrt(sum * (n - 1) / n);
    }

    /// <summary>
    /// Mean and variance of the plain covariance Σ ã_ij b̃_ij / n² (both centred) over all permutations of Y, exactly (Kazi-Aoual et al.
    /// 1995).
    /// </summary>
    public (double Mean, double Variance) PermutationMoments()
    {
        double n = Count;
        double scale = n * n;
        (double trace, double squares, double diagonal) x = Centred(X, _diagonalX, SquaresX);
        (double trace, double squares, double diagonal) y = Centred(Y, _diagonalY, SquaresY);
        double mean = x.trace * y.trace / (n - 1);
        double first = 2 * (((n - 1) * x.squares) - (x.trace * x.trace)) * (((n - 1) * y.squares) - (y.trace * y.trace))
            / ((n - 1) * (n - 1) * (n + 1) * (n - 2));
        double Excess((double Trace, double Squares, double Diagonal) m) =>
            (n * (n + 1) * m.Diagonal) - ((n - 1) * ((m.Trace * m.Trace) + (2 * m.Squares)));
        double second = Excess(x) * Excess(y) / ((n + 1) * n * (n - 1) * (n - 2) * (n - 3));
        return (mean / scale, (first + second) / (scale * scale));
    }

    private static double Ratio(double joint, double x, double y) => x > 0 && y > 0 ? joint / Math.Sqrt(x) / Math.Sqrt(y) : double.NaN;

    // Trace, sum of squares and sum of squares of the diagonal of the doubly centred matrix.
    private (double Trace, double Squares, double Diagonal) Centred(Margin margin, double diagonal, Product squares)
    {
        double n = Count;
        double grand = (PairKernels.Sum(margin.Rows) + (n * diagonal)) / (n * n);
        double trace = 0;
        double ofDiagonal = 0;
        foreach (double row in margin.Rows)
        {
            double centred = diagonal - (2 * (row + diagonal) / n) + grand;
            trace += centred;
            ofDiagonal += centred * centred;
        }

        return (trace, n * n * squares.Covariance(DependenceForm.Biased, diagonal, diagonal), ofDiagonal);
    }

    private delegate void PairRow(int row, ReadOnlySpan<double> a, ReadOnlySpan<double> b);

    /// <summary>Per row of one variable: Aᵢ, Σⱼ aᵢⱼ² and Σⱼ aᵢⱼAⱼ.</summary>
    internal sealed class Margin(int n)
    {
        public double[] Rows { get; } = new double[n];

        public double[] Squares { get; } = new double[n];

        public double[] Weighted { get; } = new double[n];
    }

    /// <summary>A covariance of two functions as a function of four sums, and what each row contributes to them.</summary>
    private sealed class Product(double[] rowsA, double[] rowsB, double[] products, double[] weightedA, double[] weightedB)
    {
        private readonly double _products = PairKernels.Sum(products);
        private readonly double _rowProducts = PairKernels.Dot(rowsA, rowsB);
        private readonly double _totalA = PairKernels.Sum(rowsA);
        private readonly double _totalB = PairKernels.Sum(rowsB);

        /// <summary>The covariance of all rows, or of all but one.</summary>
        public double Covariance(DependenceForm form, double diagonalA, double diagonalB, int without = -1) => without < 0
            ? Covariance(form, diagonalA, diagonalB, rowsA.Length, _products, _rowProducts, _totalA, _totalB)
            : Covariance(
                form,
                diagonalA,
                diagonalB,
                rowsA.Length - 1,
                _products - (2 * products[without]),
                _rowProducts - (rowsA[without] * rowsB[without]) - weightedA[without] - weightedB[without] + products[without],
                _totalA - (2 * rowsA[without]),
                _totalB - (2 * rowsB[without]));

        /// <summary>The covariance where the rows of b are in another order, which leaves the totals alone.</summary>
        public double PermutedCovariance(DependenceForm form, double diagonalA, double diagonalB, double products, double rowProducts) =>
            Covariance(form, diagonalA, diagonalB, rowsA.Length, products, rowProducts, _totalA, _totalB);

        private static double Covariance(
            DependenceForm form,
            double diagonalA,
            double diagonalB,
            double n,
            double products,
            double rowProducts,
            double totalA,
            double totalB)
        {
            if (form == DependenceForm.BiasCorrected)
            {
                // U-centred (Székely and Rizzo 2014; Song et al. 2012): the diagonal plays no part.
                return (products - (2 * rowProducts / (n - 2)) + (totalA / (n - 1) * totalB / (n - 2))) / (n * (n - 3));
            }

            products += n * diagonalA * diagonalB;
            rowProducts += (diagonalB * totalA) + (diagonalA * totalB) + (n * diagonalA * diagonalB);
            totalA += n * diagonalA;
            totalB += n * diagonalB;
            return ((products / n) - (2 * rowProducts / n / n) + (totalA / n / n * totalB / n)) / n;
        }
    }
}
