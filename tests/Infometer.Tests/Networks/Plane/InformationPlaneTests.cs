using System.Text.Json;
using Xunit;

namespace Infometer.Tests;

/// <summary>The plane as a whole: what is refused, what is alarming, what is kept, and that threads change nothing.</summary>
public sealed class InformationPlaneTests : IDisposable
{
    private static readonly PlaneEstimator[] s_all = [.. PlaneEstimators.All.Select(d => d.Create())];
    private readonly string _folder = Directory.CreateTempSubdirectory("infometer-plane-").FullName;

    [Fact]
    public void Plane_OnOneThreadAndOnFour_IsTheSameToTheBit()
    {
        using NetworkRun run = Run(epochs: 2, layers: 2, rows: 300, units: 5);
        PlaneOptions options = Options(300, s_all);
        string one = InformationPlane.Of(run, options, new RunContext { MaxDegreeOfParallelism = 1 }).ToJson();
        Assert.Equal(one, InformationPlane.Of(run, options, new RunContext { MaxDegreeOfParallelism = 4 }).ToJson());
    }

    [Fact]
    public void Plane_FromFilesAndFromMemory_IsTheSame()
    {
        using NetworkRun memory = Run(2, 2, 100, 3);
        using NetworkRun files = Run(2, 2, 100, 3, _folder);
        using NetworkRun opened = NetworkRun.Open([_folder]);
        PlaneOptions options = Options(100, s_all);
        string expected = InformationPlane.Of(memory, options).ToJson();
        Assert.Equal(expected, InformationPlane.Of(files, options).ToJson());
        Assert.Equal(expected, InformationPlane.Of(opened, options).ToJson());
    }

    [Fact]
    public void Plane_WithoutLabelsAndInputs_HasInformationAboutInputsOnly()
    {
        using NetworkRun run = Run(1, 2, 64, 3);
        InformationPlane plane = InformationPlane.Of(run, new PlaneOptions());
        Assert.Equal((Math.Log(64), null), (plane.InputCeiling, plane.LabelEntropy));
        Assert.All(plane.Points, p => Assert.Null(p.AboutLabels));
        Assert.Equal(["ebab", "floor", "kde-upper", "kde-lower"], plane.Outputs);
        Assert.Equal(8, plane.Points.Length);
    }

    [Fact]
    public void Plane_OfRepeatedInputs_HasTheirEntropyAsCeiling()
    {
        using NetworkRun run = new();
        run.Add(0, "1", [0, 0, 1, 1], 1);
        PlaneOptions options = new() { Inputs = Variable.Continuous(new double[] { 3, 3, 4, 4 }.AsMemory()) };
        Assert.Equal(Math.Log(2), InformationPlane.Of(run, options).InputCeiling, 1e-12);
    }

    [Fact]
    public void Plane_WhatDoesNotFit_IsRefusedInOneSentence()
    {
        using NetworkRun run = Run(2, 2, 20, 3);
        Refused("has 20 rows and the inputs 'x' 19; all need the same inputs in the same order", run, new PlaneOptions { Inputs = Variable.Continuous(new double[19].AsMemory()) });
        Refused("has 20 rows and the labels 'y' 21", run, new PlaneOptions { Labels = Variable.Discrete<int>(new int[21], "y") });
        Refused("are numbers, not classes", run, new PlaneOptions { Labels = Variable.Continuous(new double[20].AsMemory(), 1, "y") });
        Refused("have 20 classes in 20 rows", run, new PlaneOptions { Labels = Variable.Discrete<int>([.. Enumerable.Range(0, 20)], "y") });
        Refused("There is no estimator", run, new PlaneOptions { Estimators = [] });
        Refused("'floor' is given twice", run, new PlaneOptions { Estimators = [new FloorBins(), new FloorBins { Width = 1 }] });
        using NetworkRun empty = new();
        Refused("has no activations", empty, new PlaneOptions());
        using NetworkRun otherRows = Run(1, 1, 20, 3);
        otherRows.Add(9, "1", new float[57], 3);
        Refused("(epoch 9, layer 1) has 19 rows and 'memory' 20", otherRows, new PlaneOptions());
        using NetworkRun otherUnits = Run(1, 1, 20, 3);
        otherUnits.Add(9, "1", new float[40], 2);
        Refused("Layer 1 has 3 units at epoch 0 ('memory') and 2 at epoch 9 ('memory'); were arrays mislabelled?", otherUnits, new PlaneOptions());
    }

