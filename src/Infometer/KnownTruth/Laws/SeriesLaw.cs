namespace Infometer;

/// <summary>
/// Two series, X the source and Y the target, and the lagged question about them: I(X's past; Y_t | Y's past) with ℓ values of X's past and k
/// of Y's.
/// </summary>
internal abstract class SeriesLaw(LawPart x, LawPart y, int history, int sourceHistory) : JointLaw(x, y)
{
    /// <summary>k, how many values of the target's own past are given.</summary>
    public int History { get; } = history;

    /// <summary>ℓ, how many values of the source's past are asked about.</summary>
    public int SourceHistory { get; } = sourceHistory;

    /// <summary>How many rows at the start have no complete past.</summary>
    public int Start => Math.Max(History, SourceHistory);

    // Rows of a series are drawn together, and the question is about lagged rows.
    public sealed override void DrawRow(ref Rng rng, Span<double> row) => throw new NotSupportedException("A series is drawn as a whole.");

    public sealed override double Pointwise(ReadOnlySpan<double> row) => Asked.Pointwise(row);
}
