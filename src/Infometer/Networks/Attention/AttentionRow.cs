namespace Infometer;

/// <summary>What one query says: the entropy of its weights, and the largest weight on later tokens and on padding.</summary>
/// <param name="Entropy">−Σ A ln A in nats, A divided by its sum.</param>
/// <param name="Later">The largest weight on a later token.</param>
/// <param name="Padding">The weight on padding.</param>
/// <param name="LooksLikeWeights">Whether the numbers, as they stand, are non-negative and sum to 1.</param>
internal readonly record struct AttentionRow(double Entropy, double Later, double Padding, bool LooksLikeWeights)
{
    // How far the sum of a row may be from 1: sums of rounded weights.
    private const double SumTolerance = 1e-3;
    private const double HalfSumTolerance = 1e-2;

    /// <summary>Reads a row, which is overwritten.</summary>
    /// <param name="array">The layer.</param>
    /// <param name="row">The row's number.</param>
    /// <param name="values">Weights, or scores.</param>
    /// <param name="areLogits">Whether these are scores.</param>
    /// <param name="mask">Which tokens are real.</param>
    public static AttentionRow Read(AttentionArray array, int row, Span<double> values, bool areLogits, AttentionMask mask)
    {
        int sequence = row / (array.Heads * array.Queries);
        int query = row % array.Queries;
        (double sum, bool isLike) = SumOfWeights(array, values);
        if (areLogits)
        {
            sum = Exponentiate(array, row, values);
        }
        else if (!isLike)
        {
            throw NoWeights(array, row, values, sum, mask);
        }

        double entropy = 0;
        double later = 0;
        double padding = 0;
        for (int j = 0; j < values.Length; j++)
        {
            double weight = values[j] / sum;
            entropy -= weight > 0 ? weight * Math.Log(weight) : 0;
            later = j > query ? Math.Max(later, weight) : later;
            padding += mask.IsReal(sequence, j) ? 0 : weight;
        }

        return new AttentionRow(Math.Max(0, entropy), later, padding, isLike);
    }

    private static (double Sum, bool IsLike) SumOfWeights(AttentionArray array, ReadOnlySpan<double> values)
    {
        double sum = 0;
        double least = double.PositiveInfinity;
        foreach (double value in values)
        {
            sum += value;
            least = Math.Min(least, value);
        }

        return (sum, least >= 0 && Math.Abs(sum - 1) <= (array.IsHalf ? HalfSumTolerance : SumTolerance));
    }

    private static InvalidInputException NoWeights(AttentionArray array, int row, ReadOnlySpan<double> values, double sum, AttentionMask mask)
    {
        double least = double.PositiveInfinity;
        foreach (double value in values)
        {
            least = Math.Min(least, value);
        }

        string what = double.IsNaN(sum) ? "holds NaN" : least < 0 ? FormattableString.Invariant($"holds {least:0.####}") : FormattableString.Invariant($"sums to {sum:0.####}");
        string remedy = sum == 0 || double.IsNaN(sum) ? (mask.HasPadding ? "is the mask inverted? 1 must mean a real token" : "name padding with --mask") : "save weights before dropout (model.eval()), or use --logits for scores before the softmax";
        return new InvalidInputException($"{Place(array, row)} {what}, and weights of attention are non-negative and sum to 1; {remedy}.");
    }

    private static double Exponentiate(AttentionArray array, int row, Span<double> values)
    {
        double max = double.NegativeInfinity;
        foreach (double value in values)
        {
            max = Math.Max(max, value);
        }

        if (!double.IsFinite(max))
        {
            string what = double.IsNaN(max) ? "holds NaN" : max > 0 ? "holds an infinite score" : "holds no finite score";
            throw new InvalidInputException($"{Place(array, row)} {what}; a softmax needs a finite score and none above it: name padding with --mask.");
        }

        double sum = 0;
        foreach (ref double value in values)
        {
            value = Math.Exp(value - max);
            sum += value;
        }

        return sum;
    }

    private static string Place(AttentionArray array, int row) =>
        $"'{array.Rows.Name}' (shape {array.ShapeText}), sequence {row / (array.Heads * array.Queries)}, head {row / array.Queries % array.Heads}, query {row % array.Queries}:";
}
