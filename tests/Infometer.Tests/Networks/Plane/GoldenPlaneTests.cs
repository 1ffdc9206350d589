using Xunit;

namespace Infometer.Tests;

/// <summary>The planes of the trained 12-bit networks against golden values, and the story they tell.</summary>
public class GoldenPlaneTests
{
    private const double BinnedTolerance = 1e-6;
    private const double KdeTolerance = 1e-5;
    private const double FixtureTolerance = 1e-8;

    public static TheoryData<string, string, string> Binned => new()
    {
        { "tanh", "idnns30", "bins:compat=idnns" },
        { "relu", "idnns30", "bins:compat=idnns" },
        { "tanh", "uniform30", "bins:range=-1..1" },
        { "relu", "uniform30", "bins:range=-1..1" },
        { "tanh", "floor007", "floor" },
        { "relu", "floor007", "floor" },
        { "tanh", "ebab30", "ebab:low=-1.000001" },
        { "relu", "ebab30", "ebab:low=0" },
    };

    [Theory]
    [MemberData(nameof(Binned))]
    public void BinnedPlane_OfTheTrainedNetwork_IsTheGoldenOne(string activation, string column, string estimator)
    {
        InformationPlane plane = PlaneOf(activation, estimator);
        Assert.Equal(54, plane.Points.Length);
        AssertGolden(activation, column, plane.Points, BinnedTolerance);
    }

    [Theory]
    [InlineData("tanh")]
    [InlineData("relu")]
    public void KdeBounds_OfTheTrainedNetwork_AreTheGoldenOnes(string activation)
    {
        InformationPlane plane = PlaneOf(activation, "kde");
        Assert.Equal(108, plane.Points.Length);
        AssertGolden(activation, "kde_upper", plane.Points.Where(p => p.Estimator == "kde-upper"), KdeTolerance);
        AssertGolden(activation, "kde_lower", plane.Points.Where(p => p.Estimator == "kde-lower"), KdeTolerance);
    }

    [Theory]
    [InlineData(0.001, "0.001")]
    [InlineData(0.1, "0.1")]
    public void KdeBounds_OfTheFixture_AreTheGoldenOnes(double variance, string text)
    {
        KernelFixture fixture = KernelFixture.Read();
        using ArrayFolder folder = new();
        using NetworkRun run = NetworkRun.Open([folder.Write("epoch0_t.npy", ArrayBytes.Npy<double>("<f8", "(120, 4)", fixture.T.Values.Span))]);
        InformationPlane plane = InformationPlane.Of(
            run, new PlaneOptions { Labels = fixture.Labels, Estimators = [new NoiseBounds { Variance = variance }] });
        Dictionary<string, double> golden = KernelFixture.Golden();
        foreach (PlanePoint point in plane.Points)
        {
            string side = point.Estimator == "kde-upper" ? "upper" : "lower";
            Assert.Equal(golden[$"KDE_{side}_I(X;T)_var{text}"], point.AboutInputs.Nats * Unit.Bits.PerNat(), FixtureTolerance);
            Assert.Equal(golden[$"KDE_{side}_I(Y;T)_var{text}"], point.AboutLabels!.Nats * Unit.Bits.PerNat(), FixtureTolerance);
        }
    }

    internal static InformationPlane PlaneOf(string activation, params string[] estimators)
    {
        using NetworkRun run = PlaneData.TwelveBitRun(activation);
        return InformationPlane.Of(run, PlaneData.TwelveBits([.. estimators.Select(Estimator)]));
    }

    private static void AssertGolden(string activation, string column, IEnumerable<PlanePoint> points, double tolerance)
    {
        Dictionary<(long Epoch, string Layer, string Column), double> golden = PlaneData.Golden(activation);
        foreach (PlanePoint point in points)
        {
            Assert.Equal(golden[(point.Epoch, point.Layer, $"ixt_{column}")], point.AboutInputs.Nats * Unit.Bits.PerNat(), tolerance);
            Assert.Equal(golden[(point.Epoch, point.Layer, $"ity_{column}")], point.AboutLabels!.Nats * Unit.Bits.PerNat(), tolerance);
        }
    }

    private static PlaneEstimator Estimator(string text)
    {
        string[] parts = text.Split(':');
        return PlaneEstimators.Get(parts[0]).CreateWith(parts.Skip(1).Select(option => option.Split('=')).Select(o => KeyValuePair.Create(o[0], o[1])));
    }
}
