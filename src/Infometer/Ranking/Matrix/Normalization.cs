namespace Infometer;

/// <summary>
/// What the mutual information I of two columns is compared with. I and the reference have the chance level E taken away,
/// E the exact mean of I over tables with the same margins: (I − E) / (reference − E) is 1 for columns that determine each other
/// and 0 on average for independent ones. No value is clipped; slightly negative ones belong to independent columns.
/// </summary>
public enum Normalization
{
    /// <summary>No reference: I − E itself, in units of information.</summary>
    None,

    /// <summary>The mean of the two entropies (Strehl and Ghosh 2002; with chance taken away, Vinh, Epps and Bailey 2010).</summary>
    Nmi,

    /// <summary>The smaller entropy: 1 where one column is a function of the other.</summary>
    Min,

    /// <summary>The joint entropy: one less <see cref="Rajski"/>.</summary>
    Joint,

    /// <summary>
    /// Rajski's distance 1 − I/H(X,Y) (Rajski 1961): 0 for columns that determine each other, 1 on average for independent ones.
    /// </summary>
    Rajski,
}
