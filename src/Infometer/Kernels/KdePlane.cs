using System.Numerics;
using System.Runtime.InteropServices;

namespace Infometer;

/// <summary>
/// The normal-kernel density of two columns on a grid, by Fourier transform along one axis and then the other. Two real series
/// are transformed as one complex one: the kernel is even, so that its transform is real and keeps them apart. Holds scratch space: one
/// thread at a time.
/// </summary>
internal sealed class KdePlane
{
    private readonly KdeAxis _x;
    private readonly KdeAxis _y;
    private readonly Fft _alongX;
    private readonly Fft _alongY;
    private readonly double[] _responseX;
    private readonly double[] _responseY;

    // First half and second half of the columns: [x][y] before, [y][x] after the first pass.
    private readonly double[] _first;
    private readonly double[] _second;
    private readonly double[] _turnedFirst;
    private readonly double[] _turnedSecond;
    private readonly double[] _massX;
    private readonly double[] _massY;

    public KdePlane(KdeAxis x, double bandwidthX, KdeAxis y, double bandwidthY)
    {
        _x = x;
        _y = y;
        _alongX = new Fft(x.Size);
        _alongY = new Fft(y.Size);
        _responseX = x.Response(bandwidthX);
        _responseY = y.Response(bandwidthY);
        int half = x.Size * y.Size / 2;
        _first = new double[half];
        _second = new double[half];
        _turnedFirst = new double[half];
        _turnedSecond = new double[half];
        _massX = new double[x.Size];
        _massY = new double[y.Size];
    }

    /// <summary>I of the density, with the rows of a column taken in another order; null keeps them.</summary>
    public double Information(int[]? orderX = null, int[]? orderY = null)
    {
        Bin(orderX, orderY);
        Smooth(_alongX, _first, _second, _responseX, _y.Size / 2);
        Turn();
        Smooth(_alongY, _turnedFirst, _turnedSecond, _responseY, _x.Size / 2);
        _massX.AsSpan().Clear();
        _massY.AsSpan().Clear();
        int half = _x.Size / 2;
        double joint = 0;
        for (int y = 0; y < _y.Size; y++)
        {
            (double massFirst, double logFirst) = Gather(_turnedFirst.AsSpan(y * half, half), _massX.AsSpan(0, half));
            (double massSecond, double logSecond) = Gather(_turnedSecond.AsSpan(y * half, half), _massX.AsSpan(half));
            _massY[y] = massFirst + massSecond;
            joint += logFirst + logSecond;
        }

        double total = _massY.Sum();
        return ((joint - SumOfLogs(_massX) - SumOfLogs(_massY)) / total) + Math.Log(total);
    }

    /// <summary>
    /// After <see cref="Information"/> of the rows as they are: ln p(x,y)/p(x)p(y) at each row, between the grid's points.
    /// </summary>
    public double[] Locals()
    {
        double[] logX = Array.ConvertAll(_massX, SafeLog);
        double[] logY = Array.ConvertAll(_massY, SafeLog);
        double logTotal = Math.Log(_massY.Sum());
        int half = _x.Size / 2;
        double At(int x, int y) =>
            (x < half ? _turnedFirst[(y * half) + x] : _turnedSecond[(y * half) + x - half]) - logX[x] - logY[y];

        double[] locals = new double[_x.Cells.Length];
        for (int i = 0; i < locals.Length; i++)
        {
            int x = _x.Cells[i];
            int y = _y.Cells[i];
            double u = _x.Shares[i];
            double v = _y.Shares[i];
            locals[i] = logTotal
                + ((1 - u) * (((1 - v) * At(x, y)) + (v * At(x, y + 1))))
                + (u * (((1 - v) * At(x + 1, y)) + (v * At(x + 1, y + 1))));
        }

        return locals;
    }

    private void Bin(int[]? orderX, int[]? orderY)
    {
        _first.AsSpan().Clear();
        _second.AsSpan().Clear();
        int half = _y.Size / 2;
        void Add(int x, int y, double weight)
        {
            if (y < half)
            {
                _first[(x * half) + y] += weight;
            }
            else
            {
                _second[(x * half) + y - half] += weight;
            }
        }

        double each = 1.0 / _x.Cells.Length;
        for (int i = 0; i < _x.Cells.Length; i++)
        {
            int rowX = orderX is null ? i : orderX[i];
            int rowY = orderY is null ? i : orderY[i];
            int x = _x.Cells[rowX];
            int y = _y.Cells[rowY];
            double u = _x.Shares[rowX] * each;
            double v = _y.Shares[rowY];
            Add(x, y, (each - u) * (1 - v));
            Add(x, y + 1, (each - u) * v);
            Add(x + 1, y, u * (1 - v));
            Add(x + 1, y + 1, u * v);
        }
    }

    private static void Smooth(Fft fft, double[] first, double[] second, double[] response, int batch)
    {
        fft.Transform(first, second, batch);
        for (int k = 0; k < response.Length; k++)
        {
            CrossProducts.Scale(first.AsSpan(k * batch, batch), response[k]);
            CrossProducts.Scale(second.AsSpan(k * batch, batch), response[k]);
        }

        fft.Transform(second, first, batch);
    }

    // From [x][y], split by y, to [y][x], split by x; in tiles, so that both sides stay in the cache.
    private void Turn()
    {
        const int Tile = 16;
        int halfX = _x.Size / 2;
        int halfY = _y.Size / 2;
        for (int tileX = 0; tileX < _x.Size; tileX += Tile)
        {
            double[] target = tileX < halfX ? _turnedFirst : _turnedSecond;
            int shift = tileX < halfX ? 0 : halfX;
            for (int tileY = 0; tileY < _y.Size; tileY += Tile)
            {
                double[] source = tileY < halfY ? _first : _second;
                int shiftY = tileY < halfY ? 0 : halfY;
                for (int y = tileY; y < tileY + Tile; y++)
                {
                    for (int x = tileX; x < tileX + Tile; x++)
                    {
                        target[(y * halfX) + x - shift] = source[(x * halfY) + y - shiftY];
                    }
                }
            }
        }
    }

    // Σ p and Σ p ln p of a stretch, which becomes ln p; adds p to the margin. Rounding below 0 counts as 0.
    private static (double Mass, double Logs) Gather(Span<double> stretch, Span<double> margin)
    {
        Span<Vector<double>> vectors = MemoryMarshal.Cast<double, Vector<double>>(stretch);
        Span<Vector<double>> margins = MemoryMarshal.Cast<double, Vector<double>>(margin);
        Vector<double> mass = Vector<double>.Zero;
        Vector<double> logs = Vector<double>.Zero;
        Vector<double> least = new(1e-300);
        for (int i = 0; i < vectors.Length; i++)
        {
            Vector<double> p = Vector.Max(vectors[i], least);
            Vector<double> log = Vector.Log(p);
            mass += p;
            logs += p * log;
            margins[i] += p;
            vectors[i] = log;
        }

        // Grids are powers of two from 64 on: no vector unit leaves a rest.
        return (Vector.Sum(mass), Vector.Sum(logs));
    }

    private static double SumOfLogs(double[] masses)
    {
        double sum = 0;
        foreach (double mass in masses)
        {
            sum += mass > 0 ? mass * Math.Log(mass) : 0;
        }

        return sum;
    }

    private static double SafeLog(double value) => Math.Log(Math.Max(value, 1e-300));
}
