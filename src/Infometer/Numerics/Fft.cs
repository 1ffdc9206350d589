using System.Numerics;
using System.Runtime.InteropServices;

namespace Infometer;

/// <summary>
/// The discrete Fourier transform of a size that is a power of two, X_k = Σ_j x_j e^(−2πijk/N), by Cooley and Tukey's halving. Many
/// series are transformed at once where they lie side by side, so that all arithmetic runs along rows. Immutable; threads share it.
/// </summary>
internal sealed class Fft
{
    private readonly double[] _cosines;
    private readonly double[] _sines;
    private readonly int[] _reversed;

    /// <summary>Prepares transforms of this size.</summary>
    public Fft(int size)
    {
        if (size < 1 || !BitOperations.IsPow2(size))
        {
            throw new ArgumentOutOfRangeException(nameof(size), size, "The size must be a power of two.");
        }

        Size = size;
        _cosines = new double[size / 2];
        _sines = new double[size / 2];
        for (int k = 0; k < size / 2; k++)
        {
            (double sine, double cosine) = Math.SinCos(-2 * Math.PI * k / size);
            (_sines[k], _cosines[k]) = (sine, cosine);
        }

        _reversed = new int[size];
        for (int i = 1; i < size; i++)
        {
            _reversed[i] = (_reversed[i / 2] / 2) + ((i % 2) * (size / 2));
        }
    }

    /// <summary>Number of points, N.</summary>
    public int Size { get; }

    /// <summary>Transforms in place. With the parts exchanged: the inverse, times N.</summary>
    /// <param name="real">Real parts: N rows of <paramref name="batch"/> numbers, one series per column.</param>
    /// <param name="imaginary">Imaginary parts, laid out alike.</param>
    /// <param name="batch">Number of series.</param>
    public void Transform(Span<double> real, Span<double> imaginary, int batch = 1)
    {
        Reverse(real, batch);
        Reverse(imaginary, batch);
        for (int half = 1; half < Size; half *= 2)
        {
            int stride = Size / (2 * half);
            for (int block = 0; block < Size; block += 2 * half)
            {
                for (int j = 0; j < half; j++)
                {
                    int upper = (block + j) * batch;
                    int lower = upper + (half * batch);
                    Butterfly(
                        real.Slice(upper, batch),
                        imaginary.Slice(upper, batch),
                        real.Slice(lower, batch),
                        imaginary.Slice(lower, batch),
                        _cosines[j * stride],
                        _sines[j * stride]);
                }
            }
        }
    }

    /// <summary>The cosine transform C_k = Σ_j x_j cos(πk(2j + 1)/2N).</summary>
    public double[] CosineTransform(ReadOnlySpan<double> values)
    {
        double[] real = new double[Size];
        double[] imaginary = new double[Size];
        for (int j = 0; j < Size; j++)
        {
            // Even places ascending, odd ones descending.
            real[j % 2 == 0 ? j / 2 : Size - 1 - (j / 2)] = values[j];
        }

        Transform(real, imaginary);
        for (int k = 0; k < Size; k++)
        {
            (double sine, double cosine) = Math.SinCos(-Math.PI * k / (2.0 * Size));
            real[k] = (real[k] * cosine) - (imaginary[k] * sine);
        }

        return real;
    }

    // (u, v) → (u + wv, u − wv), column by column
    private static void Butterfly(Span<double> ur, Span<double> ui, Span<double> vr, Span<double> vi, double wr, double wi)
    {
        Span<Vector<double>> vectorUr = MemoryMarshal.Cast<double, Vector<double>>(ur);
        Span<Vector<double>> vectorUi = MemoryMarshal.Cast<double, Vector<double>>(ui);
        Span<Vector<double>> vectorVr = MemoryMarshal.Cast<double, Vector<double>>(vr);
        Span<Vector<double>> vectorVi = MemoryMarshal.Cast<double, Vector<double>>(vi);
        for (int c = 0; c < vectorUr.Length; c++)
        {
            Vector<double> tr = (vectorVr[c] * wr) - (vectorVi[c] * wi);
            Vector<double> ti = (vectorVr[c] * wi) + (vectorVi[c] * wr);
            vectorVr[c] = vectorUr[c] - tr;
            vectorVi[c] = vectorUi[c] - ti;
            vectorUr[c] += tr;
            vectorUi[c] += ti;
        }

        for (int c = vectorUr.Length * Vector<double>.Count; c < ur.Length; c++)
        {
            double tr = (vr[c] * wr) - (vi[c] * wi);
            double ti = (vr[c] * wi) + (vi[c] * wr);
            vr[c] = ur[c] - tr;
            vi[c] = ui[c] - ti;
            ur[c] += tr;
            ui[c] += ti;
        }
    }

    private void Reverse(Span<double> rows, int batch)
    {
        double[] spare = new double[batch];
        for (int i = 0; i < Size; i++)
        {
            int other = _reversed[i];
            if (i < other)
            {
                Span<double> a = rows.Slice(i * batch, batch);
                Span<double> b = rows.Slice(other * batch, batch);
                a.CopyTo(spare);
                b.CopyTo(a);
                spare.CopyTo(b);
            }
        }
    }
}
