using System.Globalization;

namespace Infometer.Tests;

/// <summary>Golden values and made-up data for measures of networks.</summary>
internal static class NetworkData
{
    /// <summary>A column of the fixture.</summary>
    public static double[] Fixture(string column)
    {
        string[][] lines = Lines("kernel_fixture.csv");
        int at = Array.IndexOf(lines[0], column);
        return [.. lines.Skip(1).Select(line => double.Parse(line[at], CultureInfo.InvariantCulture))];
    }

    /// <summary>A golden value of the fixture.</summary>
    public static double Golden(string quantity) =>
        double.Parse(Lines("kernel_golden.csv").Single(line => line[0].Trim('"') == quantity)[1], CultureInfo.InvariantCulture);

    /// <summary>The lines of a file of the data set, cut at commas.</summary>
    public static string[][] Lines(string file) =>
        [.. File.ReadAllLines(Repository.Dataset(Path.Combine("networks", file))).Select(line => line.Split(','))];

    /// <summary>A row source of numbers.</summary>
    public static RowSource Rows(double[] values, int columns, string name = "scores") => RowSource.Of<double>(values, columns, name);

    /// <summary>The softmax of a row.</summary>
    public static double[] Softmax(ReadOnlySpan<double> row)
    {
        double[] weights = new double[row.Length];
        for (int c = 0; c < weights.Length; c++)
        {
            weights[c] = Math.Exp(row[c]);
        }

        double sum = weights.Sum();
        return Array.ConvertAll(weights, w => w / sum);
    }
}
