using System.Collections.Immutable;
using System.Xml.Linq;
using Xunit;

namespace Infometer.Tests;

public class PictureTests
{
    [Fact]
    public void PlanePicture_IsXml_WithATextAlternativeAndADotPerPoint()
    {
        InformationPlane plane = Plane(withLabels: true);
        XElement svg = Parsed(PlanePicture.ToSvg(plane));
        Assert.Equal(plane.Points.Length, svg.Elements(Name("circle")).Count());
        Assert.Contains("a colour per epoch", svg.Element(Name("desc"))!.Value, StringComparison.Ordinal);
        Assert.Contains("2 layers at 3 epochs, 40 rows", svg.Element(Name("title"))!.Value, StringComparison.Ordinal);
    }

    [Fact]
    public void PlanePicture_WithoutLabels_IsRefused() =>
        Assert.Contains("needs labels", Assert.Throws<InvalidInputException>(() => PlanePicture.ToSvg(Plane(withLabels: false))).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData(true, 24)]
    [InlineData(false, 12)]
    public void CurvePicture_IsXml_WithADotPerAmount(bool withLabels, int dots)
    {
        XElement svg = Parsed(CurvePicture.ToSvg(Plane(withLabels)));
        Assert.Equal(dots, svg.Elements(Name("circle")).Count());
        Assert.Contains("one curve per layer: a<b, \"2\"", svg.Element(Name("desc"))!.Value, StringComparison.Ordinal);
    }

    [Fact]
    public void CurvePicture_WhereThereAreStandardErrors_DrawsBands()
    {
        using NetworkRun run = new();
        run.Add(0, "1", PlaneData.Tanh(60, 2, 1), 2);
        run.Add(5, "1", PlaneData.Tanh(60, 2, 2), 2);
        PlaneOptions options = new() { Inputs = Variable.Continuous(Array.ConvertAll(PlaneData.Tanh(60, 2, 3), v => (double)v).AsMemory(), 2), Estimators = [new CompressedKsg()] };
        Assert.Single(Parsed(CurvePicture.ToSvg(InformationPlane.Of(run, options))).Elements(Name("polygon")));
    }

    [Fact]
    public void SpectrumPicture_IsXml_WithACurvePerSpectrum()
    {
        KeyValuePair<string, ImmutableArray<double>>[] spectra =
        [
            KeyValuePair.Create("one & two", ImmutableArray.Create(0.1, 4, 1, 0)),
            KeyValuePair.Create("flat", ImmutableArray.Create(1.0, 1, 1)),
        ];
        XElement svg = Parsed(SpectrumPicture.ToSvg("Spectra <of layers>", spectra));
        Assert.Equal(2, svg.Elements(Name("polyline")).Count());
        Assert.Contains("one & two: 3 eigenvalues, the largest 78.4 % of the sum", svg.Element(Name("desc"))!.Value, StringComparison.Ordinal);
        Assert.Throws<InvalidInputException>(() => SpectrumPicture.ToSvg("none", []));
    }

    [Fact]
    public void Colours_GrowInLightness()
    {
        double[] lightness =
        [
            .. Enumerable.Range(0, 50).Select(i => ColourMap.At(i / 49.0)).Select(c =>
                (0.2126 * Convert.ToInt32(c[1..3], 16)) + (0.7152 * Convert.ToInt32(c[3..5], 16)) + (0.0722 * Convert.ToInt32(c[5..], 16))),
        ];
        Assert.All(lightness.Zip(lightness.Skip(1)), pair => Assert.True(pair.Second > pair.First));
    }

    [Theory]
    [InlineData(0.0, 1.0, 0.0, 0.2, 1.0)]
    [InlineData(0.0, 12.36, 0.0, 5.0, 10.0)]
    [InlineData(-2.0, 26.0, 0.0, 10.0, 20.0)]
    public void LinearAxis_HasRoundTicks(double low, double high, params double[] some)
    {
        PlotAxis axis = PlotAxis.Linear("x", low, high);
        Assert.All(some, tick => Assert.Contains(axis.Ticks, t => Math.Abs(t - tick) < 1e-9));
        Assert.InRange(axis.Ticks.Length, 2, 8);
        Assert.Equal((0, 1), (axis.PlaceOf(low), axis.PlaceOf(high)));
    }

    [Fact]
    public void Axes_OfEpochsAndOfOrders_SpreadTheBeginning()
    {
        Assert.Equal([0, 1, 10, 100, 1000, 8000], PlotAxis.Epochs([0, 1, 300, 8000]).Ticks);
        Assert.Equal([5, 6], PlotAxis.Epochs([5]).Ticks);
        Assert.Equal([1, 10, 100, 1000], PlotAxis.Logarithmic("rank", 1, 512).Ticks);
    }

    private static XName Name(string name) => XName.Get(name, "http://www.w3.org/2000/svg");

    private static XElement Parsed(string svg)
    {
        XElement root = XDocument.Parse(svg).Root!;
        Assert.Equal(("img", "title desc"), (root.Attribute("role")!.Value, root.Attribute("aria-labelledby")!.Value));
        Assert.NotEmpty(root.Element(Name("title"))!.Value);
        return root;
    }

    private static InformationPlane Plane(bool withLabels)
    {
        using NetworkRun run = new();
        foreach (long epoch in new[] { 0, 10, 100 })
        {
            run.Add(epoch, "a<b", PlaneData.Tanh(40, 3, (int)epoch), 3);
            run.Add(epoch, "\"2\"", PlaneData.Tanh(40, 2, (int)epoch + 1), 2);
        }

        return InformationPlane.Of(run, new PlaneOptions
        {
            Labels = withLabels ? Variable.Discrete<int>([.. Enumerable.Range(0, 40).Select(i => i % 2)], "y") : null,
            Estimators = [new NoiseBounds()],
        });
    }
}
