namespace Infometer;

/// <summary>
/// One column of numbers and, once anyone asks, its order. Immutable and shared between point sets, questions and threads, so that a
/// column is sorted once for all targets and permutations.
/// </summary>
internal sealed class PreparedColumn
{
    private readonly Lazy<SortedColumn> _sorted;

    /// <summary>Creates a column of <paramref name="values"/>, which are not copied and must not change.</summary>
    public PreparedColumn(double[] values)
    {
        Values = values;
        _sorted = new Lazy<SortedColumn>(() => new SortedColumn(values));
    }

    /// <summary>Creates a column whose numbers are those of another in a different order of rows; their sorted form is shared.</summary>
    public PreparedColumn(double[] values, SortedColumn sorted)
    {
        Values = values;
        _sorted = new Lazy<SortedColumn>(sorted);
    }

    /// <summary>The numbers, one per row.</summary>
    public double[] Values { get; }

    /// <summary>The numbers in order; sorted on first use.</summary>
    public SortedColumn Sorted => _sorted.Value;
}
