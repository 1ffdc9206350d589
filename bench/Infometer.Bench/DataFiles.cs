using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;

namespace Infometer.Bench;

/// <summary>The data of the jobs: seeded, written once below bench/data, read alike by us and the rivals.</summary>
internal static class DataFiles
{
    /// <summary>Columns that make the target of <see cref="Numbers"/>.</summary>
    internal const int Planted = 25;

    /// <summary>Two columns of byte codes, 10 levels each; the second repeats the first in half of the rows.</summary>
    internal static string Pairs(string folder, int rows) => Write(folder, $"pairs-{rows}.u8", stream =>
    {
        SplitMix random = new(1);
        byte[] x = new byte[rows];
        byte[] y = new byte[rows];
        for (int row = 0; row < rows; row++)
        {
            x[row] = (byte)random.Next(10);
            y[row] = random.Next(2) == 0 ? x[row] : (byte)random.Next(10);
        }

        stream.Write(x);
        stream.Write(y);
    });

    internal static (byte[] X, byte[] Y) ReadPairs(string path)
    {
        byte[] both = File.ReadAllBytes(path);
        return (both[..(both.Length / 2)], both[(both.Length / 2)..]);
    }

    /// <summary>Level counts 2 … 32, one per column.</summary>
    internal static int[] MatrixLevels(int columns)
    {
        SplitMix random = new(2);
        return [.. Enumerable.Range(0, columns).Select(_ => 2 + random.Next(31))];
    }

    /// <summary>Columns of byte codes, one after the other; every fourth has nine tenths of its rows in level 0.</summary>
    internal static string Matrix(string folder, int rows, int[] levels) => Write(folder, $"matrix-{rows}x{levels.Length}.u8", stream =>
    {
        byte[] codes = new byte[rows];
        for (int column = 0; column < levels.Length; column++)
        {
            SplitMix random = new(100 + (ulong)column);
            for (int row = 0; row < rows; row++)
            {
                codes[row] = column % 4 == 0 && random.Next(10) > 0 ? (byte)0 : (byte)random.Next(levels[column]);
            }

            stream.Write(codes);
        }
    });

    internal static Codes[] ReadMatrix(string path, int rows, int[] levels)
    {
        using FileStream stream = File.OpenRead(path);
        Codes[] columns = new Codes[levels.Length];
        for (int column = 0; column < columns.Length; column++)
        {
            byte[] codes = new byte[rows];
            stream.ReadExactly(codes);
            columns[column] = Codes.Wrap(codes, levels[column]);
        }

        return columns;
    }

    /// <summary>
    /// Genotypes (0, 1 or 2 copies of an allele), one column after the other, then a target of two levels: each of the first ten
    /// pairs of columns shifts its log-odds by the parity of the pair's sum.
    /// </summary>
    internal static string Genotypes(string folder, int rows, int columns) => Write(folder, $"genotypes-{rows}x{columns}.u8", stream =>
    {
        const int Planted = 20;
        double[] logOdds = new double[rows];
        byte[] codes = new byte[rows];
        byte[] parity = new byte[rows];
        for (int column = 0; column < columns; column++)
        {
            SplitMix random = new(1_000 + (ulong)column);
            int allele = column < Planted ? 40 : 5 + random.Next(46);
            for (int row = 0; row < rows; row++)
            {
                codes[row] = (byte)((random.Next(100) < allele ? 1 : 0) + (random.Next(100) < allele ? 1 : 0));
                if (column < Planted && column % 2 == 0)
                {
                    parity[row] = codes[row];
                }
                else if (column < Planted)
                {
                    logOdds[row] += (codes[row] + parity[row]) % 2 == 0 ? 0.5 : -0.5;
                }
            }

            stream.Write(codes);
        }

        SplitMix noise = new(999);
        for (int row = 0; row < rows; row++)
        {
            codes[row] = (byte)(noise.NextDouble() < 1 / (1 + Math.Exp(-logOdds[row])) ? 1 : 0);
        }

        stream.Write(codes);
    });

    /// <summary>The columns of <see cref="Genotypes"/> and their target.</summary>
    internal static (Column[] Columns, Column Target) ReadGenotypes(string path, int rows, int columns)
    {
        Codes[] codes = ReadMatrix(path, rows, [.. Enumerable.Repeat(3, columns), 2]);
        return ([.. codes[..columns].Select((c, i) => Column.Categorical($"s{i}", c, ["0", "1", "2"]))],
            Column.Categorical("case", codes[columns], ["no", "yes"]));
    }

    /// <summary>
    /// Standard normal columns as 32-bit floats, one after the other, and last a target: the sum of the first 25 columns (every second
    /// squared) plus as much noise, or its tertile 0, 1 or 2.
    /// </summary>
    internal static string Numbers(string folder, int rows, int columns, bool classes) =>
        Write(folder, $"numbers-{rows}x{columns}{(classes ? "-classes" : "")}.f32", stream =>
        {
            float[] values = new float[rows];
            double[] sum = new double[rows];
            for (int column = 0; column < columns; column++)
            {
                SplitMix random = new(5_000 + (ulong)column);
                for (int row = 0; row < rows; row++)
                {
                    values[row] = (float)random.NextNormal();
                    sum[row] += column >= Planted ? 0 : column % 2 == 0 ? values[row] : values[row] * values[row];
                }

                stream.Write(MemoryMarshal.AsBytes<float>(values));
            }

            SplitMix noise = new(4_999);
            double[] target = [.. sum.Select(s => s + (3 * noise.NextNormal()))];
            double[] sorted = [.. target.Order()];
            for (int row = 0; row < rows; row++)
            {
                values[row] = (float)(!classes ? target[row] : target[row] < sorted[rows / 3] ? 0 : target[row] < sorted[2 * rows / 3] ? 1 : 2);
            }

            stream.Write(MemoryMarshal.AsBytes<float>(values));
        });

