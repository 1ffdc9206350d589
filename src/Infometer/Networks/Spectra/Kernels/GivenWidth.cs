namespace Infometer;

/// <summary>A width that was given: the only kind that stays the same from epoch to epoch.</summary>
/// <param name="Width">The width, above 0 and finite.</param>
public sealed record GivenWidth(double Width) : WidthRule
{
    /// <summary>The width, above 0 and finite.</summary>
    public double Width { get; init => field = RequirePositive(value, nameof(Width)); } = RequirePositive(Width, nameof(Width));

    /// <summary>Where the number came from, where it was found by a rule on other rows; null for a number that was typed.</summary>
    public string? Origin { get; init; }

    /// <inheritdoc/>
    public override string Text => Written(Width);

    internal override double Of(RowSet rows, KernelShape shape, RunContext context) => Width;
}
