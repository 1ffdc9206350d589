using System.Globalization;

namespace Infometer;

/// <summary>
/// Critics whose embeddings have 1, 2, 4, … numbers up to what was asked for. Where the value stops growing, the embedding is as wide as what x and y share; where it does not,
/// wider ones would show more.
/// </summary>
internal static class EmbeddingSweep
{
    /// <summary>Runs the sweep. The value is that of the widest embedding, chosen beforehand: the largest of several would be too large by chance.</summary>
    public static TermEstimate Run(ContrastiveEstimator estimator, CriticInputs inputs, RunContext context)
    {
        if (estimator.Critic != CriticKind.Separable)
        {
            throw new InvalidInputException("protocol=embedding-sweep is for separable critics, which have an embedding; set critic=separable, or leave the protocol out.");
        }

        List<int> widths = [];
        for (int width = 1; width < estimator.Embedding; width *= 2)
        {
            widths.Add(width);
        }

        widths.Add(estimator.Embedding);
        CriticFolds[] runs = [.. widths.Select(width => CriticFolds.Run(estimator with { Embedding = width }, inputs, context))];
        TermEstimate widest = runs[^1].Estimate();
        string values = string.Join(", ", widths.Zip(runs, (w, run) => string.Create(CultureInfo.InvariantCulture, $"{w}: {run.Value / Math.Log(2):0.000}")));
        int enough = widths[Array.FindIndex(runs, run => !IsBelow(run.Locals, runs[^1].Locals))];
        string reading = enough == widths[^1] && runs.Length > 1
            ? "the value still grows, so wider embeddings may show more"
            : string.Create(CultureInfo.InvariantCulture, $"from {enough} on nothing more is seen");
        return widest with
        {
            Reservation = widest.Reservation! with
            {
                Reason = widest.Reservation.Reason with { Text = $"Bits by numbers in the embedding: {values}; {reading}. {widest.Reservation.Reason.Text}" },
            },
        };
    }

    // By more than two standard errors of the difference over the same rows.
    private static bool IsBelow(double[] less, double[] more)
    {
        double[] differences = [.. more.Zip(less, static (m, l) => m - l)];
        double mean = differences.Average();
        double error = Math.Sqrt(differences.Sum(d => (d - mean) * (d - mean)) / (differences.Length - 1) / differences.Length);
        return mean > 2 * error;
    }
}
