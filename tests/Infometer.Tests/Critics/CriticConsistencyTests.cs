using Xunit;

namespace Infometer.Tests;

/// <summary>What any estimate of information must do, whatever the truth: where critics learn relations that correlations do not see.</summary>
public class CriticConsistencyTests
{
    private const int Rows = 2500;

    // What two trainings of one network may differ by, beside the scatter of the rows.
    private const double Learning = 0.04;

    public static TheoryData<string> Ids => ["dv", "info-nce", "doe"];

    [SlowTheory]
    [MemberData(nameof(Ids))]
    public void Estimate_OfWhatWasMadeOfY_IsNotAboveThatOfY(string id)
    {
        double[] x = Normals(1);
        double[] y = Folded(x, 2);
        double[] z = [.. y.Zip(Normals(3), static (v, noise) => v + (0.5 * noise))];
        double[] sign = [.. z.Select(static v => v > 0.8 ? 1.0 : 0)];
        TermEstimate near = Evaluate(id, Column(x), Column(y));
        TermEstimate far = Evaluate(id, Column(x), Column(z));
        TermEstimate least = Evaluate(id, Column(x), Column(sign));
        Assert.InRange(far.Nats, 0.1, near.Nats - (2 * Error(near, far)));
        Assert.InRange(least.Nats, 0.02, far.Nats + (2 * Error(far, least)) + Learning);
    }

    [SlowTheory]
    [MemberData(nameof(Ids))]
    public void Estimate_OfIndependentPairs_IsTheSum(string id)
    {
        double[] a = Normals(4);
        double[] b = Folded(a, 5);
        double[] c = Normals(6);
        double[] d = [.. c.Zip(Normals(7), static (v, noise) => v + noise)];
        TermEstimate both = Evaluate(id, Columns(a, c), Columns(b, d));
        TermEstimate first = Evaluate(id, Column(a), Column(b));
        TermEstimate second = Evaluate(id, Column(c), Column(d));
        double slack = (3 * Error(both, first, second)) + (2 * Learning);
        Assert.InRange(first.Nats, 0.3, 1);
        Assert.InRange(second.Nats, 0.2, 0.4);
        Assert.InRange(both.Nats, first.Nats + second.Nats - slack, first.Nats + second.Nats + slack);
    }

    [SlowTheory]
    [MemberData(nameof(Ids))]
    public void Estimate_AfterMapsThatCanBeUndone_IsTheSame(string id)
    {
        double[] a = Normals(8);
        double[] b = Folded(a, 9);
        double[] c = Normals(10);
        TermEstimate before = Evaluate(id, Columns(a, c), Column(b));

        // Turned by 30°, then a monotone map of each column; y upside down.
        (double cosine, double sine) = (Math.Cos(Math.PI / 6), Math.Sin(Math.PI / 6));
        double[] turned = [.. a.Zip(c, (u, v) => Math.Exp((cosine * u) - (sine * v)))];
        double[] other = [.. a.Zip(c, (u, v) => Math.Pow((sine * u) + (cosine * v), 3))];
        TermEstimate after = Evaluate(id, Columns(turned, other), Column([.. b.Select(static v => -v)]));
        double slack = (2 * Error(before, after)) + (2 * Learning);
        Assert.InRange(before.Nats, 0.3, 1);
        Assert.InRange(after.Nats, before.Nats - slack, before.Nats + slack);
    }

    private static double[] Folded(double[] x, int index) => [.. x.Zip(Normals(index), static (v, noise) => Math.Abs(v) + (0.25 * noise))];

    private static double[] Normals(int index)
    {
        Rng rng = Rng.For(1, "consistency", index);
        double[] values = new double[Rows];
        foreach (ref double value in values.AsSpan())
        {
            value = rng.NextNormal();
        }

        return values;
    }

    private static Variable Column(double[] values) => Variable.Continuous(values, 1, "column");

    private static Variable Columns(double[] first, double[] second)
    {
        double[] values = [.. first.Zip(second).SelectMany(static pair => new[] { pair.First, pair.Second })];
        return Variable.Continuous(values, 2, "columns");
    }

    private static double Error(params ReadOnlySpan<TermEstimate> estimates)
    {
        double sum = 0;
        foreach (TermEstimate estimate in estimates)
        {
            double error = CriticData.StandardError(estimate.Locals.Span);
            sum += error * error;
        }

        return Math.Sqrt(sum);
    }

    private static TermEstimate Evaluate(string id, Variable x, Variable y) =>
        ((CriticEstimator)Estimators.Get(id).Create() with { Steps = 800, Width = 64 }).Evaluate(NeighborData.Pair, Sample.Align([x, y]), new RunContext { Seed = 1 });
}
