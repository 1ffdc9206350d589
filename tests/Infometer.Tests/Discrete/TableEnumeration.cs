namespace Infometer.Tests;

/// <summary>All tables with given margins, with their probabilities when rows and columns are independent: the slow truth.</summary>
internal static class TableEnumeration
{
    /// <summary>Each table (row by row) with its probability, Πa!Πb!/(n!Πx!).</summary>
    public static List<(long[] Table, double Probability)> All(long[] rows, long[] columns)
    {
        List<(long[], double)> tables = [];
        double logTop = rows.Sum(LogFactorial) + columns.Sum(LogFactorial) - LogFactorial(rows.Sum());
        Fill(new long[rows.Length * columns.Length], 0, [.. rows], [.. columns], tables, logTop);
        return tables;
    }

    public static (double Mean, double Variance) Moments(long[] rows, long[] columns)
    {
        List<(long[] Table, double Probability)> tables = All(rows, columns);
        double mean = tables.Sum(t => t.Probability * Information(t.Table, columns.Length));
        double variance = tables.Sum(t => t.Probability * Math.Pow(Information(t.Table, columns.Length) - mean, 2));
        return (mean, variance);
    }

    /// <summary>Plug-in mutual information in nats of a table given row by row.</summary>
    public static double Information(long[] table, int columnCount)
    {
        double n = table.Sum();
        double sum = 0;
        for (int i = 0; i < table.Length; i++)
        {
            double row = Enumerable.Range(0, columnCount).Sum(j => table[(i / columnCount * columnCount) + j]);
            double column = Enumerable.Range(0, table.Length / columnCount).Sum(k => table[(k * columnCount) + (i % columnCount)]);
            sum += table[i] == 0 ? 0 : table[i] * Math.Log(table[i] * n / (row * column));
        }

        return sum / n;
    }

    private static double LogFactorial(long k) => MathNet.Numerics.SpecialFunctions.FactorialLn((int)k);

    private static void Fill(long[] table, int cell, long[] rowsLeft, long[] columnsLeft, List<(long[], double)> tables, double logTop)
    {
        if (cell == table.Length)
        {
            if (rowsLeft.All(r => r == 0) && columnsLeft.All(c => c == 0))
            {
                tables.Add(((long[])table.Clone(), Math.Exp(logTop - table.Sum(LogFactorial))));
            }

            return;
        }

        int row = cell / columnsLeft.Length;
        int column = cell % columnsLeft.Length;
        if (column == 0 && row > 0 && rowsLeft[row - 1] > 0)
        {
            return;
        }

        for (long x = Math.Min(rowsLeft[row], columnsLeft[column]); x >= 0; x--)
        {
            table[cell] = x;
            rowsLeft[row] -= x;
            columnsLeft[column] -= x;
            Fill(table, cell + 1, rowsLeft, columnsLeft, tables, logTop);
            rowsLeft[row] += x;
            columnsLeft[column] += x;
        }

        table[cell] = 0;
    }
}
