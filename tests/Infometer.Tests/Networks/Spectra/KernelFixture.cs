using System.Globalization;

namespace Infometer.Tests;

/// <summary>The 120 rows that the golden values of Gram measures are about.</summary>
internal sealed class KernelFixture
{
    private readonly IReadOnlyDictionary<string, string>[] _rows;

    private KernelFixture(IReadOnlyDictionary<string, string>[] rows) => _rows = rows;

    public int Count => _rows.Length;

    /// <summary>6 columns.</summary>
    public Variable X => Numbers("x", 6);

    /// <summary>4 columns.</summary>
    public Variable T => Numbers("t", 4);

    public Variable Labels => Variable.Discrete<int>([.. _rows.Select(r => int.Parse(r["label"], CultureInfo.InvariantCulture))], "label");

    /// <summary>The continuous target, times a factor.</summary>
    public Variable Target(double factor) => Variable.Continuous(Array.ConvertAll(_rows, r => factor * Number(r["yc"])), 1, "yc");

    public static KernelFixture Read() => new([.. ReferenceFiles.ReadCsv(Repository.Dataset("networks/kernel_fixture.csv"))]);

    public static Dictionary<string, double> Golden() => ReferenceFiles.ReadCsv(Repository.Dataset("networks/kernel_golden.csv"))
        .ToDictionary(r => r["quantity"], r => Number(r["value"]));

    /// <summary>The rows of T of one class.</summary>
    public Variable TOfClass(int label)
    {
        KernelFixture part = new([.. _rows.Where(r => r["label"] == label.ToString(CultureInfo.InvariantCulture))]);
        return part.T;
    }

    private Variable Numbers(string name, int dimension) => Variable.Continuous(
        _rows.SelectMany(r => Enumerable.Range(0, dimension).Select(j => Number(r[$"{name}{j}"]))).ToArray(), dimension, name);

    private static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);
}
