using Xunit;

namespace Infometer.Tests;

public sealed class AttentionEntropyTests : IDisposable
{
    private readonly ArrayFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Of_CausalUniformRows_ReachTheMaximumOfEachRow_AndOneLessWouldLookSharp()
    {
        // Row i of causal attention can be no flatter than 1/(i + 1): against ln T it would look sharper than it is.
        const int T = 8;
        float[] weights = Causal(T, i => Enumerable.Repeat(1f / (i + 1), i + 1));
        AttentionEntropy causal = AttentionEntropy.Of(weights, 1, T, T);
        AttentionHead head = causal.Heads.Single();
        Assert.True(causal.Layers[0].IsCausal);
        Assert.Equal(1, head.Relative, 1e-6);
        Assert.Equal(AttentionFinding.Overload, head.Flag);
        Assert.Equal(Enumerable.Range(1, T).Average(i => Math.Log(i)), head.Entropy, 1e-6);
        Assert.Equal(head.Maximum, head.Entropy, 1e-6);
        Assert.Contains(causal.Notes, n => n.Code == "causal");
        AttentionEntropy full = AttentionEntropy.Of(weights, 1, T, T, new AttentionOptions { IsCausal = false });
        Assert.InRange(full.Heads.Single().Relative, 0.5, 0.8);
        Assert.Contains(full.Notes, n => n.Code == "looks-causal");
    }

    [Fact]
    public void Of_FirstCausalRow_HasNoMaximum_AndIsLeftOutOfTheShareAlone()
    {
        // Row 0 has one token to attend to: 0 of at most 0. Counted as 0 it would pull every causal head down.
        AttentionHead head = AttentionEntropy.Of(Causal(2, i => i == 0 ? [1] : [0.5f, 0.5f]), 1, 2, 2).Heads.Single();
        Assert.Equal(1, head.Relative, 1e-6);
        Assert.Equal(Math.Log(2) / 2, head.Entropy, 1e-6);
        AttentionEntropy one = AttentionEntropy.Of(new float[] { 1, 1 }, 1, 1, 1);
        Assert.True(double.IsNaN(one.Heads.Single().Relative));
        Assert.Equal(AttentionFinding.None, one.Heads.Single().Flag);
        Assert.Contains(one.Notes, n => n.Code == "no-choice");
    }

    [Fact]
    public void Of_OneHotRows_Collapse()
    {
        AttentionEntropy result = AttentionEntropy.Of(new float[] { 0, 1, 1, 0, 0.5f, 0.5f, 0.9f, 0.1f }, 2, 2, 2);
        Assert.Equal(AttentionFinding.Collapse, result.Layers[0].Heads[0].Flag);
        Assert.Equal(0, result.Layers[0].Heads[0].Entropy);
        Assert.Equal(AttentionFinding.None, result.Layers[0].Heads[1].Flag);
        Assert.Equal([0.5, 0, 0.5, 0], result.Quarters);
        Assert.Equal("attn.0.head.1.entropy", result.Layers[0].Heads[1].Key);
    }

    [Fact]
    public void Of_SeveralBlocksThreadsAndLogits_AgreeWithTheDefinition()
    {
        const int B = 3;
        const int H = 2;
        const int T = 300;
        Rng rng = Rng.For(4, "attention");
        float[] scores = [.. Enumerable.Range(0, B * H * T * T).Select(_ => (float)(3 * rng.NextNormal()))];
        double[] expected = new double[H];
        float[] weights = new float[scores.Length];
        for (int row = 0; row < B * H * T; row++)
        {
            double[] p = NetworkData.Softmax([.. scores.AsSpan(row * T, T).ToArray().Select(v => (double)v)]);
            expected[row / T % H] -= p.Sum(v => v * Math.Log(v)) / (B * T);
            for (int j = 0; j < T; j++)
            {
                weights[(row * T) + j] = (float)p[j];
            }
        }

        AttentionEntropy one = AttentionEntropy.Of(weights, H, T, T, context: new RunContext { MaxDegreeOfParallelism = 1 });
        AttentionEntropy ofScores = AttentionEntropy.Of(scores, H, T, T, new AttentionOptions { AreLogits = true });
        Assert.Equal(one.ToJson(), AttentionEntropy.Of(weights, H, T, T, context: new RunContext { MaxDegreeOfParallelism = 4 }).ToJson());
        Assert.All(one.Heads, h => Assert.Equal(expected[h.Head], h.Entropy, 1e-6));
        Assert.All(ofScores.Heads, h => Assert.Equal(expected[h.Head], h.Entropy, 1e-12));
        Assert.False(one.Layers[0].IsCausal);
        Assert.All(one.Heads, h => Assert.Equal(Math.Log(T), h.Maximum, 1e-9));
        Assert.All(one.Heads, h => Assert.NotNull(h.StandardError));
    }

