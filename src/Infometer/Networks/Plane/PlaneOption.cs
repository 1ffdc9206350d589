namespace Infometer;

/// <summary>One option of an estimator of the information plane, as <c>--set</c>, JSON and the documentation show it.</summary>
/// <param name="Name">Kebab-case, shared by all that have the option.</param>
/// <param name="Type">The values it takes, in words: <c>number &gt; 0</c>, <c>a|b|c</c>.</param>
/// <param name="Default">The default, as it would be typed.</param>
/// <param name="Summary">What the option does, in one sentence.</param>
/// <param name="Get">Reads the option of an estimator as it would be typed.</param>
/// <param name="Set">Returns the estimator with the option set from text; throws <see cref="FormatException"/> or
/// <see cref="ArgumentOutOfRangeException"/> where the text is not of <paramref name="Type"/>.</param>
public sealed record PlaneOption(
    string Name,
    string Type,
    string Default,
    string Summary,
    Func<PlaneEstimator, string> Get,
    Func<PlaneEstimator, string, PlaneEstimator> Set);