    [Fact]
    public void Plane_MetWithANumberThatIsNotFinite_NamesFileEpochLayerShapeAndPlace()
    {
        using (NetworkRun run = new(_folder))
        {
            run.Add(0, "1", PlaneData.Tanh(10, 3, 1), 3);
        }

        byte[] data = new byte[10 * 3 * 4];
        BitConverter.GetBytes(float.NaN).CopyTo(data, 4 * ((7 * 3) + 1));
        File.WriteAllBytes(Path.Combine(_folder, "epoch00001_layer1.npy"), PlaneData.Npy("<f4", "(10, 3)", data));

        // Only headers are read on opening; the epoch before is measured and kept.
        using NetworkRun opened = NetworkRun.Open([_folder]);
        using MemoryStream stream = new();
        PlaneCheckpoint checkpoint = new(stream);
        InvalidInputException e = Assert.Throws<InvalidInputException>(() => InformationPlane.Of(opened, new PlaneOptions(), null, checkpoint));
        Assert.Contains("epoch00001_layer1.npy' (epoch 1, layer 1, 10×3) holds NaN in row 7, unit 1", e.Message, StringComparison.Ordinal);
        Assert.Equal(1, checkpoint.KeptLayers);
    }

    [Fact]
    public void Checkpoint_AfterAStop_GoesOnAndMeasuresOnlyWhatIsMissing()
    {
        using NetworkRun run = Run(3, 2, 80, 3);
        PlaneOptions options = Options(80, [new FixedBins(), new NoiseBounds(), new CompressedKsg()]);
        string expected = InformationPlane.Of(run, options).ToJson();
        using MemoryStream stream = new();
        Assert.Equal(expected, InformationPlane.Of(run, options, null, new PlaneCheckpoint(stream)).ToJson());
        byte[] whole = stream.ToArray();
        int[] ends = [.. Enumerable.Range(0, whole.Length).Where(i => whole[i] == '\n')];
        Assert.Equal(7, ends.Length);

        using MemoryStream cut = new();
        cut.Write(whole.AsSpan(0, ends[3] + 20));
        PlaneCheckpoint checkpoint = new(cut);
        Assert.Equal(expected, InformationPlane.Of(run, options, null, checkpoint).ToJson());
        Assert.Equal(6, checkpoint.KeptLayers);
        Assert.Equal(whole, cut.ToArray());
    }

    [Fact]
    public void Checkpoint_OfActivationsThatChanged_MeasuresThemAgain()
    {
        PlaneOptions options = Options(80, [new NoiseBounds()]);
        using MemoryStream stream = new();
        using NetworkRun before = Run(1, 1, 80, 3);
        InformationPlane.Of(before, options, null, new PlaneCheckpoint(stream));
        using NetworkRun after = new();
        after.Add(0, "1", PlaneData.Tanh(80, 3, 99), 3);
        Assert.Equal(InformationPlane.Of(after, options).ToJson(), InformationPlane.Of(after, options, null, new PlaneCheckpoint(stream)).ToJson());
    }

    // A further epoch may widen the range of the bins, and then what was kept is of other bins.
    [Fact]
    public void Checkpoint_WhoseRangeOfBinsGrew_MeasuresAgain()
    {
        PlaneOptions options = Options(80, [new FixedBins { Count = 4 }]);
        using MemoryStream stream = new();
        using NetworkRun run = Run(1, 1, 80, 3);
        InformationPlane.Of(run, options, null, new PlaneCheckpoint(stream));
        run.Add(1, "1", Array.ConvertAll(PlaneData.Tanh(80, 3, 5), v => 9 * v), 3);
        Assert.Equal(InformationPlane.Of(run, options).ToJson(), InformationPlane.Of(run, options, null, new PlaneCheckpoint(stream)).ToJson());
    }

    [Fact]
    public void Checkpoint_OfSomethingElse_IsLeftAsItIs()
    {
        using NetworkRun run = Run(1, 1, 80, 3);
        PlaneOptions options = Options(80, [new NoiseBounds()]);
        using MemoryStream stream = new();
        InformationPlane.Of(run, options, null, new PlaneCheckpoint(stream));
        byte[] kept = stream.ToArray();
        Refused("other inputs, labels, estimators or seed", run, options with { Estimators = [new NoiseBounds { Variance = 1 }] }, stream);
        Refused("other inputs, labels, estimators or seed", run, options with { Labels = Variable.Discrete<int>([.. Enumerable.Range(0, 80).Select(i => i % 3)]) }, stream);
        Assert.Equal(kept, stream.ToArray());
        using MemoryStream damaged = new([.. kept.AsSpan(0, kept.Length - 5), (byte)'\n']);
        Refused("is damaged (line 2 cannot be read)", run, options, damaged);
        using MemoryStream data = new("a,b\n1,2\n"u8.ToArray());
        Refused("is not what a plane of infometer kept", run, options, data);
    }

