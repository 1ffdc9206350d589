namespace Infometer;

/// <summary>
/// One small integer per row that names the row's level, 0 ≤ code &lt; <see cref="LevelCount"/>. Kept in bytes up to
/// 256 levels, in 16 bits up to 65,536, in 32 bits beyond: a column costs as many bytes per cell as its levels need.
/// Immutable.
/// </summary>
public sealed class Codes
{
    private readonly Array _values;

    private Codes(Array values, int levelCount)
    {
        _values = values;
        LevelCount = levelCount;
    }

    /// <summary>Number of rows.</summary>
    public int Count => _values.Length;

    /// <summary>Number of levels a code may name; every code is below it.</summary>
    public int LevelCount { get; }

    /// <summary>Bytes that one code takes: 1, 2 or 4.</summary>
    internal int Width => _values switch { byte[] => 1, ushort[] => 2, _ => 4 };

    /// <summary>The code of a row.</summary>
    public int this[int row] => _values switch
    {
        byte[] b => b[row],
        ushort[] s => s[row],
        _ => ((int[])_values)[row],
    };

    /// <summary>The codes where <see cref="Width"/> is 1.</summary>
    internal ReadOnlySpan<byte> Bytes => (byte[])_values;

    /// <summary>The codes where <see cref="Width"/> is 2.</summary>
    internal ReadOnlySpan<ushort> Shorts => (ushort[])_values;

    /// <summary>The codes where <see cref="Width"/> is 4.</summary>
    internal ReadOnlySpan<int> Ints => (int[])_values;

    /// <summary>Copies <paramref name="codes"/> into the narrowest store that <paramref name="levelCount"/> allows.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A code is negative or not below <paramref name="levelCount"/>.</exception>
    public static Codes Create(ReadOnlySpan<int> codes, int levelCount)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(levelCount);
        Array values = levelCount switch
        {
            <= 256 => GC.AllocateUninitializedArray<byte>(codes.Length),
            <= 65_536 => GC.AllocateUninitializedArray<ushort>(codes.Length),
            _ => GC.AllocateUninitializedArray<int>(codes.Length),
        };
        uint largest = values switch
        {
            byte[] bytes => CountingKernels.Narrow(codes, bytes),
            ushort[] shorts => CountingKernels.Narrow(codes, shorts),
            _ => CountingKernels.Copy(codes, (int[])values),
        };
        if (codes.Length > 0 && largest >= (uint)levelCount)
        {
            int row = levelCount == 0 ? 0 : codes.IndexOfAnyExceptInRange(0, levelCount - 1);
            throw new ArgumentOutOfRangeException(
                nameof(codes), codes[row], $"The code of row {row} must lie in 0…{levelCount - 1} (levelCount − 1).");
        }

        return new Codes(values, levelCount);
    }

    /// <summary>Wraps <paramref name="codes"/> without a copy; the caller hands the array over and has checked its values.</summary>
    internal static Codes Wrap(byte[] codes, int levelCount) => new(codes, levelCount);

    /// <inheritdoc cref="Wrap(byte[], int)"/>
    internal static Codes Wrap(ushort[] codes, int levelCount) => new(codes, levelCount);

    /// <inheritdoc cref="Wrap(byte[], int)"/>
    internal static Codes Wrap(int[] codes, int levelCount) => new(codes, levelCount);

    /// <summary>Widens the codes of the rows from <paramref name="start"/> on into <paramref name="destination"/>.</summary>
    public void CopyTo(int start, Span<int> destination)
    {
        switch (_values)
        {
            case byte[] b:
                Widen(b.AsSpan(start, destination.Length), destination);
                break;
            case ushort[] s:
                Widen(s.AsSpan(start, destination.Length), destination);
                break;
            default:
                ((int[])_values).AsSpan(start, destination.Length).CopyTo(destination);
                break;
        }
    }

    /// <summary>All codes as 32-bit integers, in a new array.</summary>
    public int[] ToArray()
    {
        int[] result = new int[Count];
        CopyTo(0, result);
        return result;
    }

    /// <summary>How many rows each level has.</summary>
    public long[] CountLevels()
    {
        if (LevelCount <= CountingTable.MaxCells)
        {
            return Array.ConvertAll(CountingTable.Count([this], LevelCount, null), count => (long)count);
        }

        long[] counts = new long[LevelCount];
        foreach (int code in ToArray())
        {
            counts[code]++;
        }

        return counts;
    }

    /// <summary>The codes of the given rows, with the same levels.</summary>
    internal Codes Select(ReadOnlySpan<int> rows)
    {
        switch (_values)
        {
            case byte[] b:
                return new Codes(Gather(b, rows), LevelCount);
            case ushort[] s:
                return new Codes(Gather(s, rows), LevelCount);
            default:
                return new Codes(Gather((int[])_values, rows), LevelCount);
        }
    }

    private static T[] Gather<T>(T[] values, ReadOnlySpan<int> rows)
    {
        T[] result = new T[rows.Length];
        for (int i = 0; i < rows.Length; i++)
        {
            result[i] = values[rows[i]];
        }

        return result;
    }

    private static void Widen(ReadOnlySpan<byte> source, Span<int> destination)
    {
        for (int i = 0; i < destination.Length; i++)
        {
            destination[i] = source[i];
        }
    }

    private static void Widen(ReadOnlySpan<ushort> source, Span<int> destination)
    {
        for (int i = 0; i < destination.Length; i++)
        {
            destination[i] = source[i];
        }
    }

    /// <summary>
    /// How many levels occur where each is one run of rows, as in a table that was sorted by them; null where one is not, or where runs have fewer than two rows
    /// on average, since names are in runs in any order. O(n).
    /// </summary>
    internal int? LevelsInRuns()
    {
        HashSet<int> met = [];
        int last = -1;
        for (int row = 0; row < Count; row++)
        {
            int level = this[row];
            if (level != last && !met.Add(level))
            {
                return null;
            }

            last = level;
        }

        return 2L * met.Count <= Count ? met.Count : null;
    }
}