    /// <summary>Standard normal columns as doubles, one after the other: X's, then Y's, each correlated 0.6 with its partner in X.</summary>
    internal static string NormalPairs(string folder, int rows, int width) => Write(folder, $"normal-{rows}x{width}+{width}.f64", stream =>
    {
        double[][] x = new double[width][];
        double[] y = new double[rows];
        for (int column = 0; column < width; column++)
        {
            SplitMix random = new(7_000 + (ulong)column);
            x[column] = [.. Enumerable.Range(0, rows).Select(_ => random.NextNormal())];
            stream.Write(MemoryMarshal.AsBytes<double>(x[column]));
        }

        for (int column = 0; column < width; column++)
        {
            SplitMix random = new(8_000 + (ulong)column);
            for (int row = 0; row < rows; row++)
            {
                y[row] = (0.6 * x[column][row]) + (0.8 * random.NextNormal());
            }

            stream.Write(MemoryMarshal.AsBytes<double>(y));
        }
    });

    /// <summary>X and Y of <see cref="NormalPairs"/>, each row by row.</summary>
    internal static (Variable X, Variable Y) ReadNormalPairs(string path, int rows, int width)
    {
        double[] values = new double[2 * width * rows];
        using FileStream stream = File.OpenRead(path);
        stream.ReadExactly(MemoryMarshal.AsBytes(values.AsSpan()));
        return (Side(0, "x"), Side(width, "y"));

        Variable Side(int first, string name)
        {
            double[] byRow = new double[rows * width];
            for (int i = 0; i < byRow.Length; i++)
            {
                byRow[i] = values[((first + (i % width)) * rows) + (i / width)];
            }

            return Variable.Continuous(byRow, width, name);
        }
    }

    /// <summary>Two matrices of numbers in 0 … 1 as 32-bit floats, m × k and k × n, row by row.</summary>
    internal static string Matrices(string folder, int m, int n, int k) => Write(folder, $"matrices-{m}x{n}x{k}.f32", stream =>
    {
        SplitMix random = new(6_000);
        float[] values = [.. Enumerable.Range(0, (m * k) + (k * n)).Select(_ => (float)random.NextDouble())];
        stream.Write(MemoryMarshal.AsBytes<float>(values));
    });

    /// <summary>All columns of a file of floats, one after the other.</summary>
    internal static float[] ReadNumbers(string path)
    {
        using FileStream stream = File.OpenRead(path);
        float[] values = new float[stream.Length / sizeof(float)];
        stream.ReadExactly(MemoryMarshal.AsBytes(values.AsSpan()));
        return values;
    }

    /// <summary>Standard normal columns in memory, and a target that follows column 0.</summary>
    internal static (float[] Values, double[] Target) ManyColumns(int rows, int columns)
    {
        float[] values = new float[rows * columns];
        Parallel.For(0, columns, column =>
        {
            SplitMix random = new(90_000 + (ulong)column);
            foreach (ref float value in values.AsSpan(column * rows, rows))
            {
                value = (float)random.NextNormal();
            }
        });
        SplitMix noise = new(89_999);
        return (values, [.. Enumerable.Range(0, rows).Select(row => values[row] + noise.NextNormal())]);
    }

    /// <summary>25 columns of numbers with 6 to 8 digits, 15 of integers, 10 of text with 5 to 2000 levels, under a header.</summary>
    internal static string Csv(string folder, int rows) => Write(folder, $"mixed-{rows}x50.csv", stream =>
    {
        using StreamWriter writer = new(stream, new UTF8Encoding(false), 1 << 20) { NewLine = "\n" };
        List<(string Name, Action<StringBuilder, SplitMix> Cell)> columns = [];
        for (int i = 0; i < 25; i++)
        {
            string format = $"0.{new string('0', 5 + (i % 3))}";
            double scale = Math.Pow(10, i % 4);
            columns.Add(($"number_{i}", (line, random) =>
                line.Append((random.NextNormal() * scale).ToString(format, CultureInfo.InvariantCulture))));
        }

        int[] limits = [10, 100, 1000, 10_000, 1_000_000];
        for (int i = 0; i < 15; i++)
        {
            int limit = limits[i % limits.Length];
            columns.Add(($"integer_{i}", (line, random) => line.Append(random.Next(limit))));
        }

        int[] levels = [5, 7, 12, 20, 50, 100, 200, 500, 1000, 2000];
        for (int i = 0; i < 10; i++)
        {
            int count = levels[i];
            columns.Add(($"text_{i}", (line, random) => line.Append("lv").Append(random.Next(count))));
        }

        writer.WriteLine(string.Join(',', columns.Select(c => c.Name)));
        StringBuilder text = new();
        SplitMix source = new(3);
        for (int row = 0; row < rows; row++)
        {
            text.Clear();
            foreach ((_, Action<StringBuilder, SplitMix> cell) in columns)
            {
                cell(text, source);
                text.Append(',');
            }

            text.Length--;
            writer.WriteLine(text);
        }
    });

    // Writes beside and renames, so that an interrupted run leaves no half file behind.
    private static string Write(string folder, string name, Action<Stream> write)
    {
        string path = Path.Combine(folder, name);
        if (!File.Exists(path))
        {
            Console.Error.WriteLine($"writing {name} …");
            Directory.CreateDirectory(folder);
            using (FileStream stream = File.Create(path + ".part"))
            {
                write(stream);
            }

            File.Move(path + ".part", path);
        }

        return path;
    }
}
