using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Infometer;

/// <summary>
/// Functions and sums over spans of floats, sixteen lanes at a time. An entry's result does not depend on where in the span it stands;
/// sums are taken in double precision over lanes that are the same on every processor and at every address. Results may overwrite
/// what they are made of.
/// </summary>
internal static class FloatMath
{
    /// <summary>e^x.</summary>
    public static void Exp(ReadOnlySpan<float> x, Span<float> result) => Apply<ExpFunction>(x, result);

    /// <summary>ln x; −∞ at 0, NaN below.</summary>
    public static void Log(ReadOnlySpan<float> x, Span<float> result) => Apply<LogFunction>(x, result);

    /// <summary>ln(1 + e^x), without overflow and without losing small values.</summary>
    public static void Softplus(ReadOnlySpan<float> x, Span<float> result) => Apply<SoftplusFunction>(x, result);

    /// <summary>1 / (1 + e^−x), the derivative of <see cref="Softplus"/>.</summary>
    public static void Sigmoid(ReadOnlySpan<float> x, Span<float> result) => Apply<SigmoidFunction>(x, result);

    /// <summary>tanh x.</summary>
    public static void Tanh(ReadOnlySpan<float> x, Span<float> result) => Apply<TanhFunction>(x, result);

    /// <summary>A function entry by entry.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Apply<TFunction>(ReadOnlySpan<float> x, Span<float> result)
        where TFunction : struct, IFloatFunction
    {
        if (!Vector128.IsHardwareAccelerated)
        {
            ApplyScalar<TFunction>(x, result);
            return;
        }

        ref float from = ref MemoryMarshal.GetReference(x);
        ref float to = ref MemoryMarshal.GetReference(result[..x.Length]);
        int i = 0;
        for (; i + Lanes <= x.Length; i += Lanes)
        {
            TFunction.Of(Vector512.LoadUnsafe(ref from, (nuint)i)).StoreUnsafe(ref to, (nuint)i);
        }

        if (i < x.Length)
        {
            StoreRest(TFunction.Of(LoadRest(x[i..], 1)), result[i..x.Length]);
        }
    }

    /// <summary><see cref="Apply"/> one by one.</summary>
    public static void ApplyScalar<TFunction>(ReadOnlySpan<float> x, Span<float> result)
        where TFunction : struct, IFloatFunction
    {
        for (int i = 0; i < x.Length; i++)
        {
            result[i] = TFunction.Of(x[i]);
        }
    }

    /// <summary>The largest entry; −∞ if there is none, NaN if one is NaN.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static float Max(ReadOnlySpan<float> x)
    {
        ref float from = ref MemoryMarshal.GetReference(x);
        Vector512<float> largest = Vector512.Create(float.NegativeInfinity);
        int i = 0;
        for (; i + Lanes <= x.Length; i += Lanes)
        {
            largest = Vector512.Max(largest, Vector512.LoadUnsafe(ref from, (nuint)i));
        }

        return HorizontalMax(Vector512.Max(largest, LoadRest(x[i..], float.NegativeInfinity)));
    }

    /// <summary>Σ x.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static double Sum(ReadOnlySpan<float> x)
    {
        ref float from = ref MemoryMarshal.GetReference(x);
        Vector512<double> low = default;
        Vector512<double> high = default;
        int i = 0;
        for (; i + Lanes <= x.Length; i += Lanes)
        {
            Add(Vector512.LoadUnsafe(ref from, (nuint)i), ref low, ref high);
        }

        if (i < x.Length)
        {
            Add(LoadRest(x[i..], 0), ref low, ref high);
        }

        return Vector512.Sum(low + high);
    }

    /// <summary>Σ x y, every product exact.</summary>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="y"/> is shorter than <paramref name="x"/>.</exception>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static double Dot(ReadOnlySpan<float> x, ReadOnlySpan<float> y)
    {
        y = y[..x.Length];
        ref float a = ref MemoryMarshal.GetReference(x);
        ref float b = ref MemoryMarshal.GetReference(y);
        Vector512<double> low = default;
        Vector512<double> high = default;
        int i = 0;
        for (; i + Lanes <= x.Length; i += Lanes)
        {
            Vector512<float> left = Vector512.LoadUnsafe(ref a, (nuint)i);
            Vector512<float> right = Vector512.LoadUnsafe(ref b, (nuint)i);
            low += Vector512.WidenLower(left) * Vector512.WidenLower(right);
            high += Vector512.WidenUpper(left) * Vector512.WidenUpper(right);
        }

        double rest = 0;
        for (; i < x.Length; i++)
        {
            rest += (double)x[i] * y[i];
        }

        return Vector512.Sum(low + high) + rest;
    }

