using System.Globalization;

namespace Infometer;

/// <summary>The rows of a variable as kernels read them: columns of numbers, or codes of levels. Immutable.</summary>
internal sealed class RowSet
{
    private RowSet(string name, double[][] columns, int[]? codes, IReadOnlyList<string>? levels, int count) =>
        (Name, Columns, Codes, Levels, Count) = (name, columns, codes, levels, count);

    /// <summary>What messages call it.</summary>
    public string Name { get; }

    /// <summary>The numbers, column by column; empty for levels.</summary>
    public double[][] Columns { get; }

    /// <summary>The codes; null for numbers.</summary>
    public int[]? Codes { get; }

    /// <summary>The names of the codes, where they are known.</summary>
    public IReadOnlyList<string>? Levels { get; }

    /// <summary>Number of rows, n.</summary>
    public int Count { get; }

    /// <summary>Numbers per row, d; 0 for levels.</summary>
    public int Dimension => Columns.Length;

    /// <summary>The rows of a variable.</summary>
    /// <exception cref="InvalidInputException">A number is missing.</exception>
    public static RowSet Of(Variable variable)
    {
        if (variable.Codes is { } codes)
        {
            return new RowSet(variable.Name, [], codes.ToArray(), variable.Levels, codes.Count);
        }

        double[][] columns = new double[variable.Dimension][];
        for (int j = 0; j < columns.Length; j++)
        {
            columns[j] = new double[variable.Count];
            variable.CopyColumn(j, columns[j]);
            int row = FiniteNumbers.IndexOfOther<double>(columns[j]);
            if (row >= 0)
            {
                throw FiniteNumbers.Refusal(variable.Name, row, columns.Length == 1 ? null : j, columns[j][row]);
            }
        }

        FiniteNumbers.RequireSquares(columns, variable.Name);
        return new RowSet(variable.Name, columns, null, null, variable.Count);
    }

    /// <summary>Numbers column by column.</summary>
    public static RowSet Of(string name, double[][] columns) => new(name, columns, null, null, columns[0].Length);

    /// <summary>Some of the rows, in the given order.</summary>
    public RowSet Select(int[] rows) => new(
        Name,
        Array.ConvertAll(Columns, column => Array.ConvertAll(rows, row => column[row])),
        Codes is null ? null : Array.ConvertAll(rows, row => Codes[row]),
        Levels,
        rows.Length);

    /// <summary>What a code is called.</summary>
    public string LevelName(int code) => Levels?[code] ?? code.ToString(CultureInfo.InvariantCulture);

    /// <summary>The rows scaled to length 1.</summary>
    /// <param name="why">Who needs directions, for the message.</param>
    /// <exception cref="InvalidInputException">A row is 0.</exception>
    public RowSet Normalized(string why)
    {
        double[] squares = new double[Count];
        foreach (double[] column in Columns)
        {
            CrossProducts.AddSquares(squares, column);
        }

        int zero = Array.FindIndex(squares, square => square == 0);
        if (zero >= 0)
        {
            throw new InvalidInputException(
                $"Row {zero} of '{Name}' is all zeros, and {why} needs directions; leave such rows out, or ask for a kernel of distances (--kernel gaussian).");
        }

        double[] lengths = Array.ConvertAll(squares, Math.Sqrt);
        return Of(Name, Array.ConvertAll(Columns, column =>
        {
            double[] scaled = new double[column.Length];
            for (int i = 0; i < scaled.Length; i++)
            {
                scaled[i] = column[i] / lengths[i];
            }

            return scaled;
        }));
    }

    /// <summary>The columns less their means.</summary>
    public RowSet Centred() => Of(Name, Array.ConvertAll(Columns, column =>
    {
        double mean = CrossProducts.Sum(column) / column.Length;
        return Array.ConvertAll(column, value => value - mean);
    }));
}
