namespace Infometer;

/// <summary>A class, bin or cluster has fewer than 20 rows: its entropy is at most the logarithm of that number, and mostly noise.</summary>
/// <param name="Level">What the class is called.</param>
/// <param name="Count">Its rows.</param>
/// <param name="Classes">How many classes are that small.</param>
public sealed record SmallClassAlarm(string Level, int Count, int Classes) : RepresentationAlarm
{
    /// <summary>The fewest rows that raise none.</summary>
    internal const int Enough = 20;

    /// <inheritdoc/>
    public override string Code => "small-class";

    /// <inheritdoc/>
    public override string Text => FormattableString.Invariant(
        $"{Classes} {(Classes == 1 ? "class has" : "classes have")} fewer than {Enough} rows, '{Level}' {Count}: entropies of so few rows are noise and at most ln {Count}; take more rows or merge classes.");
}
