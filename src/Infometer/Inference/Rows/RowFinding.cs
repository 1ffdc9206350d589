namespace Infometer;

/// <summary>What was noticed about the rows of a question, and what follows from it.</summary>
/// <param name="Note">What the reader should know.</param>
internal sealed record RowFinding(Note Note)
{
    /// <summary>Why nothing can be concluded whatever the number is; null where something can.</summary>
    public Note? Obstacle { get; init; }

    /// <summary>Why nothing can be concluded by an estimator of numbers; null where something can.</summary>
    public Note? ObstacleToNumbers { get; init; }

    /// <summary>What may be exchanged with what in place of single rows; null where rows may.</summary>
    public IRowShuffler? Shuffler { get; init; }

    /// <summary>The argument whose rows <see cref="Shuffler"/> moves; of more than two arguments all but the first are.</summary>
    public int Moved { get; init; } = 1;

    /// <summary>Whether only the low end can be trusted, however good the number would be for independent rows.</summary>
    public bool IsBoundOnly { get; init; }

    /// <summary>By how much the variance of the mean of these numbers, one per row, is larger than for independent rows; at least 1.</summary>
    public Func<double[], double> Inflation { get; init; } = static _ => 1;

    /// <summary>The same where there are no such numbers.</summary>
    public double UsualInflation { get; init; } = 1;

    /// <summary>The least shift where rows are in serial order; null elsewhere.</summary>
    public int? LeastShift => (Shuffler as CircularShift)?.Least;
}
