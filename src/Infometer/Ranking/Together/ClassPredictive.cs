namespace Infometer;

/// <summary>
/// Softmax probabilities, shrunk towards the class shares: q = (1 − w)·softmax + w·share. The weight w maximises the likelihood of the
/// rows held out plus one row that only the shares explain, so that w ≥ 1/(rows + 1).
/// </summary>
internal sealed class ClassPredictive : Predictive
{
    private const int Iterations = 60;

    private readonly double[] _shares;

    private ClassPredictive(double[] shares, double weight)
    {
        _shares = shares;
        ShareWeight = weight;
    }

    /// <summary>The weight of the shares, w.</summary>
    public double ShareWeight { get; }

    /// <summary>Fits the weight to rows that the scores were not fitted to.</summary>
    /// <param name="scores">The scores of the rows, row by row.</param>
    /// <param name="classes">The class of each.</param>
    /// <param name="shares">The class shares in training; none is 0.</param>
    public static ClassPredictive Fit(ReadOnlySpan<float> scores, ReadOnlySpan<int> classes, double[] shares)
    {
        double[] told = new double[classes.Length];
        float[] probabilities = new float[shares.Length];
        for (int i = 0; i < told.Length; i++)
        {
            SoftmaxLoss.Probabilities(scores.Slice(i * shares.Length, shares.Length), probabilities);
            told[i] = probabilities[classes[i]];
        }

        double weight = 0.5;
        for (int iteration = 0; iteration < Iterations; iteration++)
        {
            double sum = 1;
            for (int i = 0; i < told.Length; i++)
            {
                double share = weight * shares[classes[i]];
                sum += share / (share + ((1 - weight) * told[i]));
            }

            weight = sum / (told.Length + 1);
        }

        return new ClassPredictive(shares, weight);
    }

    /// <inheritdoc/>
    public override void LogProbabilities(ReadOnlySpan<float> scores, Span<double> logs)
    {
        Span<float> probabilities = stackalloc float[JointTarget.MostClasses];
        probabilities = probabilities[..scores.Length];
        SoftmaxLoss.Probabilities(scores, probabilities);
        double sum = 0;
        for (int c = 0; c < logs.Length; c++)
        {
            logs[c] = ((1 - ShareWeight) * probabilities[c]) + (ShareWeight * _shares[c]);
            sum += logs[c];
        }

        // Divided by their sum, which single precision leaves a little off 1.
        for (int c = 0; c < logs.Length; c++)
        {
            logs[c] = Math.Log(logs[c] / sum);
        }
    }
}
