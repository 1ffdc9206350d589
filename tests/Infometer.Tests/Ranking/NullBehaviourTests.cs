using Xunit;

namespace Infometer.Tests;

/// <summary>Columns that tell nothing, of every kind: 5 % ± 1.5 % of them have p ≤ 0.05, and the false-discovery rate holds.</summary>
public sealed class NullBehaviourTests
{
    private const int Rows = 500;
    private const int ColumnCount = 2_000;

    [SlowTheory]
    [InlineData("numeric")]
    [InlineData("tied")]
    [InlineData("mixed")]
    [InlineData("missing")]
    [InlineData("levels 2")]
    [InlineData("levels 20")]
    [InlineData("levels 300")]
    public void PValues_OfColumnsThatTellNothing_AreUniform(string kind)
    {
        foreach (string target in new[] { "classes", "number", "count" })
        {
            Rng rng = Rng.For(1, "null behaviour " + kind + target);
            Column[] columns = [.. Enumerable.Range(0, ColumnCount).Select(c => NullColumn($"c{c}", kind, ref rng)), Target(target, ref rng)];
            Ranking ranking = Ranking.Of(Table.Of(columns), "y");
            double[] p = [.. ranking.Columns.Where(c => !c.IsSetAside).Select(c => c.Estimate.PValue!.Value)];
            double rate = p.Count(value => value <= 0.05) / (double)p.Length;
            double median = p.Order().ElementAt(p.Length / 2);
            TestContext.Current.TestOutputHelper!.WriteLine(FormattableString.Invariant($"{kind} about {target}: {100 * rate:0.0} % of {p.Length}, median p {median:0.00}"));
            Assert.InRange(p.Length, 1_500, ColumnCount); // many levels look like identifiers now and then
            if (kind == "levels 2" && target != "number")
            {
                // Few tables are possible, so p jumps: it may be below the level in fewer cases, never in more.
                Assert.InRange(rate, 0.025, 0.065);
            }
            else
            {
                Assert.InRange(rate, 0.035, 0.065);
                Assert.InRange(median, 0.45, 0.55);
            }
        }
    }

    [SlowFact]
    public void FalseDiscoveryRate_WithFivePercentTrueColumns_Holds()
    {
        const int Replicates = 40;
        double sum = 0;
        double found = 0;
        for (int replicate = 0; replicate < Replicates; replicate++)
        {
            Rng rng = Rng.For(1, "false discovery", replicate);
            const int Columns = 400;
            float[] values = new float[Rows * Columns];
            double[] y = new double[Rows];
            for (int i = 0; i < values.Length; i++)
            {
                values[i] = (float)rng.NextNormal();
                y[i % Rows] += i < 20 * Rows ? values[i] : 0;
            }

            Screening screening = Screening.Of(ColumnSource.ColumnMajor(values, Rows, Columns), Variable.Continuous(y, 1, "y"));
            int[] survivors = screening.Order[..screening.SurvivorCount].ToArray();
            sum += survivors.Count(c => c >= 20) / (double)Math.Max(1, survivors.Length);
            found += survivors.Count(c => c < 20) / 20.0;
        }

        TestContext.Current.TestOutputHelper!.WriteLine(FormattableString.Invariant($"rate {sum / Replicates:0.000}, power {found / Replicates:0.00}"));
        Assert.True(sum / Replicates <= 0.05 + (3 * 0.05 / Math.Sqrt(Replicates)), $"{sum / Replicates}");
        Assert.True(found / Replicates > 0.5, $"{found / Replicates}");
    }

    private static Column NullColumn(string name, string kind, ref Rng rng)
    {
        double[] values = new double[Rows];
        if (kind.StartsWith("levels", StringComparison.Ordinal))
        {
            int levels = int.Parse(kind[7..]);
            string[] texts = new string[Rows];
            for (int row = 0; row < Rows; row++)
            {
                texts[row] = $"l{rng.NextInt(levels)}";
            }

            return Column.Categorical(name, texts);
        }

        for (int row = 0; row < Rows; row++)
        {
            values[row] = kind switch
            {
                "tied" => Math.Round(4 * rng.NextNormal()) / 7,
                "mixed" => rng.NextInt(5) < 3 ? 0 : rng.NextNormal(),
                "missing" => rng.NextInt(4) == 0 ? double.NaN : rng.NextNormal(),
                _ => rng.NextNormal(),
            };
        }

        return Column.Numeric(name, values);
    }

    private static Column Target(string kind, ref Rng rng)
    {
        double[] values = new double[Rows];
        string[] texts = new string[Rows];
        for (int row = 0; row < Rows; row++)
        {
            texts[row] = $"t{(rng.NextInt(10) < 6 ? 0 : rng.NextInt(3))}";
            values[row] = kind == "count" ? Math.Floor(10 * rng.NextExponential()) : rng.NextNormal();
        }

        return kind == "classes" ? Column.Categorical("y", texts) : Column.Numeric("y", values);
    }
}
