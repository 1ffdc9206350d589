using Xunit;

namespace Infometer.Tests;

public class SinglePrecisionVariableTests
{
    private static readonly float[] s_values = [0.1f, 0.2f, 0.3f, 0.4f, 0.5f, 0.6f];

    [Fact]
    public void Continuous_Floats_AreTheSameVariableAsTheirDoubles()
    {
        Variable single = Variable.Continuous(s_values.AsMemory(), 2, "x");
        Variable twin = Variable.Continuous(s_values.Select(v => (double)v).ToArray().AsMemory(), 2, "x");
        Assert.Equal((twin.Count, twin.Dimension, twin.Kind, twin.Name), (single.Count, single.Dimension, single.Kind, single.Name));
        Assert.Equal(twin.Values.ToArray(), single.Values.ToArray());
        Assert.Equal(twin.Select([2, 0]).Values.ToArray(), single.Select([2, 0]).Values.ToArray());
        Assert.Equal(twin.Values.ToArray(), single.Named("z").Values.ToArray());
        Assert.False(single.MayMiss(MissingPolicy.Drop));
        Assert.False(single.IsMissing(1));
        foreach (Standardization scale in Enum.GetValues<Standardization>())
        {
            Assert.Equal(ColumnPreparation.Columns(twin, scale, 0, 0), ColumnPreparation.Columns(single, scale, 0, 0));
        }
    }

    [Fact]
    public void Values_OfFloats_AreMadeOnce()
    {
        Variable single = Variable.Continuous(s_values.AsMemory());
        Assert.True(single.Values.Equals(single.Values));
    }

    [Fact]
    public void Estimate_OfFloats_IsThatOfTheirDoubles()
    {
        Random random = new(3);
        float[] x = [.. Enumerable.Range(0, 500).Select(_ => (float)random.NextDouble())];
        float[] y = [.. x.Select(v => v + (float)random.NextDouble())];
        Estimate single = MutualInformation.Estimate(Variable.Continuous(x.AsMemory()), Variable.Continuous(y.AsMemory(), 1, "y"));
        Estimate twin = MutualInformation.Estimate(
            Variable.Continuous(Array.ConvertAll(x, v => (double)v).AsMemory()), Variable.Continuous(Array.ConvertAll(y, v => (double)v).AsMemory(), 1, "y"));
        Assert.Equal(twin.ToJson(), single.ToJson());
    }

    [Theory]
    [InlineData(float.NaN, "'x' holds NaN in row 1, column 0; every value must be finite: drop or impute such rows first.")]
    [InlineData(float.NegativeInfinity, "'x' holds -Infinity in row 1, column 0; every value must be finite: drop or impute such rows first.")]
    public void Continuous_NotFinite_NamesRowAndColumn(float value, string sentence) => Assert.Equal(
        sentence, Assert.Throws<InvalidInputException>(() => Variable.Continuous(new[] { 1f, 2f, value, 4f }.AsMemory(), 2)).Message);

    [Fact]
    public void Continuous_WrongLength_IsRefused() => Assert.Equal(
        "'x' has 6 numbers, which is no multiple of its dimension 4; pass n × 4 numbers, row by row.",
        Assert.Throws<InvalidInputException>(() => Variable.Continuous(s_values.AsMemory(), 4)).Message);

    [Fact]
    public void CopyColumn_OutOfRange_IsAProgrammingError() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => Variable.Continuous(s_values.AsMemory(), 2).CopyColumn(2, new double[3]));
}
