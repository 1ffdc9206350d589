// Trains the 12-10-7-5-4-3-2 network of Shwartz-Ziv and Tishby (2017) and draws its information plane.
//
//     dotnet run -c Release --project samples/networks/TwelveBits -- [tanh|relu] [EPOCHS] [SEED]
//
// The picture is written to twelve-bits-tanh.svg, the numbers to twelve-bits-tanh.csv.

using System.Globalization;
using Infometer;

Activation activation = args.Contains("relu") ? Activation.Relu : Activation.Tanh;
int[] numbers = [.. args.Where(a => a.All(char.IsAsciiDigit)).Select(a => int.Parse(a, CultureInfo.InvariantCulture))];
NetworkTraining training = new() { Activation = activation, Epochs = numbers.Length > 0 ? numbers[0] : 8_000 };
RunContext context = new() { Seed = numbers.Length > 1 ? (ulong)numbers[1] : 1 };

// All 4,096 patterns of 12 bits, and a label that they determine.
Table table = Table.Read(Path.Combine(AppContext.BaseDirectory, "twelve_bits.csv"));
string[] bits = [.. Enumerable.Range(0, 12).Select(i => $"x{i}")];
double[] values = [.. Enumerable.Range(0, table.RowCount).SelectMany(row => bits.Select(bit => table[bit].Codes![row] == 0 ? 0.0 : 1.0))];
Variable inputs = Variable.Continuous(values, bits.Length, "bits");
Variable labels = table["y"];

using NetworkRun run = new();
foreach (TrainingEpoch epoch in training.Run(inputs, labels, run, context))
{
    Console.WriteLine(string.Create(
        CultureInfo.InvariantCulture,
        $"epoch {epoch.Epoch,5}: cross entropy {epoch.TrainingLoss:0.0000} / {epoch.TestLoss:0.0000} nats, accuracy {epoch.TrainingAccuracy:0.000} / {epoch.TestAccuracy:0.000} (training / test)"));
}

// Bins on [-1, 1] are made for tanh; what ReLU gives has no upper end, so its bins have a width instead.
InformationPlane plane = InformationPlane.Of(run, new PlaneOptions
{
    Inputs = inputs,
    Labels = labels,
    Estimators = activation == Activation.Tanh
        ? [new FixedBins { Range = BinRange.Between(-1, 1) }, new NoiseBounds()]
        : [new FloorBins(), new EntropyBasedBins()],
});
foreach (IGrouping<long, PlanePoint> epoch in plane.Points.Where(p => p.Estimator == plane.Outputs[0]).GroupBy(p => p.Epoch))
{
    Console.WriteLine($"epoch {epoch.Key,5}: I(X;T) " + string.Join("  ", epoch.Select(p => $"{p.AboutInputs.Nats / Math.Log(2),6:0.000}")) + " bits, layer by layer");
}

foreach (PlaneAlarm alarm in plane.Alarms)
{
    Console.WriteLine($"{alarm.Code}: {alarm.Text(Unit.Bits)}");
}

string name = $"twelve-bits-{activation.ToString().ToLowerInvariant()}";
File.WriteAllText(name + ".svg", PlanePicture.ToSvg(plane));
File.WriteAllText(name + ".csv", plane.ToCsv());
Console.WriteLine($"{name}.svg and {name}.csv were written.");
