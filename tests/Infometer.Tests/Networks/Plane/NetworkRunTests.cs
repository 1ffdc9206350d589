using System.IO.Compression;
using Xunit;

namespace Infometer.Tests;

public sealed class NetworkRunTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("infometer-run-").FullName;

    [Fact]
    public void Add_ToMemoryAndToFiles_ReadsBackTheSame()
    {
        float[] first = PlaneData.Tanh(20, 3, 1);
        float[] second = PlaneData.Tanh(20, 2, 2);
        using NetworkRun memory = new();
        using NetworkRun files = new(Path.Combine(_folder, "new"));
        foreach (NetworkRun run in new[] { memory, files })
        {
            run.Add(10, "2", second, 2);
            run.Add(0, "1", first, 3);
        }

        using NetworkRun opened = NetworkRun.Open([Path.Combine(_folder, "new")]);
        foreach (NetworkRun run in new[] { memory, files, opened })
        {
            Assert.Equal([(0L, "1", 20, 3), (10L, "2", 20, 2)], run.Snapshots.Select(s => (s.Epoch, s.Layer, s.Rows, s.Units)));
            Assert.Equal(first.Select(v => (double)v), run.Snapshots[0].Read().Values);
            Assert.Equal(second.Select(v => (double)v), run.Snapshots[1].Read().Values);
        }

        Assert.Equal(["epoch00000_layer1.npy", "epoch00010_layer2.npy"], Directory.GetFiles(Path.Combine(_folder, "new")).Select(Path.GetFileName).Order());
    }

    [Fact]
    public void Layers_StandByTheirNumbers_OthersByTheFiles()
    {
        using NetworkRun run = new();
        foreach (string layer in new[] { "conv2", "conv10", "fc1", "conv1", "head" })
        {
            run.Add(0, layer, [0, 1], 1);
        }

        Assert.Equal(["conv1", "conv2", "conv10", "fc1", "head"], run.Layers);
    }

    [Fact]
    public void Layers_SavedAsTheNetworkGoes_StandAsSaved()
    {
        Save("a/epoch1.npz", ("fc1", [1, 2]), ("act1", [1, 2]), ("fc2", [1, 2]), ("act2", [1, 2]), ("out", [1, 2]));
        Save("b/epoch1.npz", ("act1", [1, 2]), ("fc1", [1, 2]), ("fc10", [1, 2]), ("fc2", [1, 2]));
        using NetworkRun saved = NetworkRun.Open([Path.Combine(_folder, "a")]);
        Assert.Equal(["fc1", "act1", "fc2", "act2", "out"], saved.Layers);
        using NetworkRun sorted = NetworkRun.Open([Path.Combine(_folder, "b")]);
        Assert.Equal(["act1", "fc1", "fc2", "fc10"], sorted.Layers);
        using NetworkRun named = NetworkRun.Open([Path.Combine(_folder, "b")], layers: ["fc1", "act1"]);
        Assert.Equal((true, true, false), (saved.IsOrderGuessed, sorted.IsOrderGuessed, named.IsOrderGuessed));
    }

    [Fact]
    public void Open_WithLayers_TakesThemInThatOrder()
    {
        Save("epoch1.npz", ("b", [1, 2]), ("a", [3, 4]), ("c", [5, 6]));
        using NetworkRun run = NetworkRun.Open([_folder], layers: ["c", "a"]);
        Assert.Equal(["c", "a"], run.Layers);
        Assert.Equal(["c", "a"], run.Snapshots.Select(s => s.Layer));
    }

    [Fact]
    public void Open_WithMoreFilesThanStayOpen_ReadsAll()
    {
        for (int epoch = 0; epoch < 40; epoch++)
        {
            Save($"epoch{epoch}.npz", ("1", [epoch, epoch + 1]));
        }

        using NetworkRun run = NetworkRun.Open([_folder]);
        Assert.All(run.Snapshots, snapshot => Assert.Equal([snapshot.Epoch, snapshot.Epoch + 1], snapshot.Read().Values));
    }

    [Fact]
    public void Open_OfMapsOfMoreAxes_LaysThemIntoUnits()
    {
        File.WriteAllBytes(Path.Combine(_folder, "epoch1_layer1.npy"), PlaneData.Npy("|u1", "(2, 3, 2)", [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11]));
        using NetworkRun run = NetworkRun.Open([_folder]);
        Assert.Equal((2, 6), (run.Snapshots[0].Rows, run.Snapshots[0].Units));
        Assert.Equal([6.0, 7, 8, 9, 10, 11], run.Snapshots[0].Read().Values[6..]);
    }

    [Fact]
    public void Open_WithSingleNumbersBesideActivations_PassesThemOver()
    {
        File.WriteAllBytes(Path.Combine(_folder, "epoch1_layer1.npy"), PlaneData.Npy("|u1", "(3, 1)", [0, 1, 2]));
        File.WriteAllBytes(Path.Combine(_folder, "epoch1_loss.npy"), PlaneData.Npy("<f4", "()", new byte[4]));
        File.WriteAllBytes(Path.Combine(_folder, "seed.npy"), PlaneData.Npy("<i8", "()", new byte[8]));
        using NetworkRun run = NetworkRun.Open([_folder]);
        Assert.Equal(["1"], run.Layers);
        File.Delete(Path.Combine(_folder, "epoch1_layer1.npy"));
        using NetworkRun nothing = NetworkRun.Open([_folder]);
        Assert.Empty(nothing.Snapshots);
    }

    [Fact]
    public void Open_WithLabelsInTheFolder_PassesThemOver()
    {
        Save("epoch1.npz", ("fc1", [1, 2]));
        File.WriteAllBytes(Path.Combine(_folder, "y.npy"), PlaneData.Npy("|u1", "(2,)", [0, 1]));
        Refused("does not say which epoch and layer it is", _folder);
        using NetworkRun run = NetworkRun.Open([_folder], besides: [Path.Combine(_folder, ".", "y.npy")]);
        Assert.Equal(["fc1"], run.Layers);
    }

    [Fact]
    public void Open_WhatIsWrong_SaysFileArrayAndWhatWasExpected()
    {
        Save("a/run.npz", ("epoch1_layer1", [1, 2]), ("weights", [1, 2]));
        Refused("run.npz:weights' (2×1) does not say which epoch and layer it is; call arrays like epoch00100_layer3", Path.Combine(_folder, "a"));
        Refused("run.npz:weights' (2×1) does not fit the pattern 'epoch{epoch}_layer{layer}'", Path.Combine(_folder, "a"), "epoch{epoch}_layer{layer}");
        Save("b/epoch1.npz", ("layer1", [1, 2]));
        Save("b/more.npz", ("epoch1_layer1", [1, 2]));
        Refused("are both layer 1 of epoch 1; rename or leave out one", Path.Combine(_folder, "b"));
        Directory.CreateDirectory(Path.Combine(_folder, "c"));
        Refused("There is no .npz, .npy or .safetensors file in the folder", Path.Combine(_folder, "c"));
        Refused("There is no file", Path.Combine(_folder, "d.npz"));
        byte[] whole = File.ReadAllBytes(Path.Combine(_folder, "b", "epoch1.npz"));
        File.WriteAllBytes(Path.Combine(_folder, "c", "epoch1.npz"), whole[..(whole.Length / 2)]);
        Refused("epoch1.npz", Path.Combine(_folder, "c"));
        byte[] array = PlaneData.Npy("<f4", "(4, 2)", new byte[32]);
        File.WriteAllBytes(Path.Combine(_folder, "c", "epoch1.npz"), array);
        File.WriteAllBytes(Path.Combine(_folder, "epoch1_layer1.npy"), array[..^3]);
        Refused("epoch1_layer1.npy", Path.Combine(_folder, "epoch1_layer1.npy"));
        Assert.Contains(
            "There is no layer '7' in these files; there are 1.",
            Assert.Throws<InvalidInputException>(() => NetworkRun.Open([Path.Combine(_folder, "b", "epoch1.npz")], layers: ["7"])).Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void Add_WhatIsWrong_IsRefused()
    {
        using NetworkRun run = new();
        run.Add(1, "1", [0, 1], 1);
        Assert.Contains("both layer 1 of epoch 1", Assert.Throws<InvalidInputException>(() => run.Add(1, "1", [0, 1], 1)).Message, StringComparison.Ordinal);
        Assert.Contains("epoch 2, layer 1", Assert.Throws<InvalidInputException>(() => run.Add(2, "1", [0, float.NaN], 1)).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => run.Add(2, "1", [0, 1, 2], 2));
        using NetworkRun files = new(_folder);
        files.Add(3, "1", [0, 1], 1);
        Assert.Contains("is there already", Assert.Throws<InvalidInputException>(() => files.Add(3, "layer1", [5, 6], 1)).Message, StringComparison.Ordinal);
        using NetworkRun second = new(_folder);
        Assert.Contains("a folder of its own", Assert.Throws<InvalidInputException>(() => second.Add(3, "1", [5, 6], 1)).Message, StringComparison.Ordinal);
        Assert.Equal([0.0, 1], Assert.Single(files.Snapshots).Read().Values);
        Assert.Contains("part of a file's name", Assert.Throws<InvalidInputException>(() => files.Add(2, "../1", [0, 1], 1)).Message, StringComparison.Ordinal);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private static void Refused(string expected, string path, string? pattern = null) => Assert.Contains(
        expected, Assert.Throws<InvalidInputException>(() => NetworkRun.Open([path], pattern)).Message, StringComparison.Ordinal);

    private void Save(string name, params (string Name, float[] Values)[] arrays)
    {
        string path = Path.Combine(_folder, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        using ZipArchive zip = ZipFile.Open(path, ZipArchiveMode.Create);
        foreach ((string array, float[] values) in arrays)
        {
            using Stream entry = zip.CreateEntry(array + ".npy", CompressionLevel.NoCompression).Open();
            byte[] bytes = new byte[values.Length * 4];
            Buffer.BlockCopy(values, 0, bytes, 0, bytes.Length);
            entry.Write(PlaneData.Npy("<f4", $"({values.Length}, 1)", bytes));
        }
    }
}
