namespace Infometer.Tests;

/// <summary>Columns made for matrices.</summary>
internal static class MatrixData
{
    /// <summary>A column of independent levels, level 0 the likelier the larger the skew.</summary>
    public static Codes Levels(Random random, int rows, int levels, double skew = 1) =>
        Codes.Create([.. Enumerable.Range(0, rows).Select(_ => (int)(levels * Math.Pow(random.NextDouble(), skew)))], levels);

    /// <summary>The column with some rows replaced by independent levels.</summary>
    public static Codes Noisy(Random random, Codes codes, double share) =>
        Codes.Create([.. codes.ToArray().Select(c => random.NextDouble() < share ? random.Next(codes.LevelCount) : c)], codes.LevelCount);

    /// <summary>The column with its levels renumbered.</summary>
    public static Codes Relabelled(Random random, Codes codes)
    {
        int[] names = [.. Enumerable.Range(0, codes.LevelCount)];
        random.Shuffle(names);
        return Codes.Create([.. codes.ToArray().Select(c => names[c])], codes.LevelCount);
    }

    /// <summary>A table of such columns, called c0, c1, …</summary>
    public static Table TableOf(params IEnumerable<Codes> columns) =>
        Table.Of([.. columns.Select((c, i) => Column.Categorical($"c{i}", c, [.. Enumerable.Range(0, c.LevelCount).Select(l => $"l{l}")]))]);

    /// <summary>Categories, dependent and not, and numbers with missing cells.</summary>
    public static Table Mixed(int rows, int seed = 1)
    {
        Random random = new(seed);
        Codes a = Levels(random, rows, 4);
        double[] x = [.. a.ToArray().Select(c => c + (2 * random.NextDouble()))];
        double[] y = [.. x.Select(v => random.NextDouble() < 0.1 ? double.NaN : v * random.NextDouble())];
        Table categories = TableOf(a, Noisy(random, a, 0.5), Levels(random, rows, 2), Levels(random, rows, 2, 2), Levels(random, rows, 7, 3));
        return Table.Of([.. categories.Columns, Column.Numeric("x", x), Column.Numeric("y", y)]);
    }

    /// <summary>The table with its rows in another order.</summary>
    public static Table Shuffled(Random random, Table table)
    {
        int[] rows = [.. Enumerable.Range(0, table.RowCount)];
        random.Shuffle(rows);
        return Table.Of([.. table.Columns.Select(c => c.Codes is { } codes
            ? Column.Categorical(c.Name, codes.Select(rows), c.Levels)
            : Column.Numeric(c.Name, Array.ConvertAll(rows, r => c.Values.Span[r])))]);
    }
}
