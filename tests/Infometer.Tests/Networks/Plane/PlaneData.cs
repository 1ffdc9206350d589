using System.Globalization;
using System.Text;

namespace Infometer.Tests;

/// <summary>Small runs with known informations, and the trained 12-bit networks with their golden planes.</summary>
internal static class PlaneData
{
    /// <summary>The 12-bit task: inputs and labels.</summary>
    public static PlaneOptions TwelveBits(params PlaneEstimator[] estimators)
    {
        string[][] rows = [.. File.ReadLines(Repository.Dataset("networks/tishby_var_u.csv")).Skip(1).Select(line => line.Split(','))];
        double[] inputs = [.. rows.SelectMany(row => row.Take(12)).Select(text => double.Parse(text, CultureInfo.InvariantCulture))];
        int[] labels = [.. rows.Select(row => int.Parse(row[12], CultureInfo.InvariantCulture))];
        return new PlaneOptions
        {
            Inputs = Variable.Continuous(inputs.AsMemory(), 12, "x"),
            Labels = Variable.Discrete<int>(labels, "y"),
            Estimators = [.. estimators],
        };
    }

    /// <summary>The saved activations of one of the trained networks.</summary>
    public static NetworkRun TwelveBitRun(string activation) => NetworkRun.Open([Repository.Dataset($"networks/ib12_{activation}_activations.npz")]);

    /// <summary>The golden plane: bits by epoch, layer and column.</summary>
    public static Dictionary<(long Epoch, string Layer, string Column), double> Golden(string activation)
    {
        Dictionary<(long, string, string), double> golden = [];
        foreach (IReadOnlyDictionary<string, string> record in ReferenceFiles.ReadCsv(Repository.Dataset($"networks/ib12_{activation}_information_plane_golden.csv")))
        {
            long epoch = long.Parse(record["epoch"], CultureInfo.InvariantCulture);
            foreach ((string column, string value) in record.Where(cell => cell.Key.StartsWith('i')))
            {
                golden.Add((epoch, record["layer"], column), double.Parse(value, CultureInfo.InvariantCulture));
            }
        }

        return golden;
    }

    /// <summary>A little layer: n rows × d units of seeded tanh activations.</summary>
    public static float[] Tanh(int rows, int units, int seed, double gain = 1)
    {
        Random random = new(seed);
        return [.. Enumerable.Range(0, rows * units).Select(_ => (float)Math.Tanh(gain * ((random.NextDouble() * 4) - 2)))];
    }

    /// <summary>A plane of one layer.</summary>
    public static PlanePoint[] Of(ReadOnlySpan<float> values, int units, PlaneOptions options)
    {
        using NetworkRun run = new();
        run.Add(0, "1", values, units);
        return [.. InformationPlane.Of(run, options).Points];
    }

    /// <summary>Bytes of an <c>.npy</c> file with any header.</summary>
    public static byte[] Npy(string type, string shape, byte[] data)
    {
        string header = $"{{'descr': '{type}', 'fortran_order': False, 'shape': {shape}, }}";
        header = header.PadRight(((header.Length + 10 + 64) / 64 * 64) - 11) + "\n";
        return [0x93, .. Encoding.ASCII.GetBytes("NUMPY"), 1, 0, (byte)header.Length, (byte)(header.Length >> 8), .. Encoding.ASCII.GetBytes(header), .. data];
    }
}
