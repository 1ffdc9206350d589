namespace Infometer;

/// <summary>
/// What is known of a candidate X against the columns X_j chosen so far: sums and minima that one more column updates, so that
/// no pair is counted twice and memory stays one of these per candidate. Nats.
/// </summary>
/// <param name="Relevance">I(X;Y).</param>
internal readonly record struct SelectionTerms(double Relevance)
{
    /// <summary>Number of chosen columns.</summary>
    public int Count { get; private init; }

    /// <summary>Σ I(X;X_j).</summary>
    public double Redundancy { get; private init; }

    /// <summary>Σ of the chance levels that were taken from <see cref="Redundancy"/>.</summary>
    public double RedundancyChance { get; private init; }

    /// <summary>Σ I(X;X_j|Y).</summary>
    public double ConditionalRedundancy { get; private init; }

    /// <summary>Σ max(0, I(X;X_j) − I(X;X_j|Y)).</summary>
    public double CappedInteraction { get; private init; }

    /// <summary>min_j [I(X;X_j|Y) − I(X;X_j)], which is min_j I(X;Y|X_j) less the relevance.</summary>
    public double LeastGain { get; private init; } = double.PositiveInfinity;

    /// <summary>min_j [I(X_j;Y) + I(X;X_j|Y) − I(X;X_j)], which is min_j I(X,X_j;Y) less the relevance.</summary>
    public double LeastJoint { get; private init; } = double.PositiveInfinity;

    /// <summary>Σ I(X,X_j;Y) / H(X,X_j,Y).</summary>
    public double SymmetricalRelevance { get; private init; }

    /// <summary>min_j I(X;Y|X_j); I(X;Y) where nothing is chosen.</summary>
    public double Adds => Count == 0 ? Relevance : Relevance + LeastGain;

    /// <summary>The terms with one more chosen column.</summary>
    public SelectionTerms With(PairTerms pair)
    {
        double gain = pair.ConditionalRedundancy - pair.Redundancy;
        return this with
        {
            Count = Count + 1,
            Redundancy = Redundancy + pair.Redundancy,
            RedundancyChance = RedundancyChance + pair.RedundancyChance,
            ConditionalRedundancy = ConditionalRedundancy + pair.ConditionalRedundancy,
            CappedInteraction = CappedInteraction + Math.Max(0, -gain),
            LeastGain = Math.Min(LeastGain, gain),
            LeastJoint = Math.Min(LeastJoint, pair.ChosenRelevance + gain),
            SymmetricalRelevance = SymmetricalRelevance + ((Relevance + pair.ChosenRelevance + gain) / pair.JointEntropy),
        };
    }
}
