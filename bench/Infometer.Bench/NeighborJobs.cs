namespace Infometer.Bench;

/// <summary>The jobs about estimators by nearest neighbours: several sizes and widths, one thread and two.</summary>
internal static class NeighborJobs
{
    private const string Python = "/usr/bin/python3";
    private const int Neighbors = 4;
    private const int Permutations = 1_000;

    internal static IReadOnlyList<Job> All { get; } =
    [
        Estimate(1_000, 1, 1, 9, "scikit-learn 0.0037 s"),
        Estimate(10_000, 1, 1, 9, "scikit-learn 0.037 s"),
        Estimate(100_000, 1, 1, 5, "scikit-learn 0.42 s"),
        Estimate(100_000, 1, 2, 5, "scikit-learn 0.42 s"),
        Estimate(1_000_000, 1, 1, 3, "SciPy 6 s"),
        Estimate(1_000_000, 1, 2, 3, "SciPy 6 s"),
        Estimate(10_000, 5, 1, 5, "NPEET 0.6 s"),
        Estimate(10_000, 5, 2, 5, "NPEET 0.6 s"),
        Estimate(10_000, 10, 1, 3, "NPEET 2.9 s"),
        Estimate(10_000, 10, 2, 3, "NPEET 2.9 s"),
        Estimate(10_000, 20, 2, 3, ""),
        new Job
        {
            Page = "neighbors",
            Id = "ksg-permutations",
            Title = "1,000 permutations of KSG-1, n=1e3, 1+1, k=4, two threads",
            Data = folder => DataFiles.NormalPairs(folder, 1_000, 1),
            Ours = path =>
            {
                (Variable x, Variable y) = DataFiles.ReadNormalPairs(path, 1_000, 1);
                EstimateOptions options = new() { Permutations = Permutations };
                return () => 1 + MutualInformation.Estimate(x, y, new Ksg(), options).Null.Average();
            },
            Rivals = path => [new Rival([Python, "scipy_ksg.py", path, "1000", "1", $"{Neighbors}", "1", $"{Permutations}"])],
            SecondsAim = 0.24,
            Rounds = 3,
            Tolerance = 0.01,
            Published = "JIDT 1.95 s, one thread",
        },
    ];

    private static Job Estimate(int rows, int width, int threads, int rounds, string published) => new()
    {
        Page = "neighbors",
        Id = $"ksg-{rows}-{width}+{width}-{threads}",
        Title = FormattableString.Invariant($"KSG-1, n={rows:N0}, {width}+{width}, k={Neighbors}, {threads} thread{(threads > 1 ? "s" : "")}"),
        Data = folder => DataFiles.NormalPairs(folder, rows, width),
        Ours = path =>
        {
            (Variable x, Variable y) = DataFiles.ReadNormalPairs(path, rows, width);
            RunContext context = new() { MaxDegreeOfParallelism = threads };
            Ksg ksg = new() { Neighbors = Neighbors };
            InformationTerm term = new([VariableSet.Of(0), VariableSet.Of(1)]);

            // Variables remember their order, so every run has new ones over the same numbers.
            return () => ksg.Point(term, Sample.Align([Anew(x), Anew(y)]), context);
        },
        Rivals = path =>
        [
            new Rival([Python, "scipy_ksg.py", path, $"{rows}", $"{width}", $"{Neighbors}", $"{threads}"]),
            .. width == 1 ? (Rival[])[new Rival([Python, "sklearn_ksg.py", path, $"{rows}", $"{Neighbors}"], threads == 1 ? 4 : 7)] : [],
        ],
        Rounds = rounds,
        Tolerance = 0.02, // scikit-learn divides by the standard deviations and adds noise
        Published = published,
        Growth = ($"KSG-1, {width}+{width}, {threads} thread{(threads > 1 ? "s" : "")}", rows),
    };

    private static Variable Anew(Variable variable) => Variable.Continuous(variable.Values, variable.Dimension, variable.Name);
}
