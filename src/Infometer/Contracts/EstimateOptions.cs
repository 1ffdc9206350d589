namespace Infometer;

/// <summary>How an estimate is made, apart from the estimator's own options.</summary>
public sealed record EstimateOptions
{
    /// <summary>The defaults.</summary>
    public static EstimateOptions Default { get; } = new();

    /// <summary>What is done with missing values. Default <see cref="MissingPolicy.Level"/>.</summary>
    public MissingPolicy Missing { get; init; } = MissingPolicy.Level;

    /// <summary>
    /// How numeric variables become discrete where the estimator counts. Default null: equal-frequency bins, about half
    /// the cube root of n, 4 to 16.
    /// </summary>
    public Discretizer? Discretizer { get; init; }

    /// <summary>
    /// How many draws from the null the test makes, whatever they show. Default null: draws until the p-value is clear,
    /// and a tail fitted to the exact moments of the null beyond what draws can resolve.
    /// </summary>
    public int? Permutations { get; init; }

    /// <summary>Whether the result keeps every value drawn from the null. Default false.</summary>
    public bool KeepNull { get; init; }

    /// <summary>
    /// What is taken for granted about the rows. Default <see cref="RowAssumption.Auto"/>: serial dependence, copies and groups are looked for and change the
    /// test, the interval and the verdict. Measures of series know their rows and take no other value.
    /// </summary>
    public RowAssumption Rows { get; init; } = RowAssumption.Auto;

    /// <summary>
    /// The variable by which the rows were sorted, where that is known and it is none of the question's: neighbours then resemble each other in all that
    /// depends on it, and are no series. Default null. See <see cref="Table.SortedBy"/>.
    /// </summary>
    public string? SortedBy { get; init; }

    internal void Check()
    {
        if (Permutations < 1)
        {
            throw new InvalidInputException(FormattableString.Invariant($"A test by {Permutations} draws is none; ask for at least 1, better 999."));
        }
    }
}
