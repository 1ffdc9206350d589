using Xunit;

namespace Infometer.Tests;

public sealed class ThresholdoutTests
{
    // A direct transcription of the algorithm, its draws taken from lists.
    private static double?[] Transcription(
        double[] training, double[] holdout, double t, double sigma, int budget, double[] comparison, double[] threshold, double[] answer)
    {
        List<double?> answers = [];
        int b = budget;
        int next = 0;
        double noisy = t + (2 * sigma * threshold[0]);
        for (int i = 0; i < training.Length; i++)
        {
            if (b < 1)
            {
                answers.Add(null);
                continue;
            }

            double eta = 4 * sigma * comparison[i];
            if (Math.Abs(holdout[i] - training[i]) > noisy + eta)
            {
                double xi = sigma * answer[next];
                b--;
                next++;
                noisy = t + (2 * sigma * threshold[next]);
                answers.Add(holdout[i] + xi);
            }
            else
            {
                answers.Add(training[i]);
            }
        }

        return [.. answers];
    }

    [Theory]
    [InlineData(3)]
    [InlineData(1000)]
    public void Answers_AreThoseOfTheAlgorithmStepByStep(int budget)
    {
        const int Queries = 60;
        Rng rng = Rng.For(11, "test");
        double[] training = Uniform(ref rng, Queries, 0.4, 0.6);
        double[] holdout = Uniform(ref rng, Queries, 0.4, 0.6);
        double[] comparison = Uniform(ref rng, Queries, -2, 2);
        double[] threshold = Uniform(ref rng, Queries + 1, -2, 2);
        double[] answer = Uniform(ref rng, Queries, -2, 2);
        double?[] expected = Transcription(training, holdout, 0.08, 0.01, budget, comparison, threshold, answer);
        Thresholdout algorithm = new(0.08, 0.01, budget, (purpose, i) => purpose switch
        {
            Thresholdout.ThresholdDraw => threshold[i],
            Thresholdout.ComparisonDraw => comparison[i],
            _ => answer[i],
        });
        int fromHoldout = 0;
        for (int i = 0; i < Queries; i++)
        {
            var given = algorithm.Answer(training[i], holdout[i]);
            Assert.Equal(expected[i], given?.Value);
            fromHoldout += given is { IsFromHoldout: true } ? 1 : 0;
            algorithm = given?.Next ?? algorithm;
        }

        Assert.Equal(fromHoldout, algorithm.Used);
        Assert.Equal(expected.Count(value => value is not null), algorithm.Asked);
        Assert.InRange(fromHoldout, 3, 50);
    }

    [Fact]
    public void Laplace_HasMeanNoughtAndVarianceTwo()
    {
        double[] draws = [.. Enumerable.Range(0, 100_000).Select(i => Thresholdout.Laplace(5, Thresholdout.AnswerDraw, i))];
        Assert.InRange(draws.Average(), -0.02, 0.02);
        Assert.InRange(draws.Average(d => d * d), 1.93, 2.07);
        Assert.InRange(draws.Average(Math.Abs), 0.985, 1.015);
    }

    private static double[] Uniform(ref Rng rng, int count, double low, double high)
    {
        double[] values = new double[count];
        for (int i = 0; i < count; i++)
        {
            values[i] = low + ((high - low) * rng.NextDouble());
        }

        return values;
    }
}
