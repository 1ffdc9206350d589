using System.Numerics;
using System.Runtime.Intrinsics;

namespace Infometer;

/// <summary>
/// A column as one set of rows per level but the last, and its counts with the target. The last level's sets follow from the
/// counts. Immutable.
/// </summary>
internal sealed class LevelBitsets
{
    private const byte NoLevel = byte.MaxValue;

    private readonly ulong[] _words; // segment by segment, the sets of a segment one behind the other

    public LevelBitsets(LevelPooling column, TargetClasses target)
    {
        Levels = column.Levels;
        IsPooled = column.IsPooled;
        _words = Pack(column, target);
        Cells = CountCells(column, target);
        int c = target.Levels;
        Rows = [.. Enumerable.Range(0, Levels).Select(level => Cells.AsSpan(level * c, c).ToArray().Sum())];
        Shares = new double[Levels * c];
        Lifts = new double[Levels * c];
        double n = target.Rows;
        double sum = 0;
        for (int cell = 0; cell < Shares.Length; cell++)
        {
            Shares[cell] = (double)Cells[cell] / Rows[cell / c];
            Lifts[cell] = Shares[cell] * n / target.Counts[cell % c];
            sum -= CountTables.XLogX(Cells[cell]);
        }

        sum += Rows.Sum(rows => CountTables.XLogX(rows));
        Offset = sum / n;
        double chance = (Levels - 1.0) * (c - 1) / (2 * n);
        Relevance = -Offset - target.Offset - chance;
    }

    /// <summary>Number of levels, each with rows.</summary>
    public int Levels { get; }

    /// <summary>Whether rare levels were pooled.</summary>
    public bool IsPooled { get; }

    /// <summary>Rows of each level.</summary>
    public int[] Rows { get; }

    /// <summary>Rows of each level and target level, [level · target levels + target level].</summary>
    public int[] Cells { get; }

    /// <summary>P(y|x) of each cell.</summary>
    public double[] Shares { get; }

    /// <summary>P(y|x)/P(y) of each cell.</summary>
    public double[] Lifts { get; }

    /// <summary>H(X,Y) − H(X), what the column alone adds to the synergy of any of its pairs.</summary>
    public double Offset { get; }

    /// <summary>I(X;Y) of the codes less its chance level.</summary>
    public double Relevance { get; }

    /// <summary>The sets of a segment.</summary>
    public ReadOnlySpan<ulong> Sets(in TargetClasses.Segment segment) =>
        _words.AsSpan((Levels - 1) * segment.FirstWord, (Levels - 1) * segment.Words);

    private static ulong[] Pack(LevelPooling column, TargetClasses target)
    {
        int sets = column.Levels - 1;
        ulong[] words = new ulong[sets * target.Words];
        byte[] segmentCodes = new byte[target.Segments.Max(segment => segment.Words) * 64];
        foreach (TargetClasses.Segment segment in target.Segments)
        {
            for (int i = 0; i < segment.Rows; i++)
            {
                segmentCodes[i] = column.Codes[target.Order[segment.FirstRow + i]];
            }

            segmentCodes.AsSpan(segment.Rows).Fill(NoLevel);
            for (int level = 0; level < sets; level++)
            {
                Vector512<byte> wanted = Vector512.Create((byte)level);
                Span<ulong> set = words.AsSpan((sets * segment.FirstWord) + (level * segment.Words), segment.Words);
                for (int word = 0; word < set.Length; word++)
                {
                    set[word] = Vector512.Equals(Vector512.Create(segmentCodes.AsSpan(word * 64, 64)), wanted).ExtractMostSignificantBits();
                }
            }
        }

        return words;
    }

    private int[] CountCells(LevelPooling column, TargetClasses target)
    {
        int[] cells = new int[column.Levels * target.Levels];
        foreach (TargetClasses.Segment segment in target.Segments)
        {
            ReadOnlySpan<ulong> sets = Sets(segment);
            int rest = segment.Rows;
            for (int level = 0; level < column.Levels - 1; level++)
            {
                int count = 0;
                foreach (ulong word in sets.Slice(level * segment.Words, segment.Words))
                {
                    count += BitOperations.PopCount(word);
                }

                cells[(level * target.Levels) + segment.Level] += count;
                rest -= count;
            }

            cells[((column.Levels - 1) * target.Levels) + segment.Level] += rest;
        }

        return cells;
    }
}
