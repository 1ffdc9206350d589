namespace Infometer;

/// <summary>One thing that was found, as the first screen says it.</summary>
/// <param name="Key">What kind of finding, for styles and tests.</param>
/// <param name="Label">Two or three words in front.</param>
/// <param name="Sentence">The sentence.</param>
internal sealed record Finding(string Key, string Label, Phrase Sentence);
