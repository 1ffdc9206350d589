namespace Infometer;

/// <summary>A name from the data in a sentence, and where a click on it leads.</summary>
internal readonly record struct PageName(string Text, string? Href = null);
