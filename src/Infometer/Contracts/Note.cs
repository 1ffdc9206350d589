namespace Infometer;

/// <summary>Something the reader of a number has to know: a stable code, a plain sentence, and what to do about it.</summary>
/// <param name="Code">Kebab-case and stable across versions, for programs.</param>
/// <param name="Text">A plain sentence for people, with the remedy where there is one.</param>
public sealed record Note(string Code, string Text);
