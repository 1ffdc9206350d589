namespace Infometer;

/// <summary>Which divergence between two distributions over the same levels.</summary>
internal enum DivergenceKind
{
    KullbackLeibler,
    JensenShannon,
    Jeffreys,
    CrossEntropy,
}
