using Xunit;

namespace Infometer.Tests;

/// <summary>The committed values that are integrals, computed again from densities written down here.</summary>
public class TruthQuadratureTests(ITestOutputHelper output)
{
    private const double Step = 1.0 / 64;
    private static readonly double s_logTwoPiE = Math.Log(2 * Math.PI * Math.E);

    [Theory]
    [InlineData("ross-normal-2", new[] { 0.5, 0.5 }, new[] { -1.0, 1 }, new[] { 1.0, 1 })]
    [InlineData("ross-normal-3", new[] { 0.6, 0.3, 0.1 }, new[] { 0.0, 2, -3 }, new[] { 1, 0.5, 2 })]
    public void LabelsAndNormals(string id, double[] weights, double[] means, double[] deviations)
    {
        double[] Parts(double x) => [.. weights.Select((w, i) => w * Normal((x - means[i]) / deviations[i]) / deviations[i])];
        double nats = Integrate(-30, 30, x =>
        {
            double[] parts = Parts(x);
            double total = parts.Sum();
            return parts.Select((p, i) => PLog(p, p / (weights[i] * total))).Sum();
        });
        Check(id, nats);
    }

    [Fact]
    public void LabelsAndNormalsInThePlane()
    {
        double nats = Integrate(-10, 12, x => Integrate(-10, 12, y =>
        {
            double[] parts = [Normal(x) * Normal(y), Normal(x - 2) * Normal(y), Normal(x) * Normal(y - 2)];
            return parts.Sum(p => PLog(p / 3, p / parts.Average()));
        }, 0.0625), 0.0625);
        Check("ross-normal-3-2d", nats);
    }

    [Theory]
    [InlineData("frank-6")]
    [InlineData("gumbel-2")]
    public void Copulas(string id) => Check(id, InNormalScores((CopulaLaw)KnownTruths.Get(id).Law));

    [Theory]
    [InlineData(0.5)]
    [InlineData(2)]
    [InlineData(5)]
    public void Clayton_ClosedForm_IsTheIntegral(double theta) =>
        Assert.Equal(InNormalScores(new ClaytonLaw(theta)), new ClaytonLaw(theta).Nats, 1e-9);

    // In normal scores, where the density is smooth and dies out.
    private static double InNormalScores(CopulaLaw law)
    {
        double mass = 0;
        double nats = 0;
        const double Reach = 8;
        const double Step = 1.0 / 32;
        for (double a = -Reach; a <= Reach; a += Step)
        {
            for (double b = -Reach; b <= Reach; b += Step)
            {
                double log = law.LogDensity(SpecialFunctions.NormalCdf(a), SpecialFunctions.NormalCdf(b));
                double p = Math.Exp(log) * Normal(a) * Normal(b) * Step * Step;
                mass += p;
                nats += p * log;
            }
        }

        Assert.Equal(1, mass, 1e-9);
        return nats;
    }

    [Theory]
    [InlineData("sinusoid", 0.3)]
    [InlineData("quadratic", 0.5)]
    [InlineData("quadratic-1-of-5", 0.5)]
    public void NoisyFunctions(string id, double noise)
    {
        NoisyFunctionLaw law = (NoisyFunctionLaw)KnownTruths.Get(id).Law;
        double step = 1.0 / 32;
        Assert.Equal(1, Integrate(-8, 80, law.DensityOfY, step), 1e-9);
        double entropy = Integrate(-8, 80, y => law.DensityOfY(y) is var p ? -PLog(p, p) : 0, step);
        Check(id, entropy - (0.5 * s_logTwoPiE) - Math.Log(noise));
    }

    [Fact]
    public void Circle()
    {
        CircleLaw law = (CircleLaw)KnownTruths.Get("circle").Law;
        double joint = Integrate(0, 3, r => law.DensityAt(r) is var p ? -2 * Math.PI * r * PLog(p, p) : 0, 1.0 / 1024);
        double margin = Integrate(-3, 3, x => law.MarginAt(x) is var p ? -PLog(p, p) : 0, 1.0 / 256);
        Check("circle", (2 * margin) - joint);
    }

    [Fact]
    public void Product()
    {
        // y = e^t takes the logarithmic pole at 0 away.
        double Mass(double t) => 2 * Math.Exp(t + ProductLaw.LogDensityOfY(Math.Exp(t)));
        Assert.Equal(1, Integrate(-40, 6, Mass), 1e-9);
        double entropy = Integrate(-40, 6, t => -Mass(t) * ProductLaw.LogDensityOfY(Math.Exp(t)));
        double meanLog = -(0.5772156649015329 + Math.Log(2)) / 2;
        Check("product", entropy - meanLog - (0.5 * s_logTwoPiE));
    }

    [Theory]
    [InlineData("four-clusters")]
    [InlineData("nested-normals")]
    public void Clusters(string id)
    {
        (double Weight, double X, double Y, double Scale)[] parts = id == "four-clusters"
            ? [(0.4, -2, -2, 1), (0.4, 2, 2, 1), (0.1, -2, 2, 1), (0.1, 2, -2, 1)]
            : [(0.5, 0, 0, 1), (0.5, 0, 0, 5)];
        double reach = id == "four-clusters" ? 12 : 45;
        double MarginX(double x) => parts.Sum(p => p.Weight * Normal((x - p.X) / p.Scale) / p.Scale);
        double MarginY(double y) => parts.Sum(p => p.Weight * Normal((y - p.Y) / p.Scale) / p.Scale);
        double step = 0.125;
        double nats = Integrate(-reach, reach, x => Integrate(-reach, reach, y =>
        {
            double joint = parts.Sum(p => p.Weight * Normal((x - p.X) / p.Scale) * Normal((y - p.Y) / p.Scale) / (p.Scale * p.Scale));
            return PLog(joint, joint / (MarginX(x) * MarginY(y)));
        }, step), step);
        Check(id, nats);
    }

    [Theory]
    [InlineData("rounded-0.1")]
    [InlineData("rounded-0.5")]
    [InlineData("rounded-2")]
    [InlineData("rounded-x-0.5")]
    [InlineData("rounded-x-2")]
    public void Rounded(string id) => Check(id, ((RoundedGaussianLaw)KnownTruths.Get(id).Law).Information());

    [Fact]
    public void Rounded_FinerSteps_TendToTheNormalPair() =>
        Assert.InRange(new RoundedGaussianLaw(0.75, 0.08, true).Information(), 0.4125, -0.5 * Math.Log(1 - 0.5625));

    private static double Normal(double z) => Math.Exp(-0.5 * z * z) / Math.Sqrt(2 * Math.PI);

    private static double PLog(double p, double ratio) => p > 1e-300 ? p * Math.Log(ratio) : 0;

    private static double Integrate(double low, double high, Func<double, double> f, double step = Step)
    {
        double sum = 0;
        for (double x = low; x <= high; x += step)
        {
            sum += f(x);
        }

        return sum * step;
    }

    private void Check(string id, double nats)
    {
        output.WriteLine(FormattableString.Invariant($"{id} {nats:0.000000000000}"));
        Assert.Equal("quadrature", KnownTruths.Get(id).Origin);
        Assert.Equal(nats, KnownTruths.Get(id).Truth, 1e-9);
    }
}
