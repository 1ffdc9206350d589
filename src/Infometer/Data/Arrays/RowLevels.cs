using System.Globalization;
using System.Runtime.InteropServices;

namespace Infometer;

/// <summary>Rows of numbers as the levels of one discrete variable.</summary>
internal static class RowLevels
{
    /// <summary>One level per distinct row, in order of first appearance; its name is the row's numbers. O(n·d).</summary>
    /// <param name="values">n × d numbers, row by row; zeros become positive.</param>
    /// <param name="columns">Numbers per row, d.</param>
    /// <param name="name">The variable's name.</param>
    public static Variable ToVariable(double[] values, int columns, string name)
    {
        for (int i = 0; i < values.Length; i++)
        {
            values[i] += 0.0; // −0 is 0
        }

        int[] codes = new int[values.Length / columns];
        Dictionary<int, int> seen = new(new RowComparer(values, columns));
        List<int> firsts = [];
        for (int row = 0; row < codes.Length; row++)
        {
            if (!seen.TryGetValue(row, out codes[row]))
            {
                codes[row] = firsts.Count;
                seen.Add(row, firsts.Count);
                firsts.Add(row);
            }
        }

        double[] levels = new double[firsts.Count * columns];
        for (int level = 0; level < firsts.Count; level++)
        {
            values.AsSpan(firsts[level] * columns, columns).CopyTo(levels.AsSpan(level * columns));
        }

        LazyList<string> names = new(firsts.Count, level => string.Join(
            ", ", Enumerable.Range(level * columns, columns).Select(i => levels[i].ToString(CultureInfo.InvariantCulture))));
        return Variable.Discrete(Codes.Create(codes, firsts.Count), names, name);
    }

    private sealed class RowComparer(double[] values, int columns) : IEqualityComparer<int>
    {
        public bool Equals(int a, int b) => Row(a).SequenceEqual(Row(b));

        public int GetHashCode(int row)
        {
            HashCode hash = default;
            hash.AddBytes(MemoryMarshal.AsBytes(Row(row)));
            return hash.ToHashCode();
        }

        private ReadOnlySpan<double> Row(int row) => values.AsSpan(row * columns, columns);
    }
}
