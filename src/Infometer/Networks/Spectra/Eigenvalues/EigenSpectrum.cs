using System.Collections.Immutable;

namespace Infometer;

/// <summary>The eigenvalues of a symmetric, positive semidefinite matrix divided by its trace: a distribution, as long as one likes. Immutable.</summary>
public sealed record EigenSpectrum
{
    // 2⁻⁵²
    private const double Rounding = 2.220446049250313E-16;

    private EigenSpectrum(ImmutableArray<double> values, SpectrumMethod method) => (Values, Method) = (values, method);

    /// <summary>
    /// The eigenvalues over their sum, the largest first. What is below n·2⁻⁵² of the largest, negative values included, cannot be told from 0 and is 0.
    /// </summary>
    public ImmutableArray<double> Values { get; }

    /// <summary>How they were found.</summary>
    public SpectrumMethod Method { get; }

    /// <summary>Σλ², the order-2 purity: 1/n where all rows are alone, 1 where all are one.</summary>
    public double Purity => Values.Sum(static v => v * v);

    /// <summary>A spectrum from eigenvalues in any order and of any sum above 0; null where they are all 0.</summary>
    internal static EigenSpectrum? Of(double[] values, SpectrumMethod method)
    {
        double[] sorted = (double[])values.Clone();
        Array.Sort(sorted);
        Array.Reverse(sorted);
        double floor = sorted.Length * Rounding * Math.Max(0, sorted[0]);
        double[] kept = Array.ConvertAll(sorted, v => v > floor ? v : 0);
        double sum = CrossProducts.Sum(kept);
        return sum > 0 ? new EigenSpectrum([.. kept.Select(v => v / sum)], method) : null;
    }
}