    [Fact]
    public void Plane_Cancelled_Stops()
    {
        using NetworkRun run = Run(1, 1, 80, 3);
        using CancellationTokenSource cancelled = new();
        cancelled.Cancel();
        Assert.ThrowsAny<OperationCanceledException>(() => InformationPlane.Of(run, new PlaneOptions(), new RunContext { Cancellation = cancelled.Token }));
    }

    [Fact]
    public void DeadLayer_IsNamed_AndHasNoInformation()
    {
        using NetworkRun run = Run(2, 1, 60, 3);
        run.Add(1, "2", [.. Enumerable.Repeat(0.5f, 120)], 2);
        InformationPlane plane = InformationPlane.Of(run, Options(60, s_all));
        DeadLayerAlarm alarm = Assert.Single(plane.Alarms.OfType<DeadLayerAlarm>());
        Assert.Equal((1L, "2"), (Assert.Single(alarm.Places).Epoch, alarm.Places[0].Layer));
        Assert.All(plane.Points.Where(p => p.Layer == "2"), p => Assert.Equal((0.0, 0.0), (Math.Round(p.AboutInputs.Nats, 12), Math.Round(p.AboutLabels!.Nats, 12))));
        Assert.Contains("All rows are the same in layer 2, first at epoch 1", alarm.Text(Unit.Bits), StringComparison.Ordinal);
    }

    [Fact]
    public void FewPerClass_NamesTheSmallest()
    {
        using NetworkRun run = Run(1, 1, 120, 2);
        Variable labels = Variable.Discrete<string>([.. Enumerable.Range(0, 120).Select(i => i < 3 ? "rare" : i < 50 ? "some" : "many")], "species");
        PlaneOptions options = new() { Labels = labels, Estimators = [new NoiseBounds()] };
        FewPerClassAlarm alarm = Assert.Single(InformationPlane.Of(run, options).Alarms.OfType<FewPerClassAlarm>());
        Assert.Equal([("rare", 3), ("some", 47)], alarm.Classes);
        Assert.Contains("2 classes of 'species' have fewer than 50 rows (the smallest, 'rare', 3)", alarm.Text(Unit.Bits), StringComparison.Ordinal);
        Assert.Empty(InformationPlane.Of(run, options with { LeastPerClass = 3 }).Alarms.OfType<FewPerClassAlarm>());
    }

    [Fact]
    public void Compression_IsAFallAfterThePeakBeyondTheTolerance()
    {
        using NetworkRun run = new();
        run.Add(0, "1", [0, 0, 0, 0, 1, 1, 1, 1], 1);
        run.Add(5, "1", [0, 1, 2, 3, 4, 5, 6, 7], 1);
        run.Add(9, "1", [0, 0, 1, 1, 2, 2, 3, 3], 1);
        run.Add(0, "2", [0, 0, 0, 0, 1, 1, 1, 1], 1);
        run.Add(5, "3", [0, 0, 0, 0, 1, 1, 1, 1], 1);
        run.Add(9, "3", [0, 0, 0, 0, 1, 1, 1, 1], 1);
        InformationPlane plane = InformationPlane.Of(run, new PlaneOptions { Estimators = [new FloorBins()] });
        Assert.Equal([("1", 5L, true), ("3", 5L, false)], plane.Compression.Select(c => (c.Layer, c.PeakEpoch, c.IsSeen)));
        Assert.Equal(Math.Log(8), plane.Compression[0].Peak, 1e-12);
        Assert.Equal(Math.Log(4), plane.Compression[0].Last, 1e-12);
        Assert.False(InformationPlane.Of(run, new PlaneOptions { Estimators = [new FloorBins()], Tolerance = 0.4 }).Compression[0].IsSeen);
    }

