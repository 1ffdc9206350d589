namespace Infometer.Tests;

/// <summary>
/// The exact cost of the cheapest transport between two laws on a few points: cheapest augmenting paths (Bellman and Ford) until all mass
/// has moved.
/// </summary>
internal static class Transport
{
    public static double Cost(double[] from, double[] to, Func<int, int, double> cost)
    {
        double[] supply = [.. from];
        double[] demand = [.. to];
        double[,] flow = new double[from.Length, to.Length];
        double total = 0;
        while (supply.Sum() > 1e-12)
        {
            // Nodes: sources first, then sinks; the cheapest way from any source with supply, back along flow where that saves cost.
            double[] distance =
                [.. supply.Select(s => s > 1e-13 ? 0 : double.PositiveInfinity), .. to.Select(_ => double.PositiveInfinity)];
            int[] before = [.. Enumerable.Repeat(-1, distance.Length)];
            for (int pass = 0; pass < distance.Length; pass++)
            {
                for (int i = 0; i < from.Length; i++)
                {
                    for (int j = 0; j < to.Length; j++)
                    {
                        Relax(distance, before, i, from.Length + j, cost(i, j));
                        if (flow[i, j] > 1e-13)
                        {
                            Relax(distance, before, from.Length + j, i, -cost(i, j));
                        }
                    }
                }
            }

            int end = Enumerable.Range(0, to.Length).Where(j => demand[j] > 1e-13).MinBy(j => distance[from.Length + j]);
            double amount = demand[end];
            int start = from.Length + end;
            for (; before[start] >= 0; start = before[start])
            {
                amount = start < from.Length ? Math.Min(amount, flow[start, before[start] - from.Length]) : amount;
            }

            amount = Math.Min(amount, supply[start]);
            for (int node = from.Length + end; before[node] >= 0; node = before[node])
            {
                if (node >= from.Length)
                {
                    flow[before[node], node - from.Length] += amount;
                }
                else
                {
                    flow[node, before[node] - from.Length] -= amount;
                }
            }

            supply[start] -= amount;
            demand[end] -= amount;
            total += amount * distance[from.Length + end];
        }

        return total;
    }

    /// <summary>W₁ between a joint law over the points of a grid and the product of its margins.</summary>
    public static double DistanceFromProduct(double[,] joint, double[] x, double[] y)
    {
        (int I, int J)[] cells = [.. from i in Enumerable.Range(0, x.Length) from j in Enumerable.Range(0, y.Length) select (i, j)];
        double[] law = [.. cells.Select(c => joint[c.I, c.J])];
        double Mass(Func<(int I, int J), bool> isMeant) => cells.Where(isMeant).Sum(d => joint[d.I, d.J]);
        double[] product = [.. cells.Select(c => Mass(d => d.I == c.I) * Mass(d => d.J == c.J))];
        return Cost(law, product, (a, b) =>
        {
            (double dx, double dy) = (x[cells[a].I] - x[cells[b].I], y[cells[a].J] - y[cells[b].J]);
            return Math.Sqrt((dx * dx) + (dy * dy));
        });
    }

    private static void Relax(double[] distance, int[] before, int from, int to, double cost)
    {
        if (distance[from] + cost < distance[to] - 1e-14)
        {
            distance[to] = distance[from] + cost;
            before[to] = from;
        }
    }
}
