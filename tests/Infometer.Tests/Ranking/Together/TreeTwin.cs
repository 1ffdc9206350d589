using System.Runtime.Intrinsics;

namespace Infometer.Tests;

/// <summary>Grows the tree that <see cref="TreeGrower"/> should: every split tried, every sum made anew from the rows, in double.</summary>
internal sealed class TreeTwin(FoldCodes codes, Vector128<float>[] gradients, BoostingLoss loss, BoostingSettings settings)
{
    /// <summary>Writes the leaf of each row in <paramref name="all"/>, learnt from <paramref name="seen"/>.</summary>
    public void Grow(int[] seen, int[] all, int depth, double[][] leaves)
    {
        Func<int, bool>? best = null;
        double most = double.NegativeInfinity;
        foreach ((Func<int, bool> isRight, double ridge) in depth > 0 ? Candidates(seen) : [])
        {
            int[] left = [.. seen.Where(row => !isRight(row))];
            int[] right = [.. seen.Where(isRight)];
            if (left.Length < settings.LeafRows || right.Length < settings.LeafRows)
            {
                continue;
            }

            double gain = Score(left, ridge) + Score(right, ridge);
            if (gain > most)
            {
                most = gain;
                best = isRight;
            }
        }

        if (best is null)
        {
            double[] leaf = Leaf(seen);
            foreach (int row in all)
            {
                leaves[row] = leaf;
            }

            return;
        }

        Grow([.. seen.Where(row => !best(row))], [.. all.Where(row => !best(row))], depth - 1, leaves);
        Grow([.. seen.Where(best)], [.. all.Where(best)], depth - 1, leaves);
    }

    private IEnumerable<(Func<int, bool> IsRight, double Ridge)> Candidates(int[] seen)
    {
        for (int column = 0; column < codes.ColumnCount; column++)
        {
            byte[] code = codes.Column(column).ToArray();
            int last = codes.CodeCount(column) - 1;
            if (codes.IsOrdered(column))
            {
                for (int t = 0; t < last; t++)
                {
                    int cut = t;
                    yield return (row => code[row] > cut, settings.Ridge);
                    if (codes.HasMissing(column))
                    {
                        yield return (row => code[row] > cut && code[row] != last, settings.Ridge);
                    }
                }

                continue;
            }

            int[] levels = [.. seen.Select(row => (int)code[row]).Distinct().Order()];
            double perRow = seen.Sum(Curvature) / seen.Length;
            double[][] sums = [.. levels.Select(level => Sums([.. seen.Where(row => code[row] == level)]))];
            double[] weights = [.. levels.Select(level => seen.Where(row => code[row] == level).Sum(Curvature) + (10 * perRow))];
            int channel = Enumerable.Range(0, loss.Channels)
                .MaxBy(k => loss.Channels <= 2 ? -k : levels.Select((_, i) => sums[i][k] * sums[i][k] / weights[i]).Sum());
            int[] order = [.. Enumerable.Range(0, levels.Length).OrderBy(i => sums[i][channel] / weights[i]).Select(i => levels[i])];
            for (int t = 1; t < order.Length; t++)
            {
                HashSet<int> left = [.. order.Take(t)];
                yield return (row => !left.Contains(code[row]), settings.Ridge + (5 * perRow));
            }
        }
    }

    private double Score(int[] rows, double ridge) => Sums(rows).Sum(g => g * g) / (rows.Sum(Curvature) + ridge);

    private double[] Sums(int[] rows) => [.. Enumerable.Range(0, loss.Channels).Select(k => rows.Sum(row => (double)Gradient(row, k)))];

    private double[] Leaf(int[] rows) =>
    [
        .. Enumerable.Range(0, loss.Channels).Select(k =>
        {
            double sum = rows.Sum(row => (double)Gradient(row, k));
            double curvature = loss is SquaredLoss ? rows.Length : rows.Sum(row => Math.Abs(Gradient(row, k)) * (1.0 - Math.Abs(Gradient(row, k))));
            double factor = loss is SquaredLoss ? 1 : (loss.Channels - 1.0) / loss.Channels;
            return settings.Rate * -factor * sum / (curvature + settings.Ridge);
        }),
    ];

    private double Curvature(int row) => gradients[row * loss.Stride][1];

    private float Gradient(int row, int channel) => gradients[(row * loss.Stride) + ((2 + channel) / 4)][(2 + channel) % 4];
}
