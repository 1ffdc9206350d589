using Xunit;

namespace Infometer.Tests;

[Trait("Kernels", "Vector")]
public class EqualWidthTests
{
    [Fact]
    public void Fit_Values_CutsTheRangeEvenly() =>
        Assert.Equal([12.5, 15, 17.5], new EqualWidth(4).Fit([20, 10, 11]).Edges);

    [Fact]
    public void Fit_RangeBeyondDouble_StaysFinite() =>
        Assert.Equal([0], new EqualWidth(2).Fit([-1.7e308, 1.7e308]).Edges);

    [Fact]
    public void Fit_NeighbouringNumbers_DropsCutsThatCoincide()
    {
        double next = Math.BitIncrement(1.0);
        Discretization bins = new EqualWidth(10).Fit([1, next]);
        Assert.Equal([next], bins.Edges);
        Assert.Equal([0, 1], bins.Codes.ToArray());
    }
}
