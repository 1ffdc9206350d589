using System.Globalization;
using Xunit;

namespace Infometer.Tests;

public sealed class EpiplexityTests
{
    private static readonly double[] s_tokens = [0, 100, 200, 300, 400];

    [Fact]
    public void Of_StraightLine_IsTheTriangleAboveItsEnd()
    {
        LossCurve curve = LossCurve.Of(s_tokens, [5, 4, 3, 2, 1]);
        Epiplexity result = Epiplexity.Of(curve, new EpiplexityOptions { Tail = 0 });
        Assert.Equal(400 * 4 / 2.0, result["epiplexity"].Value, 1e-9);
        Assert.Equal(400 * 1.0, result["time-bounded-entropy"].Value, 1e-9);
        Assert.Equal(result["epiplexity"].Value + result["time-bounded-entropy"].Value, result["code-length"].Value, 1e-9);
        Assert.Equal((600, 1000), result.StepRule);
        Assert.Equal(800 / Math.Log(2), result["epiplexity"].In(Unit.Bits).Quantity.Value, 1e-9);
        Assert.Equal(QuantityTag.Bound, result["epiplexity"].Tag);
    }

    [Fact]
    public void Of_UnevenLog_WeighsByTokens()
    {
        Epiplexity result = Epiplexity.Of(LossCurve.Of([0, 10, 1000], [5, 1, 1]), new EpiplexityOptions { Tail = 0 });
        Assert.Equal(20, result["epiplexity"].Value, 1e-9);
    }

    [Fact]
    public void Of_PowerLaw_NearsItsClosedForm()
    {
        ScalingLaw law = new(0.34, 0.3, 1e6, 1e4, 1.7);
        double[] tokens = [.. Enumerable.Range(0, 20_001).Select(i => 1e8 * Math.Pow(i / 20_000.0, 4)).Select(t => Math.Max(t, 1e-9)).Distinct()];
        double[] losses = [.. tokens.Select(t => law.Loss(1e7, t))];
        Epiplexity result = Epiplexity.Of(LossCurve.Of(tokens, losses), new EpiplexityOptions { FinalLoss = losses[^1] });
        Assert.Equal(1, result["epiplexity"].Value / law.Epiplexity(1e8), 0.002);
    }

    [Fact]
    public void StandardError_IsTheScatterOfTheFinalLoss()
    {
        double[] tokens = [.. Enumerable.Range(0, 401).Select(i => 10.0 * i)];
        double[] values = new double[300];
        double stated = 0;
        for (int seed = 0; seed < values.Length; seed++)
        {
            Rng rng = Rng.For((ulong)seed, "curve");
            double[] losses = [.. tokens.Select(t => 2 + (3 * Math.Exp(-t / 200)) + (0.05 * rng.NextNormal()))];
            Epiplexity result = Epiplexity.Of(LossCurve.Of(tokens, losses));
            values[seed] = result["epiplexity"].Value;
            stated += result["epiplexity"].StandardError!.Value / values.Length;
        }

        double mean = values.Average();
        double scatter = Math.Sqrt(values.Sum(v => (v - mean) * (v - mean)) / (values.Length - 1));
        Assert.InRange(stated / scatter, 0.8, 1.2);
    }

    [Theory]
    [InlineData("one-run", new double[] { 5, 2, 1, 1, 1 })]
    [InlineData("coarse-log", new double[] { 50, 1, 1, 1, 1 })]
    [InlineData("negative", new double[] { 1, 1, 1, 1, 4 })]
    [InlineData("below-final", new double[] { 9, 1, 1, 1, 2 })]
    public void Notes_SayWhatIsWrong(string code, double[] losses) =>
        Assert.Contains(Epiplexity.Of(LossCurve.Of(s_tokens, losses), new EpiplexityOptions { Tail = 0 }).Notes, n => n.Code == code);

