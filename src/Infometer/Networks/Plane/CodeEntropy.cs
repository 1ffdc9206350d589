namespace Infometer;

/// <summary>Plug-in entropies of rows of codes, in nats: what remains of a layer when each activation is a bin.</summary>
internal static class CodeEntropy
{
    /// <summary>H = ln n − ⟨ln c⟩, c being how often a row's code occurs. Summed in the order of the codes.</summary>
    public static double Of(ReadOnlySpan<int> codes) => OfPairs(codes, new int[codes.Length]);

    /// <summary>The joint entropy of two codes.</summary>
    public static double OfPairs(ReadOnlySpan<int> first, ReadOnlySpan<int> second)
    {
        long[] keys = new long[first.Length];
        for (int i = 0; i < keys.Length; i++)
        {
            keys[i] = ((long)first[i] << 32) | (uint)second[i];
        }

        Array.Sort(keys);
        double sum = 0;
        for (int start = 0, end; start < keys.Length; start = end)
        {
            end = start + 1;
            while (end < keys.Length && keys[end] == keys[start])
            {
                end++;
            }

            sum += (end - start) * Math.Log(end - start);
        }

        return Math.Log(keys.Length) - (sum / keys.Length);
    }

    /// <summary>
    /// One reading of the rows of bin codes: I(X;T̂) = H(T̂) + H(X) − H(X,T̂), which is H(T̂) where the inputs differ, and
    /// I(T̂;Y) = H(T̂) + H(Y) − H(T̂,Y), with its mean over all orders of the labels.
    /// </summary>
    /// <param name="bins">The codes as numbers, n × d row by row.</param>
    /// <param name="units">d.</param>
    /// <param name="question">Inputs and labels.</param>
    /// <param name="tag">What the amounts are.</param>
    public static (PlaneAmount AboutInputs, PlaneAmount? AboutLabels) Information(double[] bins, int units, PlaneQuestion question, QuantityTag tag)
    {
        Codes codes = RowLevels.ToVariable(bins, units, "bins").Codes!;
        int[] rows = codes.ToArray();
        double entropy = Of(rows);
        double aboutInputs = question.InputRows is { } inputs ? entropy + question.InputEntropy - OfPairs(rows, inputs) : entropy;
        return (
            new PlaneAmount(aboutInputs, tag),
            question.Labels is { } labels
                ? new PlaneAmount(entropy + labels.Entropy - OfPairs(rows, labels.Classes), tag)
                {
                    Chance = FixedMarginMoments.Mean(codes.CountLevels(), [.. labels.RowsOf.Select(rowsOf => (long)rowsOf.Count)]),
                }
                : null);
    }
}
