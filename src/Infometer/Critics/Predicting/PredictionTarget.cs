namespace Infometer;

/// <summary>What is predicted: numbers, or one level of several.</summary>
internal sealed class PredictionTarget
{
    private PredictionTarget(double[][]? columns, int[]? labels, int levels)
    {
        Columns = columns;
        Labels = labels;
        Levels = levels;
    }

    /// <summary>The numbers, one array per column; null for levels.</summary>
    public double[][]? Columns { get; }

    /// <summary>The level of each row; null for numbers.</summary>
    public int[]? Labels { get; }

    /// <summary>How many levels occur; 0 for numbers.</summary>
    public int Levels { get; }

    /// <summary>Numbers.</summary>
    public static PredictionTarget OfNumbers(FloatMatrix numbers) => new(numbers.ToColumns(), null, 0);

    /// <summary>The levels that occur of some discrete variables together.</summary>
    public static PredictionTarget OfLevels(Sample sample, VariableSet set)
    {
        int[] labels = CountingGroups.Of([.. set.Indices().Select(i => sample.Variables[i].Codes!)], out int levels);
        return new PredictionTarget(null, labels, levels);
    }
}
