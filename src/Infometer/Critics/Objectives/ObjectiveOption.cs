namespace Infometer;

/// <summary>One option of an objective, as <c>--set</c>, JSON and the documentation show it.</summary>
/// <param name="Name">Kebab-case, shared by all objectives that have the option.</param>
/// <param name="Type">The values it takes, in words: <c>integer ≥ 1</c>, <c>a|b|c</c>.</param>
/// <param name="Default">The default, as it would be typed.</param>
/// <param name="Summary">What the option does, in one sentence.</param>
/// <param name="Get">Reads the option of an objective as it would be typed.</param>
/// <param name="Set">Returns the objective with the option set from text; throws <see cref="FormatException"/> or
/// <see cref="ArgumentOutOfRangeException"/> where the text is not of <paramref name="Type"/>.</param>
public sealed record ObjectiveOption(
    string Name,
    string Type,
    string Default,
    string Summary,
    Func<Objective, string> Get,
    Func<Objective, string, Objective> Set);