    /// <summary>Σ x².</summary>
    public static double SumOfSquares(ReadOnlySpan<float> x) => Dot(x, x);

    /// <summary>ln Σ e^x; −∞ of nothing, NaN if an entry is NaN.</summary>
    public static double LogSumExp(ReadOnlySpan<float> x)
    {
        float max = FiniteMaxOrMax(x);
        return float.IsFinite(max) ? max + Math.Log(SumExp(x, max)) : max;
    }

    /// <summary>e^x / Σ e^x; returns ln Σ e^x. NaN where the largest entry is not finite.</summary>
    public static double Softmax(ReadOnlySpan<float> x, Span<float> result)
    {
        float max = FiniteMaxOrMax(x);
        result = result[..x.Length];
        double sum = ShiftAndExp(x, max, result);
        Scale(result, (float)(1 / sum));
        return float.IsFinite(max) ? max + Math.Log(sum) : max;
    }

    /// <summary>target += factor · x, each entry with one rounding where the processor can.</summary>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="x"/> is shorter than the target.</exception>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void AddScaled(Span<float> target, float factor, ReadOnlySpan<float> x)
    {
        ref float to = ref MemoryMarshal.GetReference(target);
        ref float from = ref MemoryMarshal.GetReference(x[..target.Length]);
        Vector512<float> factors = Vector512.Create(factor);
        int i = 0;
        for (; i + Lanes <= target.Length; i += Lanes)
        {
            Vector512.MultiplyAddEstimate(factors, Vector512.LoadUnsafe(ref from, (nuint)i), Vector512.LoadUnsafe(ref to, (nuint)i))
                .StoreUnsafe(ref to, (nuint)i);
        }

        for (; i < target.Length; i++)
        {
            target[i] = float.MultiplyAddEstimate(factor, x[i], target[i]);
        }
    }

    /// <summary>x *= factor.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Scale(Span<float> x, float factor)
    {
        ref float values = ref MemoryMarshal.GetReference(x);
        int i = 0;
        for (; i + Lanes <= x.Length; i += Lanes)
        {
            (Vector512.LoadUnsafe(ref values, (nuint)i) * factor).StoreUnsafe(ref values, (nuint)i);
        }

        for (; i < x.Length; i++)
        {
            x[i] *= factor;
        }
    }

    /// <summary>Brings every entry into [−limit, limit]. NaN remains.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Clamp(Span<float> x, float limit)
    {
        ref float values = ref MemoryMarshal.GetReference(x);
        Vector512<float> high = Vector512.Create(limit);
        int i = 0;
        for (; i + Lanes <= x.Length; i += Lanes)
        {
            Vector512.Clamp(Vector512.LoadUnsafe(ref values, (nuint)i), -high, high).StoreUnsafe(ref values, (nuint)i);
        }

        for (; i < x.Length; i++)
        {
            x[i] = Math.Clamp(x[i], -limit, limit);
        }
    }

    /// <summary>Adds a row to every row of a matrix: what a layer does with its offsets.</summary>
    /// <param name="values">The matrix, row by row, as wide as the row.</param>
    /// <param name="row">What is added.</param>
    public static void AddRow(Span<float> values, ReadOnlySpan<float> row)
    {
        for (int start = 0; start < values.Length; start += row.Length)
        {
            AddScaled(values.Slice(start, row.Length), 1, row);
        }
    }

    /// <summary>Adds a row to every row of a matrix and replaces what is negative by 0. NaN remains.</summary>
    /// <param name="values">The matrix, row by row, as wide as the row.</param>
    /// <param name="row">What is added.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void AddRowRelu(Span<float> values, ReadOnlySpan<float> row)
    {
        ref float offsets = ref MemoryMarshal.GetReference(row);
        for (int start = 0; start < values.Length; start += row.Length)
        {
            Span<float> entries = values.Slice(start, row.Length);
            ref float to = ref MemoryMarshal.GetReference(entries);
            int i = 0;
            for (; i + Lanes <= row.Length; i += Lanes)
            {
                Vector512<float> sum = Vector512.LoadUnsafe(ref to, (nuint)i) + Vector512.LoadUnsafe(ref offsets, (nuint)i);
                Vector512.Max(sum, Vector512<float>.Zero).StoreUnsafe(ref to, (nuint)i);
            }

            for (; i < row.Length; i++)
            {
                entries[i] = MathF.Max(entries[i] + row[i], 0);
            }
        }
    }

