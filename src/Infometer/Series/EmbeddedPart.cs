using System.Collections.Immutable;

namespace Infometer;

/// <summary>One variable of an embedded sample: a series at one or more times before the row's own.</summary>
/// <param name="Series">Which of the series.</param>
/// <param name="Delays">How many steps before the row's time each element is taken, 0 or more.</param>
/// <param name="IsPast">Whether it is the past of the series rather than the series itself; for its name.</param>
internal sealed record EmbeddedPart(int Series, ImmutableArray<int> Delays, bool IsPast)
{
    /// <summary>The series at the row's own time.</summary>
    public static EmbeddedPart Present(int series) => new(series, [0], false);

    /// <summary>The series at <paramref name="length"/> times, the latest <paramref name="first"/> steps ago, <paramref name="step"/> apart.</summary>
    public static EmbeddedPart Past(int series, int first, int length, int step) =>
        new(series, [.. Enumerable.Range(0, length).Select(i => checked(first + (i * step)))], true);

    /// <summary>The name of the variable made of a series of this name.</summary>
    public string NameOf(string series) => IsPast ? $"past of {series}" : series;

    /// <summary>The part as a formula writes it: <c>X[t−1], X[t−2]</c>.</summary>
    public string Formula(string letter)
    {
        const int MostListed = 3;
        string At(int delay) => delay == 0 ? "t" : FormattableString.Invariant($"t−{delay}");
        return Delays.Length <= MostListed
            ? string.Join(", ", Delays.Select(d => $"{letter}[{At(d)}]"))
            : $"{letter}[{At(Delays[0])}], {letter}[{At(Delays[1])}], …, {letter}[{At(Delays[^1])}]";
    }
}
