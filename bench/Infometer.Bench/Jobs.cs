using System.Globalization;

namespace Infometer.Bench;

/// <summary>The jobs, in the order of the results.</summary>
internal static class Jobs
{
    private const string Python = "/usr/bin/python3";
    private const string JidtMi = "JIDT 1.6.1: 0.022 s (0.019 at best)";
    private const int PairRows = 10_000_000;
    private const int PermutationRows = 10_000;
    private const int Permutations = 1000;
    private const int MatrixRows = 1_000_000;
    private const int GenotypeRows = 5_000;
    private const int Genotypes = 1_000;

    private static readonly int[] s_matrixLevels = DataFiles.MatrixLevels(50);

    internal static IReadOnlyList<Job> All { get; } =
    [
        new Job
        {
            Id = "mi-bytes",
            Title = "discrete MI, 1e7 pairs, 10×10, byte codes",
            Data = folder => DataFiles.Pairs(folder, PairRows),
            Ours = path =>
            {
                (byte[] x, byte[] y) = DataFiles.ReadPairs(path);
                Codes rows = Codes.Wrap(x, 10);
                Codes columns = Codes.Wrap(y, 10);
                return () => ContingencyTable.PluginInformation(ContingencyTable.Count(rows, columns));
            },
            Rivals = path => DiscreteRivals(path, "uint8"),
            SecondsAim = 0.011,
            Published = JidtMi,
        },
        new Job
        {
            Id = "mi-int",
            Title = "discrete MI, 1e7 pairs, 10×10, int32, conversion included",
            Data = folder => DataFiles.Pairs(folder, PairRows),
            Ours = path =>
            {
                (byte[] x, byte[] y) = DataFiles.ReadPairs(path);
                int[] rows = Array.ConvertAll(x, c => (int)c);
                int[] columns = Array.ConvertAll(y, c => (int)c);
                return () => ContingencyTable.PluginInformation(
                    ContingencyTable.Count(Codes.Create(rows, 10), Codes.Create(columns, 10)));
            },
            Rivals = path => DiscreteRivals(path, "int32"),
            SecondsAim = 0.022,
            Published = JidtMi,
        },
        new Job
        {
            Id = "permutations",
            Title = "1000 permutations of discrete MI, n=1e4, 10×10",
            Data = folder => DataFiles.Pairs(folder, PermutationRows),
            Ours = path =>
            {
                (byte[] x, byte[] y) = DataFiles.ReadPairs(path);
                Codes rows = Codes.Wrap(x, 10);
                Codes columns = Codes.Wrap(y, 10);
                return () => PermutationNull.Mean(rows, columns, Permutations);
            },
            Rivals = path =>
            [
                new Rival([Python, "numpy_permutations.py", path, $"{Permutations}"]),
                new Rival([Python, "sklearn_permutations.py", path, $"{Permutations}"]),
            ],
            SecondsAim = 0.0068,
            Tolerance = 0.05,
            Published = "JIDT 1.6.1: 0.17 s; loop over scikit-learn 1.75 s; infomeasure 1.6 s; NPEET 8.4 s",
        },
        new Job
        {
            Id = "csv",
            Title = "CSV, 297 MB, 800,000 rows × 50 mixed columns, to typed columns",
            Data = folder => DataFiles.Csv(folder, 800_000),
            Ours = path => () =>
            {
                Table table = Table.Read(path);
                double sum = 0;
                foreach (double value in table.Columns[0].Values.Span)
                {
                    sum += value;
                }

                return ((double)table.RowCount * table.Columns.Count) + sum;
            },
            Rivals = path =>
            [
                new Rival([Python, "pandas_csv.py", path], 10),
                new Rival(["node", "duckdb_csv.mjs", path], 0.7),
                new Rival(["node", "polars_csv.mjs", path]),
            ],
            Rounds = 5,
            Published = "pandas 9.1 s",
        },
        new Job
        {
            Id = "all-pairs",
            Title = "MI of all 1,225 pairs of 50 columns × 1e6 rows, 2–32 levels",
            Data = folder => DataFiles.Matrix(folder, MatrixRows, s_matrixLevels),
            Ours = path =>
            {
                Codes[] columns = DataFiles.ReadMatrix(path, MatrixRows, s_matrixLevels);
                double[] information = new double[columns.Length * columns.Length];
                return () =>
                {
                    CountingPairs.CountAllPairs(
                        columns,
                        pair => information[(pair.First * columns.Length) + pair.Second] = pair.PluginInformation());
                    return information.Sum();
                };
            },
            Rivals = path =>
            [
                new Rival([Python, "numba_pairs.py", path, $"{MatrixRows}", Levels(), "one"], 4),
                new Rival([Python, "numba_pairs.py", path, $"{MatrixRows}", Levels(), "all"]),
                new Rival([Python, "numpy_pairs.py", path, $"{MatrixRows}", Levels()]),
            ],
            Rounds = 5,
            Published = "numba loop 2.05 s; NumPy 4.9 s",
        },
        new Job
        {
            Id = "synergy",
            Title = "interactions of all 499,500 pairs of 1,000 genotypes × 5,000 rows with a target of two levels",
            Data = folder => DataFiles.Genotypes(folder, GenotypeRows, Genotypes),
            Ours = path =>
            {
                (Column[] columns, Column target) = DataFiles.ReadGenotypes(path, GenotypeRows, Genotypes);
                SynergyOptions options = new() { Level = 1e-6 };
                RunContext context = new() { MaxDegreeOfParallelism = 2 };
                return () => PairSynergies.Of(columns, target, null, options, context).Pairs.Sum(pair => pair.Statistic);
            },
            Rivals = path => [new Rival([Python, "plink_boost.py", path, $"{GenotypeRows}", $"{Genotypes}"], 1)],
            Tolerance = 1e-5, // PLINK prints six digits
        },
    ];

    private static Rival[] DiscreteRivals(string path, string type) =>
    [
        new Rival([Python, "numpy_mi.py", path, type]),
        new Rival([Python, "sklearn_mi.py", path, type]),
        new Rival([Python, "pandas_mi.py", path, type]),
    ];

    private static string Levels() => string.Join(',', s_matrixLevels.Select(l => l.ToString(CultureInfo.InvariantCulture)));
}
