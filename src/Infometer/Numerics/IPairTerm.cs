using System.Runtime.Intrinsics;

namespace Infometer;

/// <summary>What one column adds to a function of two rows, eight rows at once and one by one; the two agree to rounding.</summary>
internal interface IPairTerm
{
    /// <summary>sum + t(value, point), lane by lane.</summary>
    static abstract Vector512<double> Add(Vector512<double> sum, Vector512<double> value, Vector512<double> point);

    /// <summary>sum + t(value, point).</summary>
    static abstract double Add(double sum, double value, double point);
}
