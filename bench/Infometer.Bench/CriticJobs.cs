using System.Globalization;

namespace Infometer.Bench;

/// <summary>The jobs about neural critics: what they spend their time with, on one thread.</summary>
internal static class CriticJobs
{
    private const string Python = "/usr/bin/python3";
    private const double Operations = 2e9;

    internal static IReadOnlyList<Job> All { get; } =
    [
        Product(256, 256, 256),
        Product(512, 256, 256),
        Product(256, 256, 20),
        Product(1024, 1024, 1024),
    ];

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
