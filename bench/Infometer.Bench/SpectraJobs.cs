namespace Infometer.Bench;

/// <summary>The jobs about spectra of Gram matrices: 5,000 rows of 64 numbers.</summary>
internal static class SpectraJobs
{
    private const string Python = "/usr/bin/python3";
    private const int Rows = 5_000;
    private const int Columns = 64;
    private const double Width = 8;

    internal static IReadOnlyList<Job> All { get; } =
    [
        Of("dse", "diffusion spectral entropy (α = 1)", 30, static () => new DiffusionSpectralEntropy { Width = new GivenWidth(Width) }),
        Of("vendi", "Vendi score, Gaussian kernel, q = 1", 30, static () => new VendiScore { Kernel = new GaussianKernel(new GivenWidth(Width)) }),
        Of("renyi", "matrix-based Rényi mutual index, α = 1.01: three spectra", 30, static () => new MatrixRenyiMutual { Kernel = new GaussianKernel(new GivenWidth(Width)) }),
        Of("cs-qmi", "Cauchy–Schwarz quadratic index", 10, static () => new CauchySchwarzQmi { Kernel = new GaussianKernel(new GivenWidth(Width)) }),
    ];

    private static Job Of(string id, string title, double aim, Func<RepresentationMeasure> measure) => new()
    {
        Page = "networks",
        Id = $"spectra-{id}",
        Title = FormattableString.Invariant($"{title}, n={Rows:N0}, d={Columns}"),
        Data = folder => DataFiles.NormalPairs(folder, Rows, Columns),
        Ours = path =>
        {
            (Variable x, Variable y) = DataFiles.ReadNormalPairs(path, Rows, Columns);

            // Data remember their spectra, so every run has new ones over the same numbers.
            return () => measure().Evaluate(new RepresentationData(x) { Other = y }).Value!.Value;
        },
        Rivals = path => [new Rival([Python, "numpy_spectra.py", path, $"{Rows}", $"{Columns}", $"{Width}", id])],
        SecondsAim = aim,
        Rounds = 1,
        Tolerance = 1e-8,
    };
}
