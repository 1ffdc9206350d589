namespace Infometer;

/// <summary>What an objective remembers from one training step to the next.</summary>
internal sealed class TrainingMemory
{
    /// <summary>Steps so far.</summary>
    public int Steps { get; set; }

    /// <summary>The logarithm of a running mean, not yet corrected for its start.</summary>
    public double LogMean { get; set; } = double.NegativeInfinity;
}
