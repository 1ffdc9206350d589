using Xunit;

namespace Infometer.Tests;

public sealed class FactorInformationTests : IDisposable
{
    private const int N = 1_200;
    private readonly ArrayFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Of_OneLatentPerFactor_ScoresAreOne_AndMixingThemLowersEach()
    {
        (double[] factors, double[] latents) = Draw((s, rng) => [s[0] + (0.1 * rng.NextNormal()), s[1] + (0.1 * rng.NextNormal())]);
        FactorInformation apart = Of(factors, 2, latents, 2);
        Assert.All(apart.Quantities, q => Assert.InRange(q.Value, 0.94, 1.0));
        (factors, latents) = Draw((s, rng) => [s[0] + s[1] + (0.1 * rng.NextNormal()), s[0] - s[1] + (0.1 * rng.NextNormal())]);
        FactorInformation mixed = Of(factors, 2, latents, 2);
        Assert.All(new[] { "info-m", "info-c", "mig", "dci-d", "dci-c" }, id => Assert.InRange(mixed[id].Value, -0.05, 0.5));
        Assert.InRange(mixed["info-e"].Value, 0.6, 1.0);
        Assert.All(mixed.Quantities, q => Assert.Equal(QuantityTag.Index, q.Tag));
    }

    [Fact]
    public void Of_DiscreteLatents_AreCounted_AndMatchTheDefinitions()
    {
        // z0 is s0; z1 is s1 in two thirds of the rows, else 0.
        (double[] factors, double[] latents) = Draw((s, rng) => [s[0], rng.NextDouble() < 0.667 ? s[1] : 0]);
        FactorInformation result = Of(factors, 2, latents, 2);
        Assert.All(result.Latents, l => Assert.Equal(VariableKind.Discrete, l.Kind));
        double[][] nmi = [.. Enumerable.Range(0, 2).Select(i => Enumerable.Range(0, 2).Select(j => NaiveInformation(Column(factors, i), Column(latents, j)) / NaiveInformation(Column(factors, i), Column(factors, i))).ToArray())];
        for (int i = 0; i < 2; i++)
        {
            Assert.Equal(nmi[i][0], result.NormalizedInformation[i][0], 1e-9);
            Assert.Equal(nmi[i][1], result.NormalizedInformation[i][1], 1e-9);
        }

        double modularity = (new[] { nmi[0][0] / (nmi[0][0] + nmi[1][0]), nmi[1][1] / (nmi[0][1] + nmi[1][1]) }.Average() - 0.5) / 0.5;
        double compactness = (new[] { nmi[0][0] / nmi[0].Sum(), nmi[1][1] / nmi[1].Sum() }.Average() - 0.5) / 0.5;
        Assert.Equal(modularity, result["info-m"].Value, 1e-9);
        Assert.Equal(compactness, result["info-c"].Value, 1e-9);
        Assert.Equal(((nmi[0][0] - nmi[0][1]) + (nmi[1][1] - nmi[1][0])) / 2, result["mig"].Value, 1e-9);
    }

    [Fact]
    public void Of_OneActiveLatent_HasNoCompactness_AndSaysSo()
    {
        (double[] factors, double[] latents) = Draw((s, rng) => [s[0] + (0.1 * rng.NextNormal()), 0, 0.001 * rng.NextNormal()]);
        FactorInformation result = Of(factors, 2, latents, 3);
        Assert.True(double.IsNaN(result["info-c"].Value));
        Assert.Equal([true, false, false], result.Latents.Select(l => l.IsActive));
        Assert.Contains(result.Notes, n => n.Code == "one-latent");
        Assert.Contains("2 of 3 latents do not move", result.Notes.Single(n => n.Code == "dead-latents").Text, StringComparison.Ordinal);
        Assert.InRange(result["info-m"].Value, 0.9, 1);
    }

    // A dead unit that is declared a number: neighbours of a constant are no neighbours.
    [Fact]
    public void Of_AConstantLatentTakenAsNumbers_TellsNothing()
    {
        (double[] factors, double[] latents) = Draw((s, rng) => [0, rng.NextNormal()]);
        FactorInformation result = Of(factors, 2, latents, 2, new FactorOptions { LatentKind = VariableKind.Continuous });
        Assert.All(result.NormalizedInformation, row => Assert.Equal(0, row[0]));
        Assert.Contains(result.Notes, n => n.Code == "untold-factors");
        Assert.True(double.IsNaN(result["info-m"].Value));
    }

    [Fact]
    public void Of_OnlyDeadLatents_HasNoValues()
    {
        (double[] factors, double[] latents) = Draw((_, _) => [1, 2]);
        FactorInformation result = Of(factors, 2, latents, 2);
        Assert.All(new[] { "info-m", "info-e", "info-c", "dci-d", "dci-c" }, id => Assert.True(double.IsNaN(result[id].Value), id));
        Assert.Equal(0, result["mig"].Value);
        Assert.All(result.NormalizedInformation, row => Assert.All(row, v => Assert.Equal(0, v)));
    }

