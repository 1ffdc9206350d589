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
            Page = "ranking",
            Id = "rank-numbers-point",
            Title = "screen 500 numeric columns × 1e4 rows about a number: score, p, q and bits",
            Data = folder => DataFiles.Numbers(folder, 10_000, 500, classes: false),
            Ours = path =>
            {
                (ColumnSource columns, Variable target) = Numbers(path, 10_000, 500, classes: false);
                return () => Found(Screening.Of(columns, target).Order);
            },
            Rivals = path =>
            [
                new Rival([Python, "numpy_binned.py", path, "10000", "500", "number"]),
                new Rival([Python, "sklearn_knn.py", path, "10000", "500", "number"], 100),
            ],
            SecondsAim = 0.15,
            Rounds = 3,
            Tolerance = double.PositiveInfinity,
            Published = "scikit-learn kNN 19–49 s; NumPy 16×16 0.62 s",
        },
        new Job
        {
            Page = "ranking",
            Id = "rank-numbers-full",
            Title = "rank the same as a table: with intervals and verdicts",
            Data = folder => DataFiles.Numbers(folder, 10_000, 500, classes: false),
            Ours = path =>
            {
                Table table = NumberTable(path, 10_000, 500);
                return () => Found([.. Ranking.Of(table, "y").Columns.Select(c => int.Parse(c.Column.Name[1..], CultureInfo.InvariantCulture))]);
            },
            Rivals = path => [new Rival([Python, "numpy_binned.py", path, "10000", "500", "number"])],
            Rounds = 5,
            Tolerance = double.PositiveInfinity,
        },
        new Job
        {
            Page = "ranking",
            Id = "rank-mixed",
            Title = "rank 200 numeric columns × 1e5 rows about three classes, with intervals and verdicts",
            Data = folder => DataFiles.Numbers(folder, 100_000, 200, classes: true),
            Ours = path =>
            {
                Table table = NumberTable(path, 100_000, 200);
                return () => Found([.. Ranking.Of(table, "y").Columns.Select(c => int.Parse(c.Column.Name[1..], CultureInfo.InvariantCulture))]);
            },
            Rivals = path => [new Rival([Python, "numpy_binned.py", path, "100000", "200", "classes"])],
            SecondsAim = 0.5,
            Rounds = 5,
            Tolerance = double.PositiveInfinity,
            Published = "scikit-learn kNN 102 s; pandas 5.9 s; NumPy 2.6 s (150 numeric, 50 categorical)",
        },
        new Job
        {
            Page = "ranking",
            Id = "rank-levels",
            Title = "rank 49 columns of 2–32 levels × 1e6 rows about another one, with intervals and verdicts",
            Data = folder => DataFiles.Matrix(folder, MatrixRows, s_matrixLevels),
            Ours = path =>
            {
                Codes[] codes = DataFiles.ReadMatrix(path, MatrixRows, s_matrixLevels);
                Table table = Table.Of([.. codes.Select((c, i) => Column.Categorical($"c{i}", c, [.. Enumerable.Range(0, c.LevelCount).Select(l => $"{l}")]))]);
                return () => Ranking.Of(table, "c0").Columns.Sum(c => c.Estimate.Raw);
            },
            Rivals = path => [new Rival([Python, "numpy_rank.py", path, $"{MatrixRows}", Levels()])],
            Rounds = 5,
            Published = "scikit-learn 12.4 s; NumPy 0.29 s",
        },
        new Job
        {
            Page = "ranking",
            Id = "screen-wide",
            Title = "screen 200,000 numeric columns × 1,000 rows (800 MB of floats) about a number: score, p, q and bits",
            Data = folder => folder,
            Ours = _ =>
            {
                (float[] values, double[] y) = DataFiles.ManyColumns(1_000, 200_000);
                ColumnSource columns = ColumnSource.ColumnMajor(values, 1_000, 200_000);
                Variable target = Variable.Continuous(y, 1, "y");
                return () => Screening.Of(columns, target).SurvivorCount;
            },
            Rivals = _ => [],
            SecondsAim = 15,
            Rounds = 3,
        },
        new Job
        {
            Page = "ranking",
            Id = "screen-long",
            Title = "screen 1,000 numeric columns × 200,000 rows (800 MB of floats, row by row) about a number: score, p, q and bits",
            Data = folder => folder,
            Ours = _ =>
            {
                (float[] values, double[] y) = DataFiles.ManyColumns(200_000, 1_000);
                float[] byRow = new float[values.Length];
                Parallel.For(0, 200_000, row =>
                {
                    for (int column = 0; column < 1_000; column++)
                    {
                        byRow[(row * 1_000) + column] = values[(column * 200_000) + row];
                    }
                });
                ColumnSource columns = ColumnSource.RowMajor(byRow, 200_000, 1_000);
                Variable target = Variable.Continuous(y, 1, "y");
                return () => Screening.Of(columns, target).SurvivorCount;
            },
            Rivals = _ => [],
            SecondsAim = 15,
            Rounds = 3,
        },
        new Job
        {
            Page = "ranking",
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
        .. NeighborJobs.All,
        .. CriticJobs.All,
        .. SpectraJobs.All,
    ];

    private static (ColumnSource Columns, Variable Target) Numbers(string path, int rows, int columns, bool classes)
    {
        float[] values = DataFiles.ReadNumbers(path);
        float[] y = values[(rows * columns)..];
        return (
            ColumnSource.ColumnMajor(values.AsMemory(0, rows * columns), rows, columns),
            classes ? Variable.Discrete<float>(y) : Variable.Continuous(Array.ConvertAll(y, v => (double)v), 1, "y"));
    }

    private static Table NumberTable(string path, int rows, int columns)
    {
        float[] values = DataFiles.ReadNumbers(path);
        return Table.Of([.. Enumerable.Range(0, columns + 1).Select(c => Column.Numeric(
            c == columns ? "y" : $"x{c}", Array.ConvertAll(values[(c * rows)..((c + 1) * rows)], v => (double)v)))]);
    }

    // How many of the columns that make the target stand among as many first.
    private static double Found(ReadOnlySpan<int> order)
    {
        int found = 0;
        foreach (int column in order[..DataFiles.Planted])
        {
            found += column < DataFiles.Planted ? 1 : 0;
        }

        return found;
    }

    private static Rival[] DiscreteRivals(string path, string type) =>
    [
        new Rival([Python, "numpy_mi.py", path, type]),
        new Rival([Python, "sklearn_mi.py", path, type]),
        new Rival([Python, "pandas_mi.py", path, type]),
    ];

    private static string Levels() => string.Join(',', s_matrixLevels.Select(l => l.ToString(CultureInfo.InvariantCulture)));
}