    [Fact]
    public void Of_MaskedRows_AreNotLookedAt_AndTheMaximumCountsRealTokens()
    {
        double nan = double.NaN;
        double[] weights =
        [
            1, 0, 0, 0.5, 0.5, 0, nan, nan, nan,
            1, 0, 0, 0.5, 0.5, 0, 1 / 3.0, 1 / 3.0, 1 / 3.0,
        ];
        string file = _folder.Write("a.npy", ArrayBytes.Npy<double>("<f8", "(2, 1, 3, 3)", weights));
        string mask = _folder.Write("m.npy", ArrayBytes.Npy<byte>("|b1", "(2, 3)", [1, 1, 0, 1, 1, 1]));
        AttentionEntropy result = Of(file, mask);
        Assert.Equal((5, 1), (result.Layers[0].Rows, result.Layers[0].MaskedRows));
        Assert.Equal(1, result.Heads.Single().Relative, 1e-9);
        Assert.Contains("sequence 0, head 0, query 2: holds NaN", _folder.MessageOf(() => Of(file, null)), StringComparison.Ordinal);

        string inverse = _folder.Write("i.npy", ArrayBytes.Npy<byte>("|b1", "(2, 3)", [1, 1, 0, 0, 1, 1]));
        Assert.Contains(Of(file, inverse).Notes, n => n.Code == "attends-to-padding");
    }

    [Fact]
    public void StandardError_OfSequencesOfDifferentLengths_IsThatOfTheRatio()
    {
        // Sums of entropies 2 ln 2 of 2 queries, ln 3 of 3, and 0 of 3: residuals are taken from the pooled mean.
        double third = 1 / 3.0;
        double[] weights =
        [
            0.5, 0.5, 0, 0.5, 0.5, 0, 1, 0, 0,
            1, 0, 0, 0, 1, 0, third, third, third,
            0, 1, 0, 1, 0, 0, 0, 0, 1,
        ];
        string file = _folder.Write("a.npy", ArrayBytes.Npy<double>("<f8", "(3, 1, 3, 3)", weights));
        string mask = _folder.Write("m.npy", ArrayBytes.Npy<byte>("|b1", "(3, 3)", [1, 1, 0, 1, 1, 1, 1, 1, 1]));
        double[] sums = [2 * Math.Log(2), Math.Log(3), 0];
        double[] queries = [2, 3, 3];
        double mean = sums.Sum() / 8;
        double squares = sums.Zip(queries, (e, q) => (e - (mean * q)) * (e - (mean * q))).Sum();
        AttentionHead head = Of(file, mask).Heads.Single();
        Assert.Equal(mean, head.Entropy, 1e-12);
        Assert.Equal(Math.Sqrt(1.5 * squares) / 8, head.StandardError!.Value, 1e-12);

        // As many queries in each: the scatter of the means.
        double[] means = [2 * Math.Log(2) / 3, Math.Log(3) / 3, 0];
        double variance = means.Sum(m => (m - means.Average()) * (m - means.Average())) / 2;
        Assert.Equal(Math.Sqrt(variance / 3), Of(file, null).Heads.Single().StandardError!.Value, 1e-12);
    }

    [Fact]
    public void Of_InvertedMask_IsRefused()
    {
        double[] weights = [1, 0, 0, 0.5, 0.5, 0, 0.5, 0.5, 0];
        string file = _folder.Write("a.npy", ArrayBytes.Npy<double>("<f8", "(1, 1, 3, 3)", weights));
        string inverse = _folder.Write("i.npy", ArrayBytes.Npy<byte>("|b1", "(1, 3)", [0, 0, 1]));
        Assert.Equal(
            "'a.npy' (shape 1×1×3×3) puts 100 % of its weight on tokens that the mask calls padding; is the mask inverted? 1 must mean a real token, 0 padding.",
            _folder.MessageOf(() => Of(file, inverse)));
        string zeros = _folder.Write("z.npy", ArrayBytes.Npy<double>("<f8", "(1, 1, 3, 3)", [1, 0, 0, 0.5, 0.5, 0, 0, 0, 0]));
        Assert.Contains("query 2: sums to 0", _folder.MessageOf(() => Of(zeros, inverse)), StringComparison.Ordinal);
        Assert.Contains("is the mask inverted? 1 must mean a real token", _folder.MessageOf(() => Of(zeros, inverse)), StringComparison.Ordinal);
    }

