namespace Infometer.Tests;

/// <summary>
/// X is a chain of two levels that stays with probability (1 + memory)/2; Y copies the X before it with probability <c>copied</c> and else tosses a coin.
/// </summary>
internal static class CopyingChains
{
    public static Variable[] Draw(int n, double copied, double memory, ref Rng rng)
    {
        int[] x = new int[n];
        int[] y = new int[n];
        (x[0], y[0]) = (rng.NextInt(2), rng.NextInt(2));
        for (int t = 1; t < n; t++)
        {
            x[t] = rng.NextDouble() < (1 + memory) / 2 ? x[t - 1] : 1 - x[t - 1];
            y[t] = rng.NextDouble() < copied ? x[t - 1] : rng.NextInt(2);
        }

        return [Variable.Discrete(Codes.Create(x, 2), null, "x"), Variable.Discrete(Codes.Create(y, 2), null, "y")];
    }

    /// <summary>TE or lagged information with one step of history and lag 1, from the stationary law.</summary>
    public static double Truth(string id, double copied, double memory)
    {
        // Signs ±1: E[Y_t X_{t−1}] = c, E[X_t X_{t−1}] = m, so that Y_{t−1} and X_{t−1} agree with mean c·m; given X_{t−1} nothing else says of Y_t.
        if (id == "lagged-mi")
        {
            return Math.Log(2) - Binary((1 + copied) / 2);
        }

        // I(Y_t; X_{t−1} | Y_{t−1}) = H(Y_t | Y_{t−1}) − H(Y_t | X_{t−1}), as Y_t depends on Y_{t−1} through X_{t−1} alone.
        double agree = copied * copied * memory;
        return Binary((1 + agree) / 2) - Binary((1 + copied) / 2);
    }

    private static double Binary(double p) => p is 0 or 1 ? 0 : -(p * Math.Log(p)) - ((1 - p) * Math.Log(1 - p));
}
