using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Infometer;

/// <summary>(x − y)².</summary>
internal readonly struct SquareTerm : IPairTerm
{
    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<double> Add(Vector512<double> sum, Vector512<double> value, Vector512<double> point)
    {
        Vector512<double> difference = value - point;
        return Vector512.MultiplyAddEstimate(difference, difference, sum);
    }

    /// <inheritdoc/>
    public static double Add(double sum, double value, double point) => double.MultiplyAddEstimate(value - point, value - point, sum);
}

/// <summary>|x − y|.</summary>
internal readonly struct AbsoluteTerm : IPairTerm
{
    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<double> Add(Vector512<double> sum, Vector512<double> value, Vector512<double> point) => sum + Vector512.Abs(value - point);

    /// <inheritdoc/>
    public static double Add(double sum, double value, double point) => sum + Math.Abs(value - point);
}

/// <summary>xy.</summary>
internal readonly struct ProductTerm : IPairTerm
{
    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<double> Add(Vector512<double> sum, Vector512<double> value, Vector512<double> point) => Vector512.MultiplyAddEstimate(value, point, sum);

    /// <inheritdoc/>
    public static double Add(double sum, double value, double point) => double.MultiplyAddEstimate(value, point, sum);
}
