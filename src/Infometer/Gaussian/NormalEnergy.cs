using System.Numerics;
using System.Runtime.InteropServices;

namespace Infometer;

/// <summary>
/// The energy distance of m rows from the standard normal law of d dimensions, m (2⟨E|xᵢ − Z|⟩ − E|Z − Z′| − ⟨|xᵢ − xⱼ|⟩): 0 in the limit only
/// where the rows follow that law (Székely and Rizzo 2005, A new test for multivariate normality, J. Multivariate Analysis 93). O(m² d).
/// </summary>
internal sealed class NormalEnergy
{
    private const int Steps = 512;

    private readonly int _dimension;
    private readonly double _betweenNormals;

    // E|x − Z| by |x|, at even steps.
    private readonly double[] _distances;
    private readonly double _step;

    /// <summary>The distance in d dimensions.</summary>
    public NormalEnergy(int dimension)
    {
        _dimension = dimension;
        _betweenNormals = Math.Sqrt(2) * MeanLength(dimension, 0);

        // Beyond that, |x − Z| ≈ |x| + (d − 1)/2|x| is as exact.
        _step = 4 * (Math.Sqrt(dimension) + 4) / Steps;
        _distances = new double[Steps + 1];
        for (int i = 0; i <= Steps; i++)
        {
            _distances[i] = MeanLength(dimension, i * _step);
        }
    }

    /// <summary>The energy distance of the first <paramref name="count"/> rows of d columns.</summary>
    public double Of(ReadOnlySpan<double[]> columns, int count)
    {
        double[] squares = new double[count];
        foreach (double[] column in columns)
        {
            CrossProducts.AddSquares(squares, column.AsSpan(0, count));
        }

        double fromNormal = 0;
        foreach (double square in squares)
        {
            fromNormal += MeanDistance(Math.Sqrt(square));
        }

        double between = 0;
        for (int i = 1; i < count; i++)
        {
            between += DistancesFrom(columns, i, squares.AsSpan(0, i));
        }

        return (2 * fromNormal) - (count * _betweenNormals) - (2 * between / count);
    }

    /// <summary>E|Z| of a normal vector with unit covariance about a point at a distance from 0: the mean of the noncentral χ law.</summary>
    internal static double MeanLength(int dimension, double distance)
    {
        // A Poisson mixture: Σ P(j; r²/2) √2 Γ((d + 1)/2 + j)/Γ(d/2 + j), from its largest term both ways.
        double half = distance * distance / 2;
        int mode = (int)half;
        double logTop = half == 0 ? 0 : (mode * Math.Log(half)) - half - SpecialFunctions.LogGamma(mode + 1.0);
        double length = Math.Sqrt(2) * Math.Exp(
            SpecialFunctions.LogGamma(((dimension + 1) / 2.0) + mode) - SpecialFunctions.LogGamma((dimension / 2.0) + mode));
        double sum = 0;
        double weight = Math.Exp(logTop);
        double term = length;
        for (int j = mode; weight > 1e-18; j++)
        {
            sum += weight * term;
            weight *= half / (j + 1);
            term *= (((dimension + 1) / 2.0) + j) / ((dimension / 2.0) + j);
        }

        weight = Math.Exp(logTop);
        term = length;
        for (int j = mode; j > 0 && weight > 1e-18; j--)
        {
            weight *= j / half;
            term *= ((dimension / 2.0) + j - 1) / (((dimension + 1) / 2.0) + j - 1);
            sum += weight * term;
        }

        return sum;
    }

    private double MeanDistance(double length)
    {
        double place = length / _step;
        if (place >= Steps)
        {
            return length + ((_dimension - 1) / (2 * length));
        }

        int step = (int)place;
        return _distances[step] + ((place - step) * (_distances[step + 1] - _distances[step]));
    }

    // Σ over the rows before i of their distances from it.
    private static double DistancesFrom(ReadOnlySpan<double[]> columns, int i, Span<double> scratch)
    {
        scratch.Clear();
        foreach (double[] column in columns)
        {
            AddSquaredDifferences(scratch, column.AsSpan(0, scratch.Length), column[i]);
        }

        Span<Vector<double>> vectors = MemoryMarshal.Cast<double, Vector<double>>(scratch);
        Vector<double> lanes = Vector<double>.Zero;
        foreach (Vector<double> square in vectors)
        {
            lanes += Vector.SquareRoot(square);
        }

        double sum = Vector.Sum(lanes);
        foreach (double square in scratch[(vectors.Length * Vector<double>.Count)..])
        {
            sum += Math.Sqrt(square);
        }

        return sum;
    }

    private static void AddSquaredDifferences(Span<double> target, ReadOnlySpan<double> column, double value)
    {
        Span<Vector<double>> vt = MemoryMarshal.Cast<double, Vector<double>>(target);
        ReadOnlySpan<Vector<double>> vc = MemoryMarshal.Cast<double, Vector<double>>(column);
        Vector<double> from = new(value);
        for (int j = 0; j < vt.Length; j++)
        {
            Vector<double> difference = vc[j] - from;
            vt[j] += difference * difference;
        }

        for (int j = vt.Length * Vector<double>.Count; j < target.Length; j++)
        {
            target[j] += (column[j] - value) * (column[j] - value);
        }
    }
}
