// Trains a small network on handwritten digits and draws its information plane.
//
//     dotnet run -c Release --project samples/networks/Digits -- IMAGES LABELS [EPOCHS] [SEED]
//
// IMAGES and LABELS are MNIST's files, such as t10k-images-idx3-ubyte.gz and t10k-labels-idx1-ubyte.gz. The picture is written to digits.svg.

using System.Globalization;
using Infometer;

if (args.Length < 2)
{
    Console.Error.WriteLine("Digits: name the files of images and labels, e.g. t10k-images-idx3-ubyte.gz t10k-labels-idx1-ubyte.gz.");
    return 1;
}

const int Rows = 5_000;
using ArrayFile imageFile = ArrayFile.Open(args[0]);
using ArrayFile labelFile = ArrayFile.Open(args[1]);
NumericArray images = imageFile.Read(null);
int count = Math.Min(Rows, images.Rows);
double[] pixels = new double[count * images.Columns];
images.CopyRows(0, count, pixels);
double[] digits = new double[count];
labelFile.Read(null).CopyRows(0, count, digits);
Variable inputs = Variable.Continuous(Array.ConvertAll(pixels, p => p / 255), images.Columns, "images");
Variable labels = Variable.Discrete<int>(Array.ConvertAll(digits, d => (int)d), "digits");

NetworkTraining training = new()
{
    Hidden = [64, 20, 10],
    Epochs = args.Length > 2 ? int.Parse(args[2], CultureInfo.InvariantCulture) : 100,
    BatchSize = 128,
    LearningRate = 1e-3,
    RecordedEpochs = [0, 1, 3, 10, 30, 100],
};
RunContext context = new() { Seed = args.Length > 3 ? ulong.Parse(args[3], CultureInfo.InvariantCulture) : 1 };
using NetworkRun run = new();
foreach (TrainingEpoch epoch in training.Run(inputs, labels, run, context))
{
    Console.WriteLine(string.Create(
        CultureInfo.InvariantCulture,
        $"epoch {epoch.Epoch,4}: cross entropy {epoch.TrainingLoss:0.0000} / {epoch.TestLoss:0.0000} nats, accuracy {epoch.TrainingAccuracy:0.000} / {epoch.TestAccuracy:0.000} (training / test)"));
}

// In 64 columns bins tell every row from every other; noise and compression still see something.
InformationPlane plane = InformationPlane.Of(run, new PlaneOptions
{
    Inputs = inputs,
    Labels = labels,
    Estimators = [new NoiseBounds { Variance = 0.1 }, new CompressedKsg()],
});
foreach (PlaneAlarm alarm in plane.Alarms)
{
    Console.WriteLine($"{alarm.Code}: {alarm.Text(Unit.Bits)}");
}

File.WriteAllText("digits.svg", PlanePicture.ToSvg(plane));
Console.WriteLine("digits.svg was written.");
return 0;
