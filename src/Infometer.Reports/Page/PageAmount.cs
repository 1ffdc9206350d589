namespace Infometer;

/// <summary>An amount of information in a sentence, in the page's unit; the reader may switch it to the other one.</summary>
internal readonly record struct PageAmount(double Value);
