namespace Infometer.Tests;

/// <summary>Draws rows in which two columns have no three-way interaction with the target, or a given one.</summary>
internal sealed record SynergySimulation
{
    /// <summary>Rows.</summary>
    public required int Rows { get; init; }

    /// <summary>Weights of the first column's levels.</summary>
    public required double[] First { get; init; }

    /// <summary>Weights of the second column's levels.</summary>
    public required double[] Second { get; init; }

    /// <summary>With this probability the second column's level is the first's (modulo its levels).</summary>
    public double Copy { get; init; }

    /// <summary>ln odds of each target level above level 0.</summary>
    public required double[] Target { get; init; }

    /// <summary>What one level more of either column adds to these ln odds.</summary>
    public double Slope { get; init; }

    /// <summary>What equal parity of the two levels adds: an interaction.</summary>
    public double Interaction { get; init; }

    public (Codes First, Codes Second, Codes Target) Draw(ref Rng rng)
    {
        double[] logs = new double[Target.Length + 1];
        int[] first = new int[Rows];
        int[] second = new int[Rows];
        int[] target = new int[Rows];
        for (int row = 0; row < Rows; row++)
        {
            first[row] = Pick(First, ref rng);
            second[row] = rng.NextDouble() < Copy ? first[row] % Second.Length : Pick(Second, ref rng);
            target[row] = Pick(Conditional(first[row], second[row], logs), ref rng);
        }

        return (Codes.Create(first, First.Length), Codes.Create(second, Second.Length), Codes.Create(target, logs.Length));
    }

    /// <summary>The true synergy in nats.</summary>
    public double Truth()
    {
        double[] logs = new double[Target.Length + 1];
        double[,,] p = new double[First.Length, Second.Length, logs.Length];
        for (int i = 0; i < First.Length; i++)
        {
            for (int j = 0; j < Second.Length; j++)
            {
                double copied = j == i % Second.Length ? Copy : 0;
                double weight = First[i] / First.Sum() * (copied + ((1 - Copy) * Second[j] / Second.Sum()));
                double[] shares = Conditional(i, j, logs);
                for (int y = 0; y < shares.Length; y++)
                {
                    p[i, j, y] = weight * shares[y] / shares.Sum();
                }
            }
        }

        return SynergyTwin.Synergy(p);
    }

    private double[] Conditional(int i, int j, double[] logs)
    {
        for (int y = 1; y < logs.Length; y++)
        {
            double effect = Slope * (i - ((First.Length - 1) / 2.0) + (j - ((Second.Length - 1) / 2.0)));
            logs[y] = Math.Exp(Target[y - 1] + (y % 2 == 0 ? -effect : effect) + ((i + j) % 2 == 0 ? Interaction : -Interaction));
        }

        logs[0] = 1;
        return logs;
    }

    private static int Pick(double[] weights, ref Rng rng)
    {
        double at = rng.NextDouble() * weights.Sum();
        int level = 0;
        while (level < weights.Length - 1 && at >= weights[level])
        {
            at -= weights[level++];
        }

        return level;
    }
}
