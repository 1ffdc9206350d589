using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Infometer;

/// <summary>
/// A layer with Gaussian noise of variance σ² added to every unit: the density of T + N is a mixture of n normals, whose entropy lies
/// between two expressions in the pairwise distances D_ij = |t_i − t_j|² (Kolchinsky and Tracey 2017). Less the entropy of the noise they
/// bound I(X;T + N):
/// <list type="bullet">
/// <item>upper: −⟨ln (1/n) Σ_j exp(−D_ij/2σ²)⟩, from the divergences of Kullback and Leibler;</item>
/// <item>lower: −⟨ln (1/n) Σ_j exp(−D_ij/8σ²)⟩, from those of Bhattacharyya.</item>
/// </list>
/// One pass over all pairs makes both, of all rows and of the rows of the same label: the kernel of the first is the fourth power of that
/// of the second. O(n²d), memory O(n·d); each row is summed in one fixed order.
/// </summary>
internal sealed class NoisyLayer
{
    // Rows worked on together, so that a tile of points is read from the cache, and numbers of a tile.
    private const int RowChunk = 64;
    private const int TileNumbers = 1 << 14;

    private readonly double[] _packed;
    private readonly (int First, int End, int Class)[] _tiles;
    private readonly int _units;
    private readonly double _scale;

    /// <param name="layer">The activations.</param>
    /// <param name="variance">σ², above 0.</param>
    /// <param name="rowsOf">The rows of each class; one class of all rows where there are no labels.</param>
    private NoisyLayer(LayerActivations layer, double variance, IReadOnlyList<IReadOnlyList<int>> rowsOf)
    {
        _units = layer.Units;
        _scale = -1 / (8 * variance);
        int[] groups = [.. rowsOf.Select(rows => (rows.Count + Lanes - 1) / Lanes)];
        _packed = new double[groups.Sum() * Lanes * _units];

        // What fills the last group of a class is infinitely far from everything, and adds nothing.
        Array.Fill(_packed, double.PositiveInfinity);
        int groupsPerTile = Math.Max(1, TileNumbers / (Lanes * _units));
        List<(int First, int End, int Class)> tiles = [];
        for (int label = 0, first = 0; label < groups.Length; first += groups[label++])
        {
            Pack(layer.Values, rowsOf[label], first);
            for (int start = 0; start < groups[label]; start += groupsPerTile)
            {
                tiles.Add((first + start, first + Math.Min(groups[label], start + groupsPerTile), label));
            }
        }

        _tiles = [.. tiles];
    }

    private static int Lanes => Vector512<double>.Count;

    /// <summary>The bounds on I(X;T + N), and for labels the difference h(T + N) − Σ p(y) h(T + N|y) of either.</summary>
    /// <param name="layer">The activations.</param>
    /// <param name="variance">σ², above 0.</param>
    /// <param name="labels">The labels; null for none.</param>
    /// <param name="context">Threads and cancellation.</param>
    public static (NoisyAmounts Upper, NoisyAmounts Lower) Bounds(LayerActivations layer, double variance, PlaneLabels? labels, RunContext context)
    {
        IReadOnlyList<IReadOnlyList<int>> rowsOf = labels is null ? [[.. Enumerable.Range(0, layer.Count)]] : labels.RowsOf;
        NoisyLayer noisy = new(layer, variance, rowsOf);
        KernelSums[] sums = new KernelSums[layer.Count];
        context.ForEach((layer.Count + RowChunk - 1) / RowChunk, chunk =>
        {
            int first = chunk * RowChunk;
            noisy.Sum(layer.Values, labels?.Classes, first, sums.AsSpan(first, Math.Min(RowChunk, layer.Count - first)));
        });
        return (
            Amounts(sums, labels, static s => (s.NarrowAll, s.NarrowSame)),
            Amounts(sums, labels, static s => (s.WideAll, s.WideSame)));
    }

    private static NoisyAmounts Amounts(KernelSums[] sums, PlaneLabels? labels, Func<KernelSums, (double All, double Same)> choose)
    {
        double inputs = 0;
        double sameClass = 0;
        for (int i = 0; i < sums.Length; i++)
        {
            (double all, double same) = choose(sums[i]);
            inputs -= Math.Log(all / sums.Length);
            sameClass -= labels is null ? 0 : Math.Log(same / labels.RowsOf[labels.Classes[i]].Count);
        }

        return new NoisyAmounts(inputs / sums.Length, labels is null ? null : (inputs - sameClass) / sums.Length);
    }

    // Groups of as many points as there are lanes, unit by unit.
    private void Pack(double[] values, IReadOnlyList<int> rows, int firstGroup)
    {
        for (int i = 0; i < rows.Count; i++)
        {
            int group = (firstGroup + (i / Lanes)) * _units * Lanes;
            for (int j = 0; j < _units; j++)
            {
                _packed[group + (j * Lanes) + (i % Lanes)] = values[(rows[i] * _units) + j];
            }
        }
    }

    private void Sum(double[] values, int[]? classes, int firstRow, Span<KernelSums> sums)
    {
        foreach ((int first, int end, int label) in _tiles)
        {
            for (int i = 0; i < sums.Length; i++)
            {
                int row = firstRow + i;
                (double wide, double narrow) = SumTile(values.AsSpan(row * _units, _units), first, end);
                ref KernelSums sum = ref sums[i];
                sum.WideAll += wide;
                sum.NarrowAll += narrow;
                if (classes is not null && classes[row] == label)
                {
                    sum.WideSame += wide;
                    sum.NarrowSame += narrow;
                }
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private (double Wide, double Narrow) SumTile(ReadOnlySpan<double> point, int firstGroup, int endGroup)
    {
        ref double packed = ref MemoryMarshal.GetArrayDataReference(_packed);
        Vector512<double> wide = Vector512<double>.Zero;
        Vector512<double> narrow = Vector512<double>.Zero;
        for (int group = firstGroup; group < endGroup; group++)
        {
            nuint start = (nuint)(group * _units * Lanes);
            Vector512<double> square = Vector512<double>.Zero;
            for (int j = 0; j < point.Length; j++)
            {
                Vector512<double> difference = Vector512.LoadUnsafe(ref packed, start + (nuint)(j * Lanes)) - Vector512.Create(point[j]);
                square += difference * difference;
            }

            Vector512<double> kernel = NegativeExp.Of(square * _scale);
            Vector512<double> kernelSquare = kernel * kernel;
            wide += kernel;
            narrow += kernelSquare * kernelSquare;
        }

        return (Vector512.Sum(wide), Vector512.Sum(narrow));
    }

    // Of one row: kernels of widths 2σ and σ, over all rows and over those of its own class.
    private struct KernelSums
    {
        public double WideAll;
        public double WideSame;
        public double NarrowAll;
        public double NarrowSame;
    }
}
