namespace Infometer;

/// <summary>Random numbers of the laws that <see cref="Rng"/> does not have.</summary>
internal static class RandomDraws
{
    /// <summary>χ² with any number of degrees of freedom.</summary>
    public static double ChiSquare(ref Rng rng, double freedom)
    {
        if (freedom is not (1 or 2 or 3))
        {
            return 2 * Gamma(ref rng, freedom / 2);
        }

        double sum = freedom == 1 ? 0 : 2 * rng.NextExponential();
        if (freedom != 2)
        {
            double z = rng.NextNormal();
            sum += z * z;
        }

        return sum;
    }

    /// <summary>Gamma with scale 1 (Marsaglia and Tsang 2000).</summary>
    public static double Gamma(ref Rng rng, double shape)
    {
        if (shape < 1)
        {
            return Gamma(ref rng, shape + 1) * Math.Pow(rng.NextOpenDouble(), 1 / shape);
        }

        double d = shape - (1.0 / 3);
        double c = 1 / Math.Sqrt(9 * d);
        while (true)
        {
            double z = rng.NextNormal();
            double t = 1 + (c * z);
            double v = t * t * t;
            if (v > 0 && Math.Log(rng.NextOpenDouble()) < (0.5 * z * z) + d - (d * v) + (d * Math.Log(v)))
            {
                return d * v;
            }
        }
    }

    /// <summary>Positive stable of index 1/θ: the Laplace transform is exp(−t^(1/θ)) (Kanter 1975).</summary>
    public static double PositiveStable(ref Rng rng, double theta)
    {
        double alpha = 1 / theta;
        double angle = Math.PI * rng.NextOpenDouble();
        return Math.Sin(alpha * angle) / Math.Pow(Math.Sin(angle), theta)
            * Math.Pow(Math.Sin((1 - alpha) * angle) / rng.NextExponential(), theta - 1);
    }

    /// <summary>Poisson, by the number of exponential waits that fit: O(mean).</summary>
    public static int Poisson(ref Rng rng, double mean)
    {
        int count = -1;
        for (double time = 0; time <= mean; count++)
        {
            time += rng.NextExponential();
        }

        return count;
    }

    /// <summary>The place at which a uniform number falls among cumulative weights of which the last is 1.</summary>
    public static int Place(ref Rng rng, ReadOnlySpan<double> cumulative)
    {
        double u = rng.NextDouble();
        int low = 0;
        int high = cumulative.Length - 1;
        while (low < high)
        {
            int middle = (low + high) / 2;
            if (u < cumulative[middle])
            {
                high = middle;
            }
            else
            {
                low = middle + 1;
            }
        }

        return low;
    }

    /// <summary>Running sums of weights, the last put to 1 against rounding.</summary>
    public static double[] Cumulate(ReadOnlySpan<double> weights)
    {
        double[] cumulative = new double[weights.Length];
        double sum = 0;
        for (int i = 0; i < weights.Length; i++)
        {
            sum += weights[i];
            cumulative[i] = sum;
        }

        int last = weights.LastIndexOfAnyExcept(0);
        cumulative.AsSpan(last).Fill(1);
        return cumulative;
    }
}
