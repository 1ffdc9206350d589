namespace Infometer;

/// <summary>The box along the principal axes of a neighbourhood.</summary>
internal static class PrincipalBox
{
    private const int MostSweeps = 60;

    /// <summary>
    /// Σ over the principal axes of ln of how far the offsets reach along the axis, half the box's width. −∞ where they span fewer
    /// dimensions.
    /// </summary>
    /// <param name="offsets">The offsets of the neighbours from the centre, k × d row by row.</param>
    /// <param name="d">Number of dimensions.</param>
    public static double LogHalfWidths(ReadOnlySpan<double> offsets, int d)
    {
        int k = offsets.Length / d;
        double largest = 0;
        foreach (double offset in offsets)
        {
            largest = Math.Max(largest, Math.Abs(offset));
        }

        double[] axes = Axes(offsets, d, largest);
        double sum = 0;
        for (int axis = 0; axis < d; axis++)
        {
            double reach = 0;
            for (int i = 0; i < k; i++)
            {
                double along = 0;
                for (int j = 0; j < d; j++)
                {
                    along += offsets[(i * d) + j] * axes[(j * d) + axis];
                }

                reach = Math.Max(reach, Math.Abs(along));
            }

            // Less than this is the rounding of the projection: the offsets lie in a plane.
            sum += reach > 1e-14 * d * largest ? Math.Log(reach) : double.NegativeInfinity;
        }

        return sum;
    }

    // Eigenvectors of Σ offset·offsetᵀ, one per column, by Jacobi's rotations; one-sided ones on the offsets themselves, because squares
    // would lose half the digits of a flat neighbourhood.
    private static double[] Axes(ReadOnlySpan<double> offsets, int d, double scale)
    {
        int k = offsets.Length / d;
        double[] turned = new double[offsets.Length];
        for (int i = 0; i < turned.Length; i++)
        {
            turned[i] = scale > 0 ? offsets[i] / scale : 0;
        }

        double[] axes = new double[d * d];
        for (int j = 0; j < d; j++)
        {
            axes[(j * d) + j] = 1;
        }

        bool isTurning = true;
        for (int sweep = 0; isTurning && sweep < MostSweeps; sweep++)
        {
            isTurning = false;
            for (int p = 0; p < d - 1; p++)
            {
                for (int q = p + 1; q < d; q++)
                {
                    isTurning |= Turn(turned, axes, k, d, p, q);
                }
            }
        }

        return axes;
    }

    // Makes columns p and q of the offsets orthogonal; says whether they were not.
    private static bool Turn(double[] offsets, double[] axes, int k, int d, int p, int q)
    {
        double pp = 0;
        double qq = 0;
        double pq = 0;
        for (int i = 0; i < k; i++)
        {
            double a = offsets[(i * d) + p];
            double b = offsets[(i * d) + q];
            pp += a * a;
            qq += b * b;
            pq += a * b;
        }

        if (Math.Abs(pq) <= 1e-15 * Math.Sqrt(pp * qq))
        {
            return false;
        }

        double zeta = (qq - pp) / (2 * pq);
        double tangent = (zeta >= 0 ? 1 : -1) / (Math.Abs(zeta) + Math.Sqrt(1 + (zeta * zeta)));
        double cosine = 1 / Math.Sqrt(1 + (tangent * tangent));
        Rotate(offsets, k, d, p, q, cosine, cosine * tangent);
        Rotate(axes, d, d, p, q, cosine, cosine * tangent);
        return true;
    }

    private static void Rotate(double[] matrix, int rows, int d, int p, int q, double cosine, double sine)
    {
        for (int i = 0; i < rows; i++)
        {
            double a = matrix[(i * d) + p];
            double b = matrix[(i * d) + q];
            matrix[(i * d) + p] = (cosine * a) - (sine * b);
            matrix[(i * d) + q] = (sine * a) + (cosine * b);
        }
    }
}