    [Fact]
    public void Of_ThreeAxes_SaysWhatTheFirstIsTakenFor()
    {
        string three = _folder.Write("a.npy", ArrayBytes.Npy<double>("<f8", "(2, 2, 2)", [1, 0, 0.5, 0.5, 1, 0, 0.5, 0.5]));
        string four = _folder.Write("b.npy", ArrayBytes.Npy<double>("<f8", "(2, 1, 2, 2)", [1, 0, 0.5, 0.5, 1, 0, 0.5, 0.5]));
        Assert.Contains("average_attn_weights=False", Of(three, null).Notes.Single(n => n.Code == "three-axes").Text, StringComparison.Ordinal);
        Assert.DoesNotContain(Of(four, null).Notes, n => n.Code == "three-axes");
        string mask = _folder.Write("m.npy", ArrayBytes.Npy<byte>("|b1", "(2, 2)", [1, 1, 1, 1]));
        Assert.Contains("of three axes the first is taken for heads", _folder.MessageOf(() => Of(three, mask)), StringComparison.Ordinal);
    }

    [Fact]
    public void Of_FourAxes_SaysWhatTheFirstIsTakenFor_WhereItMayBeLayers()
    {
        double[] weights = [1, 0, 0.5, 0.5, 1, 0, 0.5, 0.5];
        string file = _folder.Write("b.npy", ArrayBytes.Npy<double>("<f8", "(2, 1, 2, 2)", weights));
        string text = Of(file, null).Notes.Single(n => n.Code == "four-axes").Text;
        Assert.Contains("b.npy' (shape 2×1×2×2) is read as 2 sequences of one layer", text, StringComparison.Ordinal);
        Assert.EndsWith("save one array per layer: np.savez('a.npz', **{f'layer{i}': a[i] for i in range(len(a))}).", text, StringComparison.Ordinal);
        string mask = _folder.Write("m.npy", ArrayBytes.Npy<byte>("|b1", "(2, 2)", [1, 1, 1, 1]));
        Assert.DoesNotContain(Of(file, mask).Notes, n => n.Code == "four-axes");
        string single = _folder.Write("s.npy", ArrayBytes.Npy<double>("<f8", "(1, 2, 2, 2)", weights));
        Assert.DoesNotContain(Of(single, null).Notes, n => n.Code == "four-axes");
        using ArrayFile layer = ArrayFile.Open(file);
        Assert.DoesNotContain(AttentionEntropy.Of([layer.Read(), layer.Read()]).Notes, n => n.Code == "four-axes");
        Assert.DoesNotContain(AttentionEntropy.Of(new float[] { 1, 0, 0.5f, 0.5f, 1, 0, 0.5f, 0.5f }, 1, 2, 2).Notes, n => n.Code == "four-axes");
    }

    [Fact]
    public void Of_NumberedNames_KeepsTheirNumbers_InTheirOrder()
    {
        double[] sharp = [1, 0, 1, 0];
        double[] flat = [0.5, 0.5, 0.5, 0.5];
        string[] paths =
        [
            _folder.Write("layer10.npy", ArrayBytes.Npy<double>("<f8", "(1, 2, 2)", sharp)),
            _folder.Write("layer2.npy", ArrayBytes.Npy<double>("<f8", "(1, 2, 2)", flat)),
        ];
        ArrayFile[] files = Array.ConvertAll(paths, path => ArrayFile.Open(path));
        AttentionEntropy result = AttentionEntropy.Of([.. files.Select(f => f.Read())]);
        Array.ForEach(files, f => f.Dispose());
        Assert.Equal([2, 10], result.Layers.Select(l => l.Number));
        Assert.Equal(paths.Reverse(), result.Layers.Select(l => l.Name));
        Assert.Equal(["attn.2.head.0.entropy", "attn.10.head.0.entropy"], result.Heads.Select(h => h.Key));
        Assert.Equal([AttentionFinding.Overload, AttentionFinding.Collapse], result.Heads.Select(h => h.Flag));
        Assert.Contains("\"layer\": 10,", result.ToJson(), StringComparison.Ordinal);
    }

    [Fact]
    public void Of_LogitsThatAreWeights_SaysSo()
    {
        AttentionOptions logits = new() { AreLogits = true };
        Assert.Contains(AttentionEntropy.Of(new float[] { 0.9f, 0.1f, 0.5f, 0.5f }, 1, 2, 2, logits).Notes, n => n.Code == "looks-like-probabilities");
        Assert.DoesNotContain(AttentionEntropy.Of(new float[] { 0.9f, 0.1f, 0.5f, 0.7f }, 1, 2, 2, logits).Notes, n => n.Code == "looks-like-probabilities");
        Assert.DoesNotContain(AttentionEntropy.Of(new float[] { 0.9f, 0.1f, 0.5f, 0.5f }, 1, 2, 2).Notes, n => n.Code == "looks-like-probabilities");
    }

