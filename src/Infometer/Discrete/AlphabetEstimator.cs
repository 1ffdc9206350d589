using System.Globalization;

namespace Infometer;

/// <summary>A discrete estimator that needs to know how many levels could occur, and not only how many did.</summary>
public abstract record AlphabetEstimator : DiscreteEstimator
{
    private const string Occurring = "occurring";
    private const double LargestAlphabet = 1e200;

    /// <summary>
    /// Number of levels K that one variable can take; a joint entropy of m variables has K^m. Null, the default, stands for
    /// the number of levels that occur, in a joint entropy the number of combinations that occur.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The number is below 1.</exception>
    public long? Levels
    {
        get;
        init
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(value ?? 1, 1, nameof(Levels));
            field = value;
        }
    }

    private protected static OptionDescriptor LevelsOption { get; } = new(
        "levels",
        "integer ≥ 1|occurring",
        Occurring,
        "Alphabet size K of one variable; a joint of m variables has K^m.",
        static estimator => ((AlphabetEstimator)estimator).Levels?.ToString(CultureInfo.InvariantCulture) ?? Occurring,
        static (estimator, text) => (AlphabetEstimator)estimator with
        {
            Levels = text == Occurring ? null : long.Parse(text, NumberStyles.None, CultureInfo.InvariantCulture),
        });

    private protected override double AlphabetSize(VariableSet set, Sample sample, int occurring)
    {
        if (Levels is not { } levels)
        {
            return occurring;
        }

        double size = Math.Pow(levels, set.Count);
        if (size >= occurring && size <= LargestAlphabet)
        {
            return size;
        }

        string names = string.Join(", ", set.Indices().Select(i => $"'{sample.Variables[i].Name}'"));
        throw new InvalidInputException(size < occurring
            ? FormattableString.Invariant($"With levels={levels} there are {size:N0} combinations of {names}, but {occurring:N0} occur; ")
                + "give the number of levels that one variable can take, or leave it out."
            : FormattableString.Invariant($"With levels={levels} there are more than {LargestAlphabet:E0} combinations of {names}; ")
                + "give fewer levels, or leave the option out.");
    }
}
