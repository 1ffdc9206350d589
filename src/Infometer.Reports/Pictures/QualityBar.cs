namespace Infometer;

/// <summary>One column of a <see cref="QualityPicture"/>.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Kind"><c>discrete</c>, <c>continuous</c> or <c>mixed</c>.</param>
/// <param name="Missing">Cells that are missing.</param>
/// <param name="Rows">Cells in all.</param>
/// <param name="Distinct">Distinct values.</param>
/// <param name="MostFrequentShare">The share of the most frequent value among the cells that are not missing.</param>
/// <param name="Flags">What is remarkable, in the words of the JSON.</param>
internal sealed record QualityBar(
    string Name, string Kind, long Missing, long Rows, long Distinct, double MostFrequentShare, IReadOnlyList<string> Flags);