    [Fact]
    public void OneClass_IsSaid()
    {
        using NetworkRun run = Run(1, 1, 60, 2);
        Variable labels = Variable.Discrete<string>([.. Enumerable.Repeat("ham", 60)], "kind");
        PlaneOptions options = new() { Labels = labels, Estimators = [new NoiseBounds()] };
        OneClassAlarm alarm = Assert.Single(InformationPlane.Of(run, options).Alarms.OfType<OneClassAlarm>());
        Assert.StartsWith("All rows of 'kind' are 'ham'", alarm.Text(Unit.Bits), StringComparison.Ordinal);
        Assert.Empty(InformationPlane.Of(run, Options(60, [new NoiseBounds()])).Alarms.OfType<OneClassAlarm>());
    }

    // 16 independent columns: four components keep about a quarter of their variance.
    [Fact]
    public void LostVariance_IsSaidWhereComponentsAreTooFew()
    {
        using NetworkRun run = Run(1, 1, 400, 16);
        double[] inputs = [.. run.Snapshots[0].Read().Values.Select(v => v)];
        PlaneOptions options = new() { Inputs = Variable.Continuous(inputs.AsMemory(), 16), Estimators = [new CompressedKsg(), new CompressedCanonical()] };
        InformationPlane plane = InformationPlane.Of(run, options);
        LostVarianceAlarm alarm = Assert.Single(plane.Alarms.OfType<LostVarianceAlarm>());
        Assert.Equal("ksg", Assert.Single(alarm.Estimators));
        Assert.InRange(Assert.Single(alarm.Places).Value, 0.6, 0.75);
        Assert.Contains("input-components", alarm.Text(Unit.Bits), StringComparison.Ordinal);
        Assert.Equal(0, plane.Points.Single(p => p.Estimator == "cca").LostVariance, 1e-6);
        Assert.Contains("inputs 4 components with 3", plane.Points[0].Definition, StringComparison.Ordinal);
    }

    [Fact]
    public void NoNoiseModel_IsSaidOfBinsOnly_AndNotOfANoisyNetwork()
    {
        using NetworkRun run = Run(1, 1, 60, 2);
        PlaneOptions options = Options(60, s_all);
        NoNoiseModelAlarm alarm = Assert.Single(InformationPlane.Of(run, options).Alarms.OfType<NoNoiseModelAlarm>());
        Assert.Equal(["bins", "floor", "ebab", "quantized"], alarm.Estimators);
        Assert.Contains("a property of the bins", alarm.Text(Unit.Bits), StringComparison.Ordinal);
        Assert.Empty(InformationPlane.Of(run, options with { IsStochastic = true }).Alarms.OfType<NoNoiseModelAlarm>());
    }

    [Fact]
    public void DataProcessing_GrowthWithinTheTolerance_IsLetPass()
    {
        using NetworkRun run = new();
        run.Add(0, "1", [0, 0, 0, 0, 0, 0, 1, 1], 1);
        run.Add(0, "2", [0, 0, 0, 0, 1, 1, 1, 1], 1);
        PlaneOptions options = new() { Estimators = [new FloorBins()] };
        DataProcessingAlarm alarm = Assert.Single(InformationPlane.Of(run, options).Alarms.OfType<DataProcessingAlarm>());
        double excess = Math.Log(2) + (0.75 * Math.Log(0.75)) + (0.25 * Math.Log(0.25));
        Assert.Equal(excess, Assert.Single(alarm.Places).Value, 1e-12);
        Assert.Equal((false, "1", "2"), (alarm.IsAboutLabels, alarm.EarlierLayer, alarm.Places[0].Layer));
        Assert.Empty(InformationPlane.Of(run, options with { Tolerance = 0.1 }).Alarms.OfType<DataProcessingAlarm>());
    }

    // Each layer is within the tolerance of the one before, and the last is not of the first.
    [Fact]
    public void DataProcessing_GrowthInSmallSteps_IsNoticed()
    {
        using NetworkRun run = new();
        for (int layer = 1; layer <= 5; layer++)
        {
            run.Add(0, $"{layer}", [.. Enumerable.Range(0, 100).Select(i => i < 8 * layer ? 1f : 0)], 1);
        }

        InformationPlane plane = InformationPlane.Of(run, new PlaneOptions { Estimators = [new FloorBins()], Tolerance = 0.04 });
        double[] steps = [.. plane.Points.Zip(plane.Points.Skip(1), (a, b) => b.AboutInputs.Nats - a.AboutInputs.Nats)];
        Assert.All(steps, step => Assert.True(step < 0.04 * Math.Log(100)));
        Assert.Single(plane.Alarms.OfType<DataProcessingAlarm>());
    }

