namespace Infometer;

/// <summary>One bar of a <see cref="BarsPicture"/>: an amount of information with its interval.</summary>
/// <param name="Name">What tells.</param>
/// <param name="Value">The amount; null where there is none to trust.</param>
/// <param name="Low">The lower end of its interval.</param>
/// <param name="High">The upper end; null for a lower bound.</param>
/// <param name="QValue">The q-value.</param>
/// <param name="Verdict"><c>value</c>, <c>lower-bound</c>, <c>not-detected</c> or <c>unreliable</c>.</param>
/// <param name="Href">Where a click on the name leads; null for nowhere.</param>
internal sealed record AmountBar(string Name, double? Value, double? Low, double? High, double? QValue, string Verdict, string? Href);
