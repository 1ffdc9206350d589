namespace Infometer;

/// <summary>One pair of columns of a <see cref="SynergyPicture"/>.</summary>
/// <param name="First">One column.</param>
/// <param name="Second">The other.</param>
/// <param name="Value">What both together tell more (above 0) or less (below) than one by one.</param>
/// <param name="Low">The lower end of its interval.</param>
/// <param name="High">The upper end.</param>
/// <param name="QValue">The q-value.</param>
/// <param name="Href">Where a click on the names leads; null for nowhere.</param>
internal sealed record SynergyBar(string First, string Second, double Value, double? Low, double? High, double? QValue, string? Href);