    [Fact]
    public void Of_OneFactorOrAConstantOne_HasNoModularity_AndSaysSo()
    {
        (double[] factors, double[] latents) = Draw((s, rng) => [s[0] + (0.1 * rng.NextNormal()), rng.NextNormal()], isSecondConstant: true);
        FactorInformation result = Of(factors, 2, latents, 2);
        Assert.True(double.IsNaN(result["info-m"].Value));
        Assert.True(double.IsNaN(result["dci-d"].Value));
        Assert.True(double.IsNaN(result.NormalizedInformation[1][0]));
        Assert.InRange(result["mig"].Value, 0.8, 1);
        Assert.Contains(result.Notes, n => n.Code == "constant-factors");
        Assert.Contains(result.Notes, n => n.Code == "one-factor");
        Assert.Contains(result.Notes, n => n.Code == "silent-latents");
    }

    [Theory]
    [InlineData(300, 2)]
    [InlineData(1_000, 2)]
    [InlineData(1_200, 3)]
    public void Of_PureNoise_HasNoModularityOrCompactness(int rows, int levels)
    {
        Rng rng = Rng.For(7, "noise");
        double[] factors = [.. Enumerable.Range(0, 2 * rows).Select(_ => (double)rng.NextInt(levels))];
        double[] latents = [.. Enumerable.Range(0, 3 * rows).Select(_ => rng.NextNormal())];
        FactorInformation result = Of(factors, 2, latents, 3, new FactorOptions { HasTrees = false });
        Assert.True(double.IsNaN(result["info-m"].Value));
        Assert.True(double.IsNaN(result["info-c"].Value));
        Assert.InRange(result["info-e"].Value, 0, 0.05);
        Assert.Contains("InfoM and InfoC would be ratios of noise and have no value", result.Notes.Single(n => n.Code == "untold-factors").Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void InfoE_UnbalancedFactorThatNobodyTells_IsNothing_WhateverTheWeights(bool isBalanced)
    {
        Rng rng = Rng.For(5, "unbalanced");
        double[] factors = [.. Enumerable.Range(0, 4_000).Select(_ => rng.NextDouble() < 0.05 ? 1.0 : 0)];
        double[] latents = [.. Enumerable.Range(0, 8_000).Select(_ => rng.NextNormal())];
        FactorInformation result = Of(factors, 1, latents, 2, new FactorOptions { IsBalanced = isBalanced, HasTrees = false });
        Assert.InRange(result["info-e"].Value, 0, 0.02);
        Assert.Equal(isBalanced, result.Notes.Any(n => n.Code == "unbalanced-factors"));
        Assert.Contains(result.Notes, n => n.Code == "untold-factors");
        Assert.Empty(result.Importance);
    }

    [Fact]
    public void LogisticRegression_OneHotInputs_ReachTheConditionalEntropy()
    {
        Rng rng = Rng.For(6, "logistic");
        int[] x = [.. Enumerable.Range(0, 3_000).Select(_ => rng.NextInt(3))];
        int[] y = [.. x.Select(v => rng.NextDouble() < 0.6 ? v : rng.NextInt(3))];
        double[][] columns = [.. Enumerable.Range(0, 3).Select(level => Array.ConvertAll(x, v => v == level ? 1.0 : 0))];
        double joint = NaiveInformation([.. x.Zip(y, (a, b) => (3.0 * a) + b)], [.. x.Zip(y, (a, b) => (3.0 * a) + b)]);
        double conditional = joint - NaiveInformation(Array.ConvertAll(x, v => (double)v), Array.ConvertAll(x, v => (double)v));
        double loss = new LogisticRegression(columns, y, 3, [1, 1, 1]).Fit(100, TestContext.Current.CancellationToken);
        Assert.Equal(conditional, loss, 1e-9);
    }

    [Fact]
    public void LogisticRegression_SeparableClasses_NearsNoLoss()
    {
        double[] x = [.. Enumerable.Range(0, 100).Select(i => (i / 50.0) - 1 + (i < 50 ? -0.1 : 0.1))];
        int[] y = [.. Enumerable.Range(0, 100).Select(i => i < 50 ? 0 : 1)];
        Assert.InRange(new LogisticRegression([x], y, 2, [1, 1]).Fit(100, TestContext.Current.CancellationToken), 0, 1e-4);
    }

    [Fact]
    public void Scores_OfSmallMatrices_AreTheDefinitions()
    {
        Assert.Equal(1, FactorScores.Concentration([[1, 0], [0, 3]]), 1e-12);
        Assert.Equal(0, FactorScores.Concentration([[1, 1], [2, 2]]), 1e-12);
        Assert.Equal(1, FactorScores.Concentration([[1, 0], [0, 0]]), 1e-12);
        Assert.Equal(1, FactorScores.Concentration([[1, -0.01]]), 1e-12);
        Assert.True(double.IsNaN(FactorScores.Concentration([[0, 0]])));
        Assert.True(double.IsNaN(FactorScores.Concentration([[5.0], [5.0]])));
        Assert.Equal(1 - (((0.75 * Math.Log(4 / 3.0)) + (0.25 * Math.Log(4))) / Math.Log(2)), FactorScores.Purity([3, 1]), 1e-12);
        Assert.Equal(3 / 4.0, FactorScores.MeanPurity([[3, 0], [0.5, 0.5], [0, 0]]), 1e-12);
        Assert.True(double.IsNaN(FactorScores.TopGap([1])));
    }

    [Fact]
    public void Of_AnyThreads_SameBits_AndDependentFactorsAreSaid()
    {
        (double[] factors, double[] latents) = Draw((s, rng) => [s[0] + (0.3 * rng.NextNormal()), s[1] + (0.3 * rng.NextNormal())], dependence: 0.5);
        FactorInformation one = Of(factors, 2, latents, 2, context: new RunContext { MaxDegreeOfParallelism = 1, Seed = 3 });
        FactorInformation four = Of(factors, 2, latents, 2, context: new RunContext { MaxDegreeOfParallelism = 4, Seed = 3 });
        Assert.Equal(one.ToJson(), four.ToJson());
        Assert.Contains(one.Notes, n => n.Code == "dependent-factors");
    }

    [Fact]
    public void Of_WrongFiles_NamesFileArrayAndShape()
    {
        double[] levels = [.. Enumerable.Range(0, 100).Select(i => i % 2 * 1.0)];
        string factors = _folder.Write("s.npy", ArrayBytes.Npy<double>("<f8", "(50, 2)", levels));
        string many = _folder.Write("z.npy", ArrayBytes.Npy<double>("<f8", "(50, 2)", [.. Enumerable.Range(0, 100).Select(i => (double)i)]));
        string fewer = _folder.Write("short.npy", ArrayBytes.Npy<double>("<f8", "(25, 4)", levels));
        string nan = _folder.Write("nan.npy", ArrayBytes.Npy<double>("<f8", "(50, 2)", [.. levels[..99], double.NaN]));
        string few = _folder.Write("few.npy", ArrayBytes.Npy<double>("<f8", "(20, 1)", levels.AsSpan(0, 20)));
        Assert.Contains("'s.npy' have the shape 50×2 and the latents 'short.npy' 25×4", MessageOf(factors, fewer), StringComparison.Ordinal);
        Assert.Contains("'z.npy:0' (shape 50×2) has 50 distinct values in 50 rows", MessageOf(many, factors), StringComparison.Ordinal);
        Assert.Contains("'nan.npy' (shape 50×2) holds NaN in row 49, column 1", MessageOf(factors, nan), StringComparison.Ordinal);
        Assert.Contains("'few.npy' (shape 20×1) has 20 rows", MessageOf(few, few), StringComparison.Ordinal);
    }

    private string MessageOf(string factors, string latents) => _folder.MessageOf(() =>
    {
        using ArrayFile s = ArrayFile.Open(factors);
        using ArrayFile z = ArrayFile.Open(latents);
        FactorInformation.Of(s.Read(), z.Read());
    });

    private static FactorInformation Of(
        double[] factors, int factorCount, double[] latents, int latentCount, FactorOptions? options = null, RunContext? context = null) =>
        FactorInformation.Of(NetworkData.Rows(factors, factorCount, "factors"), NetworkData.Rows(latents, latentCount, "latents"), options, context);

    // Two factors of three and four levels, and latents of them.
    private static (double[] Factors, double[] Latents) Draw(Func<int[], Rng, double[]> latents, double dependence = 0, bool isSecondConstant = false)
    {
        Rng rng = Rng.For(9, "factors");
        List<double> s = [];
        List<double> z = [];
        for (int i = 0; i < N; i++)
        {
            int first = rng.NextInt(3);
            int second = isSecondConstant ? 1 : rng.NextDouble() < dependence ? first : rng.NextInt(4);
            s.AddRange([first, second]);
            Rng own = Rng.For(9, "latents", i);
            z.AddRange(latents([first, second], own));
        }

        return ([.. s], [.. z]);
    }

    private static double[] Column(double[] rows, int column) => [.. rows.Where((_, i) => i % 2 == column)];

    private static double NaiveInformation(double[] a, double[] b)
    {
        double Entropy<T>(IEnumerable<T> values) => values.GroupBy(v => v).Sum(g => -(double)g.Count() / a.Length * Math.Log((double)g.Count() / a.Length));
        return Entropy(a) + Entropy(b) - Entropy(a.Zip(b));
    }
}
