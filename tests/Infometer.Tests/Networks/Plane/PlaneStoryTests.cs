using Xunit;

namespace Infometer.Tests;

/// <summary>What the planes of the trained 12-bit networks tell, as published: tanh compresses, ReLU does not, and fixed bins on ReLU contradict theory.</summary>
public class PlaneStoryTests
{
    [Fact]
    public void Tanh_LayerFive_FitsAndThenCompresses()
    {
        Dictionary<long, PlanePoint> layer = LayerFive(GoldenPlaneTests.PlaneOf("tanh", "bins:compat=idnns"));
        Assert.Equal(6.17, Bits(layer[0].AboutInputs), 0.01);
        Assert.Equal(8.04, Bits(layer[2000].AboutInputs), 0.01);
        Assert.Equal(3.95, Bits(layer[8000].AboutInputs), 0.01);
        Assert.Equal(0.18, Bits(layer[0].AboutLabels!), 0.01);
        Assert.Equal(0.992, Bits(layer[8000].AboutLabels!), 0.001);
    }

    [Fact]
    public void Compression_OfLayerFive_IsSeenOfTanhAndNotOfRelu()
    {
        PlaneCompression tanh = GoldenPlaneTests.PlaneOf("tanh", "bins:compat=idnns").Compression.Single(c => c.Layer == "5");
        Assert.Equal((2000L, true), (tanh.PeakEpoch, tanh.IsSeen));
        Assert.Equal((8.04, 3.95), (Math.Round(tanh.Peak * Unit.Bits.PerNat(), 2), Math.Round(tanh.Last * Unit.Bits.PerNat(), 2)));
        Assert.All(GoldenPlaneTests.PlaneOf("relu", "floor", "ebab:low=0").Compression.Where(c => c.Layer == "5"), c => Assert.False(c.IsSeen, c.Estimator));
    }

    [Theory]
    [InlineData("floor")]
    [InlineData("ebab:low=0")]
    public void Relu_LayerFive_DoesNotCompress(string estimator)
    {
        Dictionary<long, PlanePoint> layer = LayerFive(GoldenPlaneTests.PlaneOf("relu", estimator));
        Assert.True(Bits(layer[8000].AboutInputs) > Bits(layer[300].AboutInputs) - 0.5);
        Assert.True(Bits(layer[8000].AboutInputs) > 7);
    }

    [Theory]
    [InlineData("bins:compat=idnns")]
    [InlineData("bins:range=-1..1")]
    public void Relu_WithFixedBins_RaisesTheDataProcessingAlarm(string estimator)
    {
        InformationPlane plane = GoldenPlaneTests.PlaneOf("relu", estimator);
        DataProcessingAlarm alarm = Assert.Single(plane.Alarms.OfType<DataProcessingAlarm>());
        Assert.True(alarm.IsAboutLabels);
        Assert.Equal("bins", Assert.Single(alarm.Estimators));
        Assert.Contains(alarm.Places, place => place is { Epoch: 8000, Layer: "4" });
        Assert.Contains(alarm.Places, place => place is { Epoch: 8000, Layer: "5" });
        Assert.True(alarm.Later - alarm.Earlier > 0.5 * Math.Log(2));
        Assert.Contains("grows with depth", alarm.Text(Unit.Bits), StringComparison.Ordinal);
        Assert.NotEmpty(plane.Alarms.OfType<ClippedAlarm>());
    }

    [Theory]
    [InlineData("tanh")]
    [InlineData("relu")]
    public void FloorAndAdaptiveBins_OnTheTrainedNetworks_RaiseNoDataProcessingAlarm(string activation)
    {
        InformationPlane plane = GoldenPlaneTests.PlaneOf(activation, "floor", "ebab");
        Assert.Empty(plane.Alarms.OfType<DataProcessingAlarm>());
        Assert.Empty(plane.Alarms.OfType<ClippedAlarm>());
    }

    private static Dictionary<long, PlanePoint> LayerFive(InformationPlane plane) => plane.Points.Where(p => p.Layer == "5").ToDictionary(p => p.Epoch);

    private static double Bits(PlaneAmount amount) => amount.Nats * Unit.Bits.PerNat();
}
