namespace Infometer;

/// <summary>Accuracy, cross entropy, prediction entropy, margins and gaps, row by row.</summary>
internal sealed class PredictionSums(int rows, int classes)
{
    private double _entropySquare;
    private double _lossSquare;
    private double _count;

    /// <summary>Δ12 of every row.</summary>
    public double[] Gaps { get; } = new double[rows];

    /// <summary>Rows of each class that are told rightly; of equal logits the first counts.</summary>
    public int[] Right { get; } = new int[classes];

    /// <summary>The summed margin of each class.</summary>
    public double[] Margins { get; } = new double[classes];

    /// <summary>The mean of H(P).</summary>
    public double Entropy { get; private set; }

    /// <summary>The mean of −ln P_y.</summary>
    public double Loss { get; private set; }

    /// <summary>The standard error of the mean of H(P).</summary>
    public double? EntropyStandardError => Error(_entropySquare);

    /// <summary>The standard error of the mean of −ln P_y.</summary>
    public double? LossStandardError => Error(_lossSquare);

    /// <summary>Adds a row.</summary>
    public void Add(int row, int label, ReadOnlySpan<double> probabilities, ReadOnlySpan<double> logs)
    {
        int first = 0;
        double second = double.NegativeInfinity;
        double other = double.NegativeInfinity;
        double entropy = 0;
        for (int c = 0; c < logs.Length; c++)
        {
            entropy -= probabilities[c] > 0 ? probabilities[c] * logs[c] : 0;
            other = c == label ? other : Math.Max(other, logs[c]);
            if (c > 0)
            {
                second = Math.Max(second, Math.Min(logs[first], logs[c]));
                first = logs[c] > logs[first] ? c : first;
            }
        }

        Gaps[row] = logs[first] - second;
        Right[label] += first == label ? 1 : 0;
        Margins[label] += logs[label] - other;
        AddToMoments(entropy, -logs[label]);
    }

    private void AddToMoments(double entropy, double loss)
    {
        _count++;
        double fromEntropy = entropy - Entropy;
        double fromLoss = loss - Loss;
        Entropy += fromEntropy / _count;
        Loss += fromLoss / _count;
        _entropySquare += fromEntropy * (entropy - Entropy);
        _lossSquare += fromLoss * (loss - Loss);
    }

    private double? Error(double square) => _count < 2 || !double.IsFinite(square) ? null : Math.Sqrt(square / (_count - 1) / _count);
}