    [Fact]
    public void Ceiling_IsSaidOfRowsThatAllDiffer()
    {
        using NetworkRun run = Run(1, 1, 60, 4);
        CeilingAlarm alarm = Assert.Single(InformationPlane.Of(run, new PlaneOptions { Estimators = [new FixedBins(), new NoiseBounds { Variance = 9 }] }).Alarms.OfType<CeilingAlarm>());
        Assert.Equal("bins", Assert.Single(alarm.Estimators));
        Assert.Contains("at the ceiling of 60 rows", alarm.Text(Unit.Bits), StringComparison.Ordinal);
        Assert.DoesNotContain("drawn by lot", alarm.Text(Unit.Bits), StringComparison.Ordinal);
    }

    [Fact]
    public void Ceiling_WhereEveryRowIsItsOwn_SaysWhatLabelsAreWorth()
    {
        using NetworkRun run = Run(1, 1, 60, 4);
        CeilingAlarm alarm = Assert.Single(InformationPlane.Of(run, Options(60, [new NoiseBounds { Variance = 1e-9 }])).Alarms.OfType<CeilingAlarm>().Take(1));
        double[] inputs = [.. run.Snapshots[0].Read().Values.Select(v => v)];
        PlaneOptions canonical = Options(60, [new CompressedKsg()]) with { Inputs = Variable.Continuous(inputs.AsMemory(), 4), CeilingShare = -9 };
        Assert.DoesNotContain(
            "drawn by lot", Assert.Single(InformationPlane.Of(run, canonical).Alarms.OfType<CeilingAlarm>()).Text(Unit.Bits), StringComparison.Ordinal);
        Assert.Contains("In 1 of them I(T;Y) is all of H(Y) because no kernel joins rows", alarm.Text(Unit.Bits), StringComparison.Ordinal);
    }

    // Every row has its own code: any labels are told apart, and all of I(T;Y) is chance.
    [Fact]
    public void LabelChance_IsTheMeanOverOrdersOfTheLabels()
    {
        using NetworkRun run = Run(1, 1, 60, 4);
        PlaneOptions options = Options(60, [new FixedBins()]);
        InformationPlane plane = InformationPlane.Of(run, options);
        LabelChanceAlarm alarm = Assert.Single(plane.Alarms.OfType<LabelChanceAlarm>());
        Assert.Equal("bins", Assert.Single(alarm.Estimators));
        Assert.Equal(plane.LabelEntropy!.Value, Assert.Single(alarm.Places).Value, 1e-9);
        Assert.Contains("labels drawn by lot would give much of I(T;Y) in 1 of 1 places", alarm.Text(Unit.Bits), StringComparison.Ordinal);
        Assert.Empty(InformationPlane.Of(run, options with { Tolerance = 1.1 }).Alarms.OfType<LabelChanceAlarm>());
        using NetworkRun few = new();
        float[] values = [.. Enumerable.Range(0, 12).Select(i => (float)(i % 3))];
        few.Add(0, "1", values, 1);
        int[] labels = [.. Enumerable.Range(0, 12).Select(i => i < 5 ? 0 : 1)];
        PlaneAmount Amount() =>
            InformationPlane.Of(few, new PlaneOptions { Labels = Variable.Discrete<int>(labels), Estimators = [new FloorBins()] }).Points[0].AboutLabels!;
        double chance = Amount().Chance!.Value;
        Rng rng = Rng.For(1, "orders");
        double sum = 0;
        for (int draw = 0; draw < 4_000; draw++)
        {
            rng.Shuffle<int>(labels);
            sum += Amount().Nats;
        }

        Assert.Equal(sum / 4_000, chance, 0.006);
    }

    [Fact]
    public void DataProcessing_WhereTheOrderOfLayersIsAGuess_SaysSo()
    {
        using NetworkRun run = new();
        run.Add(0, "fc1", [0, 0, 0, 0, 0, 0, 1, 1], 1);
        run.Add(0, "act1", [0, 0, 0, 0, 1, 1, 1, 1], 1);
        DataProcessingAlarm alarm = Assert.Single(InformationPlane.Of(run, new() { Estimators = [new FloorBins()] }).Alarms.OfType<DataProcessingAlarm>());
        Assert.EndsWith("do not follow each other as fc1, act1: then give their order (--layers).", alarm.Text(Unit.Bits), StringComparison.Ordinal);
    }

