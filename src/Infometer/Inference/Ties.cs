namespace Infometer;

/// <summary>How often values repeat in numeric variables.</summary>
internal static class Ties
{
    private const double Many = 0.1;

    /// <summary>Whether more than a tenth of the rows share their value of a numeric column with another row.</summary>
    public static bool AreMany(Variable variable) => LargestShare(variable) > Many;

    /// <summary>Over the columns of a variable, the largest share of rows whose value another row has too; 0 for a discrete variable.</summary>
    public static double LargestShare(Variable variable) => variable.Kind == VariableKind.Discrete
        ? 0
        : variable.Prepared(Standardization.None).Max(column => ShareOfRepeated(column.Sorted.Values));

    private static double ShareOfRepeated(ReadOnlySpan<double> sorted)
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
