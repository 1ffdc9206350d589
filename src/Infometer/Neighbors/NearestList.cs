using System.Runtime.CompilerServices;

namespace Infometer;

/// <summary>
/// The k nearest points found so far for one point, in ascending order of distance and, where rows are asked for, of row. Scratch space:
/// one per thread.
/// </summary>
internal sealed class NearestList
{
    private readonly double[] _distances;
    private readonly int[] _rows;
    private readonly TheilerWindow _window;
    private int _self;

    /// <summary>Creates a list of <paramref name="neighbors"/> places.</summary>
    public NearestList(int neighbors, bool withRows, TheilerWindow window)
    {
        _distances = new double[neighbors];
        _rows = new int[neighbors];
        WithRows = withRows;
        _window = window;
    }

    /// <summary>The largest distance that may still enter: that of the k-th neighbour.</summary>
    public double Worst { get; private set; }

    /// <summary>Whether rows are asked for.</summary>
    public bool WithRows { get; }

    /// <summary>The distances, ascending.</summary>
    public ReadOnlySpan<double> Distances => _distances;

    /// <summary>The rows at those distances.</summary>
    public ReadOnlySpan<int> Rows => _rows;

    /// <summary>Empties the list for the neighbours of row <paramref name="self"/>; −1 for a point that is no row.</summary>
    public void Start(int self)
    {
        _self = self;
        Worst = double.PositiveInfinity;
        _distances.AsSpan().Fill(double.PositiveInfinity);
        _rows.AsSpan().Fill(int.MaxValue);
    }

    /// <summary>
    /// Whether rows from <paramref name="firstRow"/> on, none nearer than <paramref name="distance"/>, can hold one that enters.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool Admits(double distance, int firstRow) =>
        distance < Worst || (distance == Worst && WithRows && firstRow < _rows[^1]);

    /// <summary>Offers a row at a distance.</summary>
    public void Offer(double distance, int row)
    {
        if (!Admits(distance, row) || row == _self || (!_window.IsEmpty && _self >= 0 && !_window.Admits(_self, row)))
        {
            return;
        }

        double[] distances = _distances;
        int[] rows = _rows;
        int place = distances.Length - 1;
        while (place > 0 && (distances[place - 1] > distance || (distances[place - 1] == distance && rows[place - 1] > row)))
        {
            distances[place] = distances[place - 1];
            rows[place] = rows[place - 1];
            place--;
        }

        distances[place] = distance;
        rows[place] = row;
        Worst = distances[^1];
    }
}