    /// <summary>
    /// The way back through <see cref="AddRowRelu"/>: sets the gradient to 0 wherever the activation is not positive, and adds its
    /// rows to the gradient of the offsets.
    /// </summary>
    /// <param name="gradient">The gradient by the activations, row by row; becomes that by the sums before the cut.</param>
    /// <param name="activations">What <see cref="AddRowRelu"/> left.</param>
    /// <param name="rowGradient">One entry per column; the columns' sums are added.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void ReluGradient(Span<float> gradient, ReadOnlySpan<float> activations, Span<float> rowGradient)
    {
        ref float sums = ref MemoryMarshal.GetReference(rowGradient);
        for (int start = 0; start < gradient.Length; start += rowGradient.Length)
        {
            Span<float> entries = gradient.Slice(start, rowGradient.Length);
            ReadOnlySpan<float> active = activations.Slice(start, rowGradient.Length);
            ref float to = ref MemoryMarshal.GetReference(entries);
            ref float from = ref MemoryMarshal.GetReference(active);
            int i = 0;
            for (; i + Lanes <= entries.Length; i += Lanes)
            {
                Vector512<float> isActive = Vector512.GreaterThan(Vector512.LoadUnsafe(ref from, (nuint)i), Vector512<float>.Zero);
                Vector512<float> kept = Vector512.LoadUnsafe(ref to, (nuint)i) & isActive;
                kept.StoreUnsafe(ref to, (nuint)i);
                (Vector512.LoadUnsafe(ref sums, (nuint)i) + kept).StoreUnsafe(ref sums, (nuint)i);
            }

            for (; i < entries.Length; i++)
            {
                entries[i] = active[i] > 0 ? entries[i] : 0;
                rowGradient[i] += entries[i];
            }
        }
    }

    /// <summary>The way back through <see cref="AddRow"/>: adds the rows of the gradient to the gradient of the offsets.</summary>
    public static void AddRows(ReadOnlySpan<float> gradient, Span<float> rowGradient)
    {
        for (int start = 0; start < gradient.Length; start += rowGradient.Length)
        {
            AddScaled(rowGradient, 1, gradient.Slice(start, rowGradient.Length));
        }
    }

    /// <summary>
    /// The largest entry, or some entry's where there is a NaN, by the processor's own comparison, which is several times faster than
    /// <see cref="Max"/>; where that is not finite, exactly.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static float FiniteMaxOrMax(ReadOnlySpan<float> x)
    {
        ref float from = ref MemoryMarshal.GetReference(x);
        Vector512<float> largest = Vector512.Create(float.NegativeInfinity);
        int i = 0;
        for (; i + Lanes <= x.Length; i += Lanes)
        {
            largest = Vector512.MaxNative(largest, Vector512.LoadUnsafe(ref from, (nuint)i));
        }

        if (i < x.Length)
        {
            largest = Vector512.MaxNative(largest, LoadRest(x[i..], float.NegativeInfinity));
        }

        float max = HorizontalMax(largest);
        return float.IsFinite(max) ? max : Max(x);
    }

    /// <summary>result ← e^(x − shift); returns the sum.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static double ShiftAndExp(ReadOnlySpan<float> x, float shift, Span<float> result)
    {
        if (!Vector128.IsHardwareAccelerated)
        {
            double total = 0;
            for (int j = 0; j < x.Length; j++)
            {
                result[j] = ExpFunction.Of(x[j] - shift);
                total += result[j];
            }

            return total;
        }

        ref float from = ref MemoryMarshal.GetReference(x);
        ref float to = ref MemoryMarshal.GetReference(result);
        Vector512<float> shifts = Vector512.Create(shift);
        Vector512<double> low = default;
        Vector512<double> high = default;
        int i = 0;
        for (; i + Lanes <= x.Length; i += Lanes)
        {
            Vector512<float> e = ExpFunction.Of(Vector512.LoadUnsafe(ref from, (nuint)i) - shifts);
            e.StoreUnsafe(ref to, (nuint)i);
            Add(e, ref low, ref high);
        }

        if (i < x.Length)
        {
            Vector512<float> e = ExpFunction.Of(LoadRest(x[i..], float.NegativeInfinity) - shifts);
            StoreRest(e, result[i..x.Length]);
            Add(e, ref low, ref high);
        }

        return Vector512.Sum(low + high);
    }

