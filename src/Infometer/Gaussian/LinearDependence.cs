namespace Infometer;

/// <summary>Whether numeric columns have a joint density at all.</summary>
internal static class LinearDependence
{
    /// <summary>
    /// Whether a column is constant or a linear combination of others, down to a millionth of its standard deviation: all rows lie in a plane, and the
    /// entropy is −∞, which distances of neighbours and boxes do not show. O(n d²).
    /// </summary>
    /// <param name="term">Names the variables; all are numeric.</param>
    /// <param name="sample">The variables.</param>
    /// <param name="estimator">The id, for the message.</param>
    /// <param name="context">Threads and cancellation.</param>
    /// <exception cref="InvalidInputException">Not more rows than columns: they always lie in a plane.</exception>
    public static bool IsAmong(EntropyTerm term, Sample sample, string estimator, RunContext context)
    {
        NumericColumns columns = NumericColumns.Standardized(term, sample);
        int size = columns.Columns.Length;
        InformationFactors.RequireRows(sample.Count, size + 1, size, estimator);
        return !PivotedCholesky.Of(columns.Covariance(sample.Count, context), size, [], [.. Enumerable.Range(0, size)]).IsComplete;
    }

    /// <summary>
    /// Whether a column of one argument is a linear combination of columns of the others and of the condition: the information is infinite. False where a
    /// variable is discrete, and where there are too few rows to tell. O(n d²).
    /// </summary>
    public static bool Links(InformationTerm term, Sample sample, RunContext context)
    {
        if (!Gaussian.AreNumeric(term, [.. sample.Shapes]))
        {
            return false;
        }

        NumericColumns columns = NumericColumns.Standardized(term, sample);
        return sample.Count > columns.Columns.Length
            && !InformationFactors.Of(term, columns, columns.Covariance(sample.Count, context), "linear dependence").Joint.IsComplete;
    }
}
