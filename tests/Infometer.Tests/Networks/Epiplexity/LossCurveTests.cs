using System.Buffers.Binary;
using System.Text;
using Xunit;

namespace Infometer.Tests;

public sealed class LossCurveTests : IDisposable
{
    private readonly ArrayFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Read_CsvJsonLinesAndEvents_GiveTheSameCurve()
    {
        LossCurveOptions options = new() { Step = "_step", Loss = "train/loss", TokensPerStep = 1000 };
        LossCurve csv = LossCurve.Read(Write("log.csv", "_step,lr,train/loss\n0,1,5.5\n10,1,\n20,1,3.25\n30,1,2.5\n"), options);
        LossCurve json = LossCurve.Read(
            Write("log.jsonl", "{\"_step\":0,\"train/loss\":5.5}\n{\"_step\":10,\"val/loss\":4}\n\n{\"_step\":20,\"train/loss\":3.25}\n{\"_step\":30,\"train/loss\":2.5}\n"), options);
        LossCurve events = LossCurve.Read(
            _folder.Write(
                "events.out.tfevents.17.host",
                [
                    .. Record([0x1A, 9, .. "brain.Eve"u8]),
                    .. Record(Event(0, Value("train/loss", 5.5f), Value("lr", 0.1f))),
                    .. Record(Event(20, TensorValue("train/loss", 3.25f))),
                    .. Record(Event(30, Value("train/loss", 2.5f))),
                ]),
            options);
        foreach (LossCurve curve in new[] { csv, json, events })
        {
            Assert.Equal([0, 20, 30], curve.Steps);
            Assert.Equal([0, 20_000, 30_000], curve.Tokens);
            Assert.Equal([5.5, 3.25, 2.5], curve.Losses);
        }

        Assert.Contains("1 of 4 entries", Assert.Single(csv.Notes).Text, StringComparison.Ordinal);
        Assert.Equal("missing", Assert.Single(json.Notes).Code);
        Assert.Empty(events.Notes);
    }

    [Fact]
    public void Read_TokensAndBits_AreAsNamed()
    {
        LossCurve curve = LossCurve.Read(
            Write("log.csv", "step,loss,seen\n1,5,100\n2,4,300\n3,3,400\n"), new LossCurveOptions { Tokens = "seen", IsInBits = true });
        Assert.Equal([100, 300, 400], curve.Tokens);
        Assert.Equal(5 * Math.Log(2), curve.Losses[0], 1e-12);
    }