    /// <summary>x ← e^(x − shift), each entry with a shift of its own and added to a sum of its own.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void ShiftAndExp(Span<float> x, ReadOnlySpan<float> shifts, Span<double> sums)
    {
        ref float values = ref MemoryMarshal.GetReference(x);
        ref float shift = ref MemoryMarshal.GetReference(shifts);
        ref double sum = ref MemoryMarshal.GetReference(sums);
        int whole = Vector128.IsHardwareAccelerated ? x.Length - (x.Length % Lanes) : 0;
        for (int i = 0; i < whole; i += Lanes)
        {
            Vector512<float> e = ExpFunction.Of(Vector512.LoadUnsafe(ref values, (nuint)i) - Vector512.LoadUnsafe(ref shift, (nuint)i));
            e.StoreUnsafe(ref values, (nuint)i);
            (Vector512.LoadUnsafe(ref sum, (nuint)i) + Vector512.WidenLower(e)).StoreUnsafe(ref sum, (nuint)i);
            (Vector512.LoadUnsafe(ref sum, (nuint)(i + 8)) + Vector512.WidenUpper(e)).StoreUnsafe(ref sum, (nuint)(i + 8));
        }

        if (whole < x.Length)
        {
            Span<float> rest = x[whole..];
            for (int j = 0; j < rest.Length; j++)
            {
                rest[j] -= shifts[whole + j];
            }

            Exp(rest, rest);
            for (int j = 0; j < rest.Length; j++)
            {
                sums[whole + j] += rest[j];
            }
        }
    }

    /// <summary>largest ← the larger of the two, entry by entry. NaN in x does not count.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void MaxOfEach(Span<float> largest, ReadOnlySpan<float> x)
    {
        ref float to = ref MemoryMarshal.GetReference(largest);
        ref float from = ref MemoryMarshal.GetReference(x);
        int i = 0;
        for (; i + Lanes <= x.Length; i += Lanes)
        {
            Vector512<float> value = Vector512.LoadUnsafe(ref from, (nuint)i);
            Vector512<float> before = Vector512.LoadUnsafe(ref to, (nuint)i);
            Vector512.ConditionalSelect(Vector512.GreaterThan(value, before), value, before).StoreUnsafe(ref to, (nuint)i);
        }

        for (; i < x.Length; i++)
        {
            largest[i] = x[i] > largest[i] ? x[i] : largest[i];
        }
    }

    private static int Lanes => Vector512<float>.Count;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static double SumExp(ReadOnlySpan<float> x, float shift)
    {
        if (!Vector128.IsHardwareAccelerated)
        {
            double sum = 0;
            foreach (float value in x)
            {
                sum += ExpFunction.Of(value - shift);
            }

            return sum;
        }

        ref float from = ref MemoryMarshal.GetReference(x);
        Vector512<float> shifts = Vector512.Create(shift);
        Vector512<double> low = default;
        Vector512<double> high = default;
        int i = 0;
        for (; i + Lanes <= x.Length; i += Lanes)
        {
            Add(ExpFunction.Of(Vector512.LoadUnsafe(ref from, (nuint)i) - shifts), ref low, ref high);
        }

        if (i < x.Length)
        {
            Add(ExpFunction.Of(LoadRest(x[i..], float.NegativeInfinity) - shifts), ref low, ref high);
        }

        return Vector512.Sum(low + high);
    }

    private static float HorizontalMax(Vector512<float> x)
    {
        Vector256<float> half = Vector256.Max(x.GetLower(), x.GetUpper());
        Vector128<float> quarter = Vector128.Max(half.GetLower(), half.GetUpper());
        return MathF.Max(MathF.Max(quarter[0], quarter[1]), MathF.Max(quarter[2], quarter[3]));
    }

    // The last entries, filled up to a whole vector.
    private static Vector512<float> LoadRest(ReadOnlySpan<float> x, float fill)
    {
        Span<float> whole = stackalloc float[Lanes];
        whole.Fill(fill);
        x.CopyTo(whole);
        return Vector512.LoadUnsafe(ref MemoryMarshal.GetReference(whole));
    }

    private static void StoreRest(Vector512<float> values, Span<float> result)
    {
        Span<float> whole = stackalloc float[Lanes];
        values.StoreUnsafe(ref MemoryMarshal.GetReference(whole));
        whole[..result.Length].CopyTo(result);
    }

    // Sixteen sums in double precision, in two local vectors: a structure of both would be kept in memory.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Add(Vector512<float> x, ref Vector512<double> low, ref Vector512<double> high)
    {
        low += Vector512.WidenLower(x);
        high += Vector512.WidenUpper(x);
    }
}
