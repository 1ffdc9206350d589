namespace Infometer;

/// <summary>What a candidate X and a chosen column X_j have to do with each other and with the target Y, in nats.</summary>
/// <param name="ChosenRelevance">I(X_j;Y).</param>
/// <param name="Redundancy">I(X;X_j).</param>
/// <param name="RedundancyChance">The chance level taken from it.</param>
/// <param name="ConditionalRedundancy">I(X;X_j|Y).</param>
/// <param name="JointEntropy">H(X,X_j,Y), plug-in.</param>
internal readonly record struct PairTerms(
    double ChosenRelevance, double Redundancy, double RedundancyChance, double ConditionalRedundancy, double JointEntropy);
