namespace Infometer;

/// <summary>
/// What frozen predictors make of each pair of an input row and a target row that were held out. Immutable: any thread may read it.
/// </summary>
/// <param name="shuffler">Which targets may be exchanged.</param>
internal abstract class HeldOutPairs(IRowShuffler shuffler)
{
    /// <summary>Which targets may be exchanged where nothing is shared.</summary>
    public IRowShuffler Shuffler { get; } = shuffler;

    /// <summary>The local value, in nats, of the inputs of row i with the target of row j.</summary>
    public abstract double Of(int i, int j);
}
