namespace Infometer;

/// <summary>Which law gives the p-value of a distance correlation or HSIC where it is not drawn.</summary>
public enum PairLaw
{
    /// <summary>
    /// P(χ²₁ &gt; n·R* + 1), R* the bias-corrected value: an upper limit of the p-value for p below 0.08, whatever the
    /// distributions (Shen, Panda and Vogelstein 2022).
    /// </summary>
    ChiSquareBound,

    /// <summary>
    /// The gamma law (Gretton et al. 2008) with the exact mean and variance of the plain statistic over all permutations (Kazi-Aoual et al.
    /// 1995): right near 0.05, sharper than the bound there, and too small further out (1.0 to 2.1 % of null data had p ≤ 0.01).
    /// </summary>
    Gamma,

    /// <summary>
    /// Student's t of R*, ν = n(n − 3)/2 − 1: the limit where the dimension of X and Y grows (Székely and Rizzo 2013); for distances only.
    /// Wrong for few columns (6 to 7 % of null data had p ≤ 0.05).
    /// </summary>
    HighDimension,
}
