using System.Globalization;

namespace Infometer.Bench;

/// <summary>The jobs about neural critics: what they spend their time with, on one thread.</summary>
internal static class CriticJobs
{
    private const string Python = "/usr/bin/python3";
    private const double Operations = 2e9;
    private const int Rows = 10_000;
    private const int Width = 10;
    private const int Steps = 200;
    private const int HeldOut = 1024;

    internal static IReadOnlyList<Job> All { get; } =
    [
        Product(256, 256, 256),
        Product(512, 256, 256),
        Product(256, 256, 20),
        Product(1024, 1024, 1024),
        Training(CriticKind.Separable, 128, 1),
        Training(CriticKind.Concatenated, 128, 1),
        Training(CriticKind.Separable, 256, 1),
        Training(CriticKind.Concatenated, 256, 1),
        Training(CriticKind.Separable, 128, 2),
        Training(CriticKind.Concatenated, 128, 2),
    ];

    // Both sides train the same networks on the same data and then say what they are worth on rows they have not seen.
    private static Job Training(CriticKind kind, int hidden, int threads)
    {
        bool isSeparable = kind == CriticKind.Separable;
        string word = isSeparable ? "separable" : "concatenated";
        string networks = isSeparable
            ? $"two towers 10-{hidden}-{hidden}-32, InfoNCE over all pairs of 256 rows"
            : $"20-{hidden}-{hidden}-1, DV, 256 joint and 256 shuffled rows";
        string critics = threads > 1 ? $"{threads} critics at once, " : "";
        return new Job
        {
            Page = "critics",
            Id = $"critic-{word}-{hidden}-{threads}",
            Title = FormattableString.Invariant($"{critics}{Steps} training steps of a critic: {networks}; {threads} thread{(threads > 1 ? "s" : "")}"),
            Data = folder => DataFiles.NormalPairs(folder, Rows, Width),
            Ours = path =>
            {
                (Variable x, Variable y) = DataFiles.ReadNormalPairs(path, Rows, Width);
                Sample sample = Sample.Align([x, y]);
                ContrastiveEstimator estimator = isSeparable
                    ? new InfoNce { Width = hidden, Steps = Steps, Patience = Steps, KnowsCorrelations = false, Standardize = Standardization.None }
                    : new DonskerVaradhan
                    {
                        Critic = kind,
                        Candidates = 1,
                        Width = hidden,
                        Steps = Steps,
                        Patience = Steps,
                        KnowsCorrelations = false,
                        Standardize = Standardization.None,
                    };
                CriticInputs inputs = CriticInputs.Of(estimator.InputsOf(sample, VariableSet.Of(0)), estimator.InputsOf(sample, VariableSet.Of(1)));
                int[] rows = [.. Enumerable.Range(0, Rows)];
                RunContext context = new() { MaxDegreeOfParallelism = threads };
                return () =>
                {
                    double[] found = new double[threads];
                    context.ForEach(threads, critic =>
                    {
                        CriticTraining training = new(estimator, inputs, rows[HeldOut..], rows[..HeldOut], context);
                        Critic trained = training.Run((ulong)critic, 0, context, static () => { });
                        found[critic] = new HeldOutFold(estimator, trained, training.Inputs, rows[..HeldOut], CancellationToken.None).Value;
                    });
                    return found.Average();
                };
            },
            // PyTorch is used as it is fastest: with one thread, or with as many in each product as there are critics here.
            Rivals = path => threads == 1
                ? [Torch(path, word, hidden, 1, 1, "default"), Torch(path, word, hidden, 1, 1, "SkylakeX")]
                : [Torch(path, word, hidden, threads, 1, "default"), Torch(path, word, hidden, threads, threads, "default")],
            Rounds = 5,
            Tolerance = 0.3, // other random weights and batches
        };
    }

    private static Rival Torch(string path, string kind, int hidden, int critics, int threads, string core) => new(
        [Python, "torch_critic.py", path, $"{Rows}", $"{Width}", kind, $"{hidden}", $"{Steps}", $"{critics}", $"{threads}", core],
        core == "default" ? 3 : null);

    // One product is too short to time.
    private static Job Product(int m, int n, int k)
    {
        int times = (int)Math.Max(1, Math.Round(Operations / (2.0 * m * n * k)));
        return new Job
        {
            Page = "critics",
            Id = $"gemm-{m}x{n}x{k}",
            Title = FormattableString.Invariant(
                $"{times} product{(times > 1 ? "s" : "")} {m}×{k} · {k}×{n} of floats, {2e-9 * m * n * k * times:0.00} GFLOP, one thread"),
            Data = folder => DataFiles.Matrices(folder, m, n, k),
            Ours = path =>
            {
                float[] values = DataFiles.ReadNumbers(path);
                float[] a = values[..(m * k)];
                float[] b = values[(m * k)..];
                float[] c = new float[m * n];
                GemmScratch scratch = new();
                return () =>
                {
                    for (int i = 0; i < times; i++)
                    {
                        Gemm.Multiply(new MatrixView(a, m, k), new MatrixView(b, k, n), c, n, false, scratch);
                    }

                    return c[0] + c[^1];
                };
            },
            Rivals = path =>
            [
                NumPy(path, m, n, k, times, "default"),
                NumPy(path, m, n, k, times, "Haswell"),
                NumPy(path, m, n, k, times, "SkylakeX"),
            ],
            Tolerance = 1e-5, // single precision
        };
    }

    // OpenBLAS chooses its kernels by the processor's model, not always well; so it runs with those of 256 and of 512 bits, too.
    private static Rival NumPy(string path, int m, int n, int k, int times, string core) => new(
        [Python, "numpy_gemm.py", path, .. ((int[])[m, n, k, times]).Select(v => v.ToString(CultureInfo.InvariantCulture)), core],
        core == "default" ? 1 : core == "Haswell" ? 1.5 : null);
}
