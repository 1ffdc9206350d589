namespace Infometer;

/// <summary>How often values repeat in numeric variables.</summary>
internal static class Ties
{
    /// <summary>Over the columns of a variable, the largest share of rows whose value another row has too; 0 for a discrete variable.</summary>
    public static double LargestShare(Variable variable)
    {
        double largest = 0;
        if (variable.Kind == VariableKind.Discrete)
        {
            return largest;
        }

        double[] column = new double[variable.Count];
        for (int j = 0; j < variable.Dimension; j++)
        {
            for (int i = 0; i < column.Length; i++)
            {
                column[i] = variable.Values.Span[(i * variable.Dimension) + j];
            }

            Array.Sort(column);
            largest = Math.Max(largest, ShareOfRepeated(column));
        }

        return largest;
    }

    private static double ShareOfRepeated(double[] sorted)
    {
        int repeated = 0;
        for (int i = 0; i < sorted.Length; i++)
        {
            bool isRepeated = (i > 0 && sorted[i] == sorted[i - 1]) || (i + 1 < sorted.Length && sorted[i] == sorted[i + 1]);
            repeated += isRepeated ? 1 : 0;
        }

        return (double)repeated / sorted.Length;
    }
}