    [Fact]
    public void Of_HalfPrecision_MayMissOneByMore()
    {
        // 0.3349609375 three times: what float16 makes of rounded thirds and more.
        byte[] thirds = [.. Enumerable.Repeat(new byte[] { 0x5C, 0x35 }, 9).SelectMany(b => b)];
        AttentionEntropy result = Of(_folder.Write("half.npy", ArrayBytes.Npy(ArrayBytes.Header("'<f2'", "(1, 3, 3)"), thirds)), null);
        Assert.Equal(1, result.Heads.Single().Relative, 1e-9);
    }

    [Fact]
    public void Of_WrongFiles_NamesFileShapeAndRow()
    {
        double[] dropout = [1, 0, 0.5, 0.5, 1, 0, 0.5, 0.4];
        Refuses("(2, 1, 2, 2)", dropout, "'x.npy' (shape 2×1×2×2), sequence 1, head 0, query 1: sums to 0.9", "before dropout");
        Refuses("(2, 2, 2)", [1, 0, 0, 1, 0, 0, 0.5, 0.5], "'x.npy' (shape 2×2×2), sequence 0, head 1, query 0: sums to 0", "--mask");
        Refuses("(2, 2, 2)", [1, 0, 0, 1, 1.5, -0.5, 0.5, 0.5], "holds -0.5", "--logits");
        Refuses("(1, 2, 1, 2, 2)", dropout, "'x.npy' has the shape 1×2×1×2×2", "one array per layer: np.savez('a.npz', **{f'layer{i}': a[i] for i in range(len(a))}).");
        Refuses("(2, 4)", dropout, "'x.npy' has the shape 2×4", "batch × heads × queries × keys");
        string scores = _folder.Write("s.npy", ArrayBytes.Npy<double>("<f8", "(1, 2, 2)", [double.NegativeInfinity, double.NegativeInfinity, 0, 1]));
        Assert.Contains(
            "query 0: holds no finite score", _folder.MessageOf(() => Of(scores, null, new AttentionOptions { AreLogits = true })), StringComparison.Ordinal);
        string fortran = _folder.Write("f.npy", ArrayBytes.Npy<double>("<f8", "(2, 2, 2)", [1, 0, 1, 0, 0, 1, 0, 1], fortran: true));
        Assert.Contains("np.ascontiguousarray", _folder.MessageOf(() => Of(fortran, null)), StringComparison.Ordinal);
        string file = _folder.Write("ok.npy", ArrayBytes.Npy<double>("<f8", "(1, 2, 2)", [0.5, 0.5, 0.5, 0.5]));
        Assert.Contains("is not causal: a weight on a later token is 0.5", _folder.MessageOf(() => Of(file, null, new AttentionOptions { IsCausal = true })), StringComparison.Ordinal);
        string mask = _folder.Write("m.npy", ArrayBytes.Npy<byte>("|u1", "(2, 2)", [1, 1, 1, 1]));
        Assert.Contains("The mask 'm.npy' has the shape 2×2, and 'ok.npy' (shape 1×2×2) needs 1×2", _folder.MessageOf(() => Of(file, mask)), StringComparison.Ordinal);
        string additive = _folder.Write("a.npy", ArrayBytes.Npy<double>("<f8", "(1, 2)", [0, -10000]));
        Assert.Contains("holds -10000 in row 0, column 1", _folder.MessageOf(() => Of(file, additive)), StringComparison.Ordinal);
        string none = _folder.Write("n.npy", ArrayBytes.Npy<byte>("|u1", "(1, 2)", [0, 0]));
        Assert.Contains("leaves no token", _folder.MessageOf(() => Of(file, none)), StringComparison.Ordinal);
    }

    private void Refuses(string shape, double[] weights, params string[] parts)
    {
        string file = _folder.Write("x.npy", ArrayBytes.Npy<double>("<f8", shape, weights));
        string message = _folder.MessageOf(() => Of(file, null));
        Assert.All(parts, part => Assert.Contains(part, message, StringComparison.Ordinal));
    }

    private static AttentionEntropy Of(string path, string? mask, AttentionOptions? options = null)
    {
        using ArrayFile file = ArrayFile.Open(path);
        using ArrayFile? masks = mask is null ? null : ArrayFile.Open(mask);
        return AttentionEntropy.Of([file.Read()], masks?.Read(), options);
    }

    private static float[] Causal(int tokens, Func<int, IEnumerable<float>> row) =>
        [.. Enumerable.Range(0, tokens).SelectMany(i => row(i).Concat(new float[tokens - 1 - i]))];
}