    [Theory]
    [InlineData("step,loss\n1,5\n3,4\n2,3\n", "step 2 follows step 3", "resumed")]
    [InlineData("step,loss\n1,5\n2,-4\n3,3\n", "row 2: 'loss' is -4 at step 2", "finite number from 0 on")]
    [InlineData("step,loss\n1,5\n2,4\n", "has 2 points", "at least 3")]
    [InlineData("step,nll\n1,5\n2,4\n3,3\n", "loss", "nll")]
    public void Read_BadCurves_OneSentence(string text, params string[] parts)
    {
        string file = Write("log.csv", text);
        string message = _folder.MessageOf(() => LossCurve.Read(file, new LossCurveOptions { TokensPerStep = 1 }));
        Assert.All(parts, part => Assert.Contains(part, message, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("{\"step\":1,\"loss\":2}\n{\"step\":2,\"loss\":1}\n{\"step\":3,\"loss\":NaN}", "line 3: 'loss' is not finite at step 3", "before the run diverged")]
    [InlineData("{\"step\":1,\"loss\":2}\n{\"step\":2,\"loss\":1}\n{\"step\":3,\"loss\":-Infinity}", "line 3: 'loss' is not finite at step 3", "")]
    [InlineData("{\"step\":1,\"loss\":2}\n{\"step\":2,\"lo", "line 2 is no JSON", "cut off")]
    [InlineData("{\"step\":1,\"loss\":\"2.5\"}", "line 1: 'loss' is \"2.5\", no number", "")]
    [InlineData("[1, 2]", "line 1 is a JSON Array", "{\"step\": 1")]
    public void Read_BadJsonLines_OneSentence(string text, params string[] parts)
    {
        string file = Write("log.jsonl", text);
        string message = _folder.MessageOf(() => LossCurve.Read(file, new LossCurveOptions { TokensPerStep = 1 }));
        Assert.All(parts, part => Assert.Contains(part, message, StringComparison.Ordinal));
    }

    [Fact]
    public void Read_JsonLinesOfPython_TakeNotFiniteNumbersOfOtherKeysAndTextsThatNameThem()
    {
        string lines = "{\"step\":0,\"loss\":3,\"norm\":NaN}\n{\"step\":1,\"loss\":2,\"note\":\"a \\\"NaN\\\", -Infinity\"}\n{\"step\":2,\"NaN\":1,\"loss\":1.5}\n";
        LossCurve curve = LossCurve.Read(Write("log.jsonl", lines), new LossCurveOptions { TokensPerStep = 1 });
        Assert.Equal([3.0, 2, 1.5], curve.Losses);
    }

    [Fact]
    public void Read_LossesThatAreNotFiniteBetweenOthers_AreLeftOutWithANote()
    {
        string lines = string.Concat(Enumerable.Range(0, 9).Select(i => $"{{\"step\":{i},\"loss\":{(i % 4 == 3 ? "NaN" : $"{9 - i}")}}}\n"));
        LossCurve curve = LossCurve.Read(Write("log.jsonl", lines), new LossCurveOptions { TokensPerStep = 1 });
        Assert.Equal([0.0, 1, 2, 4, 5, 6, 8], curve.Steps);
        Note note = Assert.Single(curve.Notes);
        Assert.StartsWith("2 of 9 losses of", note.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_ALogThatEndsWithoutLosses_SaysWhere()
    {
        LossCurve curve = LossCurve.Read(Write("log.csv", "step,loss\n1,5\n2,\n3,4\n4,3\n5,\n6,nan\n"), new LossCurveOptions { TokensPerStep = 1 });
        Assert.Contains("3 of 6 entries", curve.Notes[0].Text, StringComparison.Ordinal);
        Assert.Contains("The last 2 are among them: the curve ends at step 4", curve.Notes[0].Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_UnknownKeyOfJsonLines_ListsTheKeys_AndJsonIsToBeRenamed()
    {
        string lines = string.Concat(Enumerable.Range(0, 4).Select(i => $"{{\"step\":{i},\"train/loss\":{5 - i}}}\n"));
        string file = Write("log.jsonl", lines);
        Assert.Equal(
            "No line of log.jsonl has the key 'loss'; the keys are 'step', 'train/loss'.",
            _folder.MessageOf(() => LossCurve.Read(file, new LossCurveOptions { TokensPerStep = 1 })));
        Assert.Contains("the key 'seen'", _folder.MessageOf(() => LossCurve.Read(file, new LossCurveOptions { Loss = "train/loss", Tokens = "seen" })), StringComparison.Ordinal);
        string json = Write("log.json", lines);
        Assert.Contains("name it .jsonl", _folder.MessageOf(() => LossCurve.Read(json, new LossCurveOptions { TokensPerStep = 1 })), StringComparison.Ordinal);
    }

    [Fact]
    public void Read_NoOrTwoTokenCounts_AreRefused()
    {
        string file = Write("log.csv", "step,loss\n1,5\n2,4\n3,3\n");
        Assert.Contains("--tokens-per-step", _folder.MessageOf(() => LossCurve.Read(file, new LossCurveOptions())), StringComparison.Ordinal);
        Assert.Contains("--tokens", _folder.MessageOf(() => LossCurve.Read(file, new LossCurveOptions { TokensPerStep = 1, Tokens = "t" })), StringComparison.Ordinal);
    }

    [Fact]
    public void Read_DamagedEventFiles_AreRefusedWithTheByte()
    {
        byte[] good = [.. Record(Event(0, Value("loss", 5))), .. Record(Event(1, Value("loss", 4)))];
        int second = Record(Event(0, Value("loss", 5))).Length;
        Refuses(good[..^3], $"the record at byte {second} is cut off");
        Refuses(good[..(second + 5)], $"the record at byte {second} is cut off");
        byte[] flipped = [.. good];
        flipped[second + 14] ^= 1;
        Refuses(flipped, $"the record at byte {second} has a wrong checksum");
        byte[] longer = [.. good];
        longer[3] = 0x7F;
        Refuses(longer, "the record at byte 0 has a length with a wrong checksum");
        byte[] huge = new byte[12];
        huge[7] = 0x40;
        BinaryPrimitives.WriteUInt32LittleEndian(huge.AsSpan(8), Crc32C.Masked(huge.AsSpan(0, 8)));
        Refuses(huge, "claims 4611686018427387904 bytes");
        Refuses(Record([0x2A, 50, 1, 2, 3]), "the record at byte 0 is no Event");
        Refuses(Record(Event(0, Value("accuracy", 1))), "has no scalar 'loss'; it has 'accuracy'");
        byte[] diverged = [.. good, .. Record(Event(2, Value("loss", float.NaN)))];
        Refuses(diverged, "before the run diverged");
    }

    [Fact]
    public void Read_FuzzedEventFiles_GiveACurveOrASentence()
    {
        Rng rng = Rng.For(3, "events");
        byte[] good = [.. Enumerable.Range(0, 5).SelectMany(i => Event((byte)i, Value("loss", 5 - i)))];
        for (int trial = 0; trial < 300; trial++)
        {
            byte[] bytes = [.. good];
            for (int flips = 0; flips < 3; flips++)
            {
                bytes[rng.NextInt(bytes.Length)] = (byte)rng.NextInt(256);
            }

            string file = _folder.Write("events.tfevents", Record(bytes));
            Exception? thrown = Xunit.Record.Exception(() => LossCurve.Read(file, new LossCurveOptions { TokensPerStep = 1 }));
            Assert.True(thrown is null or InvalidInputException, $"trial {trial}: {thrown}");
        }
    }

    [Fact]
    public void Crc32C_KnownBytes_GiveTheKnownChecksum() => Assert.Equal(0xE3069283u, Crc32C.Of("123456789"u8));

    private void Refuses(byte[] bytes, string part)
    {
        string file = _folder.Write("events.out.tfevents.1", bytes);
        Assert.Contains(part, _folder.MessageOf(() => LossCurve.Read(file, new LossCurveOptions { TokensPerStep = 1 })), StringComparison.Ordinal);
    }

    private string Write(string name, string text) => _folder.Write(name, Encoding.UTF8.GetBytes(text));

    private static byte[] Record(byte[] data)
    {
        byte[] file = new byte[data.Length + 16];
        BinaryPrimitives.WriteInt64LittleEndian(file, data.Length);
        BinaryPrimitives.WriteUInt32LittleEndian(file.AsSpan(8), Crc32C.Masked(file.AsSpan(0, 8)));
        data.CopyTo(file, 12);
        BinaryPrimitives.WriteUInt32LittleEndian(file.AsSpan(12 + data.Length), Crc32C.Masked(data));
        return file;
    }

    // wall_time (1, double), step (2, varint), summary (5) of values (1).
    private static byte[] Event(byte step, params byte[][] values)
    {
        byte[] summary = [.. values.SelectMany(v => Field(1, v))];
        return [0x09, 0, 0, 0, 0, 0, 0, 0, 0, 0x10, step, .. Field(5, summary)];
    }

    private static byte[] Value(string tag, float value) => [.. Field(1, Encoding.UTF8.GetBytes(tag)), 0x15, .. BitConverter.GetBytes(value)];

    // A scalar as TensorFlow 2 writes it: metadata (9), tensor (8) with dtype (1), an empty shape (2) and float_val (5).
    private static byte[] TensorValue(string tag, float value) =>
        [.. Field(1, Encoding.UTF8.GetBytes(tag)), .. Field(9, [0x0A, 0]), .. Field(8, [0x08, 1, 0x12, 0, .. Field(4, BitConverter.GetBytes(value))])];

    private static byte[] Field(int number, byte[] bytes) => [(byte)((number << 3) | 2), (byte)bytes.Length, .. bytes];
}
