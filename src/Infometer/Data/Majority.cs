using System.Numerics;
using System.Runtime.InteropServices;

namespace Infometer;

/// <summary>
/// Finds the value that more than half of a column's numbers hold. Cancelling different numbers in pairs leaves no other
/// candidate (Boyer &amp; Moore 1991). Here every vector lane does so for its own rows: a majority of all rows is one
/// of the rows of some lane.
/// </summary>
internal static class Majority
{
    /// <summary>
    /// The value that more than half of the <paramref name="present"/> numbers hold, and how many do; NaN counts as absent.
    /// </summary>
    public static bool TryFind(ReadOnlySpan<double> values, int present, out double value, out int rows)
    {
        value = double.NaN;
        rows = 0;
        int lanes = Vector<double>.Count;
        ReadOnlySpan<Vector<double>> vectors = MemoryMarshal.Cast<double, Vector<double>>(values);
        ReadOnlySpan<double> rest = values[(vectors.Length * lanes)..];
        Vector<double> candidates = Cancel(vectors);
        (Vector<long> held, Vector<long> seen) = Count(vectors, candidates);
        Span<double> open = stackalloc double[lanes + rest.Length];
        int count = 0;
        for (int lane = 0; lane < lanes; lane++)
        {
            if (held[lane] * 2 > seen[lane])
            {
                open[count++] = candidates[lane];
            }
        }

        // The few rows behind the last vector may be the ones that make a value a majority.
        rest.CopyTo(open[count..]);
        count += rest.Length;
        foreach (double candidate in open[..count])
        {
            rows = double.IsNaN(candidate) || candidate == value ? 0 : CountEqual(values, candidate);
            if (rows > present / 2)
            {
                value = candidate;
                return true;
            }
        }

        rows = 0;
        return false;
    }

    private static Vector<double> Cancel(ReadOnlySpan<Vector<double>> vectors)
    {
        Vector<double> candidates = Vector<double>.Zero;
        Vector<long> lead = Vector<long>.Zero;
        foreach (Vector<double> v in vectors)
        {
            Vector<long> present = Vector.Equals(v, v);
            Vector<long> take = Vector.Equals(lead, Vector<long>.Zero) & present;
            candidates = Vector.ConditionalSelect(take, v, candidates);

            // Comparison masks are −1: one more where equal, one less where not, unchanged where missing.
            Vector<long> equal = Vector.Equals(v, candidates);
            lead -= equal + equal - present;
        }

        return candidates;
    }

    private static (Vector<long> Held, Vector<long> Seen) Count(ReadOnlySpan<Vector<double>> vectors, Vector<double> candidates)
    {
        Vector<long> held = Vector<long>.Zero;
        Vector<long> seen = Vector<long>.Zero;
        foreach (Vector<double> v in vectors)
        {
            held -= Vector.Equals(v, candidates);
            seen -= Vector.Equals(v, v);
        }

        return (held, seen);
    }

    private static int CountEqual(ReadOnlySpan<double> values, double candidate)
    {
        Vector<long> held = Vector<long>.Zero;
        Vector<double> wanted = new(candidate);
        ReadOnlySpan<Vector<double>> vectors = MemoryMarshal.Cast<double, Vector<double>>(values);
        foreach (Vector<double> v in vectors)
        {
            held -= Vector.Equals(v, wanted);
        }

        int count = (int)Vector.Sum(held);
        foreach (double value in values[(vectors.Length * Vector<double>.Count)..])
        {
            count += value == candidate ? 1 : 0;
        }

        return count;
    }
}
