namespace Infometer;

/// <summary>Two uniform variables whose joint law is an Archimedean copula: i = ln c(u, v).</summary>
internal abstract class CopulaLaw() : JointLaw(LawPart.Continuous(1), LawPart.Continuous(1))
{
    public override double Pointwise(ReadOnlySpan<double> row) => LogDensity(row[0], row[1]);

    /// <summary>ln c(u, v), the density of the copula.</summary>
    public abstract double LogDensity(double u, double v);
}