    [Fact]
    public void Clipped_SaysTheWorstPlace()
    {
        using NetworkRun run = new();
        run.Add(0, "1", [-0.5f, 0.5f, 0.5f, 0.25f], 1);
        run.Add(1, "1", [-0.5f, 0.5f, 3, -3], 1);
        PlaneOptions options = new() { Estimators = [new FixedBins { Range = BinRange.Between(-1, 1) }] };
        ClippedAlarm alarm = Assert.Single(InformationPlane.Of(run, options).Alarms.OfType<ClippedAlarm>());
        Assert.Equal(new PlanePlace(1, "1", 0.5), Assert.Single(alarm.Places));
        Assert.Contains("50 % of the activations of layer 1 at epoch 1", alarm.Text(Unit.Bits), StringComparison.Ordinal);
    }

    [Fact]
    public void Undefined_IsSaidWhereRowsRepeatWithoutNoise()
    {
        using NetworkRun run = new();
        run.Add(0, "1", [.. Enumerable.Range(0, 60).Select(i => (float)(i % 2))], 1);
        PlaneOptions options = Options(60, [new CompressedEntropies { Noise = 0 }]);
        InformationPlane plane = InformationPlane.Of(run, options);
        Assert.Single(plane.Alarms.OfType<UndefinedAlarm>());
        Assert.True(double.IsNaN(plane.Points[0].AboutInputs.Nats));
        using JsonDocument json = JsonDocument.Parse(plane.ToJson());
        Assert.Equal(JsonValueKind.Null, json.RootElement.GetProperty("points")[0].GetProperty("ixt").GetProperty("value").ValueKind);
    }

    // Entropies by neighbours of binary inputs are those of the noise.
    [Fact]
    public void OutOfRange_IsSaidOfWhatNoInformationCanBe()
    {
        using NetworkRun run = new();
        double[] inputs = [.. Enumerable.Range(0, 256).SelectMany(i => Enumerable.Range(0, 8).Select(b => (double)((i >> b) & 1)))];
        run.Add(0, "1", [.. Enumerable.Range(0, 256).SelectMany(i => Enumerable.Range(0, 4).Select(b => (float)((i >> b) & 1)))], 4);
        PlaneOptions options = new() { Inputs = Variable.Continuous(inputs.AsMemory(), 8), Estimators = [new CompressedEntropies { Noise = 1e-6 }] };
        OutOfRangeAlarm alarm = Assert.Single(InformationPlane.Of(run, options).Alarms.OfType<OutOfRangeAlarm>());
        Assert.Contains("lies where no information can in 1 place", alarm.Text(Unit.Bits), StringComparison.Ordinal);
    }

    [Fact]
    public void Csv_HasALinePerPoint_AndQuotesDefinitions()
    {
        using NetworkRun run = Run(2, 2, 60, 2);
        InformationPlane plane = InformationPlane.Of(run, Options(60, [new NoiseBounds(), new FixedBins()]));
        string[] lines = plane.ToCsv(Unit.Nats).Split('\n');
        Assert.Equal(plane.Points.Length + 2, lines.Length);
        Assert.StartsWith("epoch,layer,units,estimator,ixt,", lines[0], StringComparison.Ordinal);
        Assert.Contains(",\"30 equal bins on [", lines[3], StringComparison.Ordinal);
        int commas = lines[0].Count(c => c == ',');
        Assert.All(lines[1..3], line => Assert.Equal(commas, line.Count(c => c == ',')));
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private static NetworkRun Run(int epochs, int layers, int rows, int units, string? folder = null)
    {
        NetworkRun run = new(folder);
        for (int epoch = 0; epoch < epochs; epoch++)
        {
            for (int layer = 1; layer <= layers; layer++)
            {
                run.Add(epoch, $"{layer}", PlaneData.Tanh(rows, units, (10 * epoch) + layer, 1 + epoch), units);
            }
        }

        return run;
    }

    private static PlaneOptions Options(int rows, PlaneEstimator[] estimators) => new()
    {
        Inputs = Variable.Continuous(Array.ConvertAll(PlaneData.Tanh(rows, 3, 77), v => (double)v).AsMemory(), 3, "x"),
        Labels = Variable.Discrete<int>([.. Enumerable.Range(0, rows).Select(i => i % 2)], "y"),
        Estimators = [.. estimators],
    };

    private static void Refused(string expected, NetworkRun run, PlaneOptions options, Stream? kept = null) => Assert.Contains(
        expected,
        Assert.Throws<InvalidInputException>(() => InformationPlane.Of(run, options, null, kept is null ? null : new PlaneCheckpoint(kept))).Message,
        StringComparison.Ordinal);
}