    [Fact]
    public void Notes_FallingEndAndLateStart_AreSaid_AndAFlatEndIsNot()
    {
        double[] tokens = [.. Enumerable.Range(1, 200).Select(i => 10.0 * i)];
        Epiplexity falling = Epiplexity.Of(LossCurve.Of(tokens, [.. tokens.Select(t => 5 - (t / 1000))]));
        Assert.Contains(falling.Notes, n => n.Code == "still-falling");
        Assert.Contains(falling.Notes, n => n.Code == "late-start");
        Epiplexity flat = Epiplexity.Of(LossCurve.Of([0, .. tokens], [9, .. tokens.Select(t => 2 + (3 * Math.Exp(-t / 100)))]));
        Assert.DoesNotContain(flat.Notes, n => n.Code is "still-falling" or "late-start");
    }

    [Fact]
    public void Sensitivity_ListsEveryChoiceOnce_WithTheChosenOne()
    {
        Epiplexity result = Epiplexity.Of(LossCurve.Of(s_tokens, [5, 4, 3, 2, 1]), new EpiplexityOptions { FinalLoss = 0.5 });
        Assert.Equal(["last", "tail 0.02", "tail 0.05", "tail 0.1", "tail 0.2", "given"], result.Choices.Select(c => c.Name));
        Assert.Equal(1000, result.Choices[^1].Nats, 1e-9);
        Assert.Null(result["epiplexity"].StandardError);
    }

    [Fact]
    public void ScalingLaw_PublishedConstants_GiveThePublishedLaw()
    {
        string[][] lines = NetworkData.Lines("epiplexity_scaling_laws.csv");
        Dictionary<string, double> Row(string domain) => lines[0].Zip(lines.Single(l => l[0] == domain)).Skip(1)
            .ToDictionary(p => p.First, p => double.Parse(p.Second, CultureInfo.InvariantCulture), StringComparer.Ordinal);
        Dictionary<string, double> c = Row("Chinchilla");
        ScalingLaw law = ScalingLaw.OfComputeFrontier(c["gamma"], c["delta"], c["N0"], c["C*"] * 8.64e19, c["E"]);

        // Hoffmann and others (2022): L = 1.6934 + 406.4/N^0.3392 + 410.7/D^0.2849.
        Assert.Equal(0.3392, law.Alpha, 1e-6);
        Assert.Equal(0.2849, law.Beta, 1e-4);
        Assert.Equal(406.4, Math.Pow(law.N0, law.Alpha), 0.05);
        Assert.Equal(410.7, Math.Pow(law.D0, law.Beta), 0.5);

        // Along the frontier of compute 6ND the law gives back its exponent and its scale C0.
        double compute = 1e22;
        double parameters = Math.Pow(compute / (c["C*"] * 8.64e19), c["delta"]);
        double tokens = compute / 6 / parameters;
        Assert.Equal(Math.Pow(c["C0"] * 8.64e19 / compute, c["gamma"]), law.Loss(parameters, tokens) - law.Irreducible, 1e-3);
        Assert.True(law.Loss(parameters, tokens) < law.Loss(parameters * 1.1, tokens / 1.1));
        Assert.True(law.Loss(parameters, tokens) < law.Loss(parameters / 1.1, tokens * 1.1));
    }

    [Fact]
    public void ScalingLaw_Optimum_BeatsItsNeighbours_AndSpendsTheBudget()
    {
        ScalingLaw law = ScalingLaw.OfComputeFrontier(0.15484, 0.4565, 4.9146e7, 3.906e-20 * 8.64e19, 1.6934);
        ScalingOptimum best = law.Optimum(1e25, 1e12);
        double Code(double tokens)
        {
            double parameters = 1e25 / ((6 * tokens) + 2e12);
            return law.Epiplexity(tokens) + (1e12 * law.Loss(parameters, tokens));
        }

        Assert.Equal(1e25, (6 * best.Parameters * best.Tokens) + (2 * best.Parameters * 1e12), 1e15);
        Assert.Equal(Code(best.Tokens), best.Epiplexity + best.TimeBoundedEntropy, 1);
        Assert.True(Code(best.Tokens) < Code(best.Tokens * 1.01) && Code(best.Tokens) < Code(best.Tokens / 1.01));
        Assert.True(law.Optimum(1e26, 1e12).Epiplexity > best.Epiplexity);
    }
}
