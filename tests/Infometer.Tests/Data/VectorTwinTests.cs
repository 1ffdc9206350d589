using Xunit;

namespace Infometer.Tests;

[Trait("Kernels", "Vector")]
public class VectorTwinTests
{
    [Fact]
    public void FindBytes_RandomBytes_AgreesWithScalarTwin()
    {
        Random random = new(8);
        for (int i = 0; i < 3000; i++)
        {
            byte[] text = [.. Enumerable.Range(0, random.Next(0, 300)).Select(_ => (byte)random.Next(0, 6))];
            int[] fast = new int[text.Length];
            int[] slow = new int[text.Length];
            int found = CellScanner.FindBytes(text, 1, 2, 3, fast);
            int expected = CellScanner.FindBytesScalar(text, 0, 1, 2, 3, slow, 0);
            Assert.Equal(slow[..expected], fast[..found]);
        }
    }

    [Fact]
    public void Profile_RandomNumbers_AgreesWithScalarTwin()
    {
        Random random = new(9);
        for (int i = 0; i < 3000; i++)
        {
            double[] values = RandomValues(random);
            Assert.Equal(NumericProfile.OfScalar(values), NumericProfile.Of(values));
        }
    }

    [Fact]
    public void Majority_RandomNumbers_AgreesWithCounting()
    {
        Random random = new(10);
        int found = 0;
        for (int i = 0; i < 20_000; i++)
        {
            double[] values = RandomValues(random);
            double[] present = [.. values.Where(v => !double.IsNaN(v))];
            IGrouping<double, double>? most = present.GroupBy(v => v).MaxBy(g => g.Count());
            bool expected = most is not null && most.Count() * 2 > present.Length;
            Assert.Equal(expected, Majority.TryFind(values, present.Length, out double value, out int rows));
            if (expected)
            {
                found++;
                Assert.Equal(most!.Key, value);
                Assert.Equal(most.Count(), rows);
            }
        }

        Assert.InRange(found, 1000, 19_000);
    }

    // Few distinct values, some missing, now and then one value that is frequent at the start, at the end or throughout.
    private static double[] RandomValues(Random random)
    {
        int distinct = random.Next(1, 6);
        double fraction = random.Next(3) == 0 ? 0.5 : 0;
        bool missing = random.Next(2) == 0;
        double heavy = random.NextDouble();
        return [.. Enumerable.Range(0, random.Next(0, 70)).Select(_ =>
            missing && random.Next(4) == 0 ? double.NaN : random.NextDouble() < heavy ? 7 : random.Next(distinct) - 2 + fraction)];
    }
}
