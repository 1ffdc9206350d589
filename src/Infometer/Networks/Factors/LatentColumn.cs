namespace Infometer;

/// <summary>A factor or latent over all rows.</summary>
/// <param name="Name">The array and the column.</param>
/// <param name="Values">Its numbers.</param>
internal sealed record LatentColumn(string Name, double[] Values)
{
    private const int MostLevels = 64;
    private const int RowsPerLevel = 10;

    /// <summary>Distinct values, ascending.</summary>
    public required double[] Distinct { get; init; }

    /// <summary>Whether it is taken as discrete.</summary>
    public required bool IsDiscrete { get; init; }

    /// <summary>Its largest less its least value.</summary>
    public double Range => Distinct[^1] - Distinct[0];

    /// <summary>The columns of a source.</summary>
    public static LatentColumn[] Read(RowSource source, VariableKind? kind)
    {
        double[][] columns = [.. Enumerable.Range(0, source.Columns).Select(_ => new double[source.Rows])];
        double[] block = new double[source.BlockRows * source.Columns];
        for (int first = 0; first < source.Rows; first += source.BlockRows)
        {
            int count = Math.Min(source.BlockRows, source.Rows - first);
            source.Read(first, count, block);
            for (int i = 0; i < count; i++)
            {
                source.RequireFinite(block.AsSpan(i * source.Columns, source.Columns), first + i);
                for (int j = 0; j < columns.Length; j++)
                {
                    columns[j][first + i] = block[(i * source.Columns) + j];
                }
            }
        }

        return [.. columns.Select((values, j) => Of($"{source.Name}:{j}", values, kind))];
    }

    /// <summary>One level per distinct value.</summary>
    public Codes Levels() => CodesOf(value => Array.BinarySearch(Distinct, value), Distinct.Length);

    /// <summary>Levels of a discrete column, bins of equal width of a continuous one.</summary>
    public Codes LevelsOrBins(int bins)
    {
        double width = Range / bins;
        return IsDiscrete || width == 0 ? Levels() : CodesOf(value => Math.Min(bins - 1, (int)((value - Distinct[0]) / width)), bins);
    }

    /// <summary>The numbers less their mean, over their standard deviation (n).</summary>
    public double[] Standardized()
    {
        double mean = Values.Average();
        double deviation = Math.Sqrt(Values.Average(v => (v - mean) * (v - mean)));
        return Array.ConvertAll(Values, v => (v - mean) / deviation);
    }

    private static LatentColumn Of(string name, double[] values, VariableKind? kind)
    {
        double[] distinct = [.. values.Distinct().Order()];
        bool isDiscrete = kind is { } given ? given == VariableKind.Discrete : distinct.Length <= Math.Min(MostLevels, values.Length / RowsPerLevel);
        return new LatentColumn(name, values) { Distinct = distinct, IsDiscrete = isDiscrete };
    }

    private Codes CodesOf(Func<double, int> code, int levels) => Codes.Create(Array.ConvertAll(Values, v => code(v)), levels);
}
