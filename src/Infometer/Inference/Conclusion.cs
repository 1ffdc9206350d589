using System.Collections.Immutable;

namespace Infometer;

/// <summary>An interval, a p-value and a verdict, with the reasons.</summary>
internal sealed record Conclusion(
    Verdict Verdict,
    Interval? Interval,
    double? PValue,
    string? PMethod,
    ImmutableArray<double> Null,
    ImmutableArray<Note> Notes);
