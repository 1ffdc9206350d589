namespace Infometer;

/// <summary>What each column adds beyond each single column above it: min_j I(X;Y|X_j).</summary>
internal static class ColumnAdditions
{
    private const int MostColumns = 200;

    // Rows that all tables together may count: a few seconds.
    private const double MostRows = 4e9;

    /// <summary>Columns that are compared with each other at most: a table for each pair.</summary>
    public static int Most(int rows) => (int)Math.Clamp(Math.Sqrt(2 * MostRows / rows), 2, MostColumns);

    /// <summary>The values in nats of the first candidates, which are in rank order; null for the others.</summary>
    public static double?[] Of(IReadOnlyList<SelectionCandidate> candidates, CodedTarget y, RunContext context)
    {
        int count = Math.Min(Most(y.Codes.Count), candidates.Count);
        SelectionTerms[] terms = [.. candidates.Take(count).Select(c => new SelectionTerms(c.Relevance))];
        for (int above = 0; above < count - 1; above++)
        {
            ChosenColumn chosen = new(candidates[above], y, isCorrected: true);
            int first = above + 1;
            context.ForEach(count - first, i => terms[first + i] = terms[first + i].With(chosen.TermsWith(candidates[first + i])));
            context.Progress?.Report(new RunProgress("comparing columns", above + 1, count));
        }

        double?[] result = new double?[candidates.Count];
        for (int i = 0; i < count; i++)
        {
            result[i] = terms[i].Adds;
        }

        return result;
    }
}
