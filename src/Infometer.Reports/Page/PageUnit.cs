namespace Infometer;

/// <summary>The unit's name in a sentence: it changes with the amounts.</summary>
internal readonly record struct PageUnit(string Symbol);
