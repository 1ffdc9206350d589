namespace Infometer;

/// <summary>Which rows are too close in time to be neighbours (Theiler 1986).</summary>
/// <param name="Width">Rows with |t_i − t_j| ≤ this are left out; 0 leaves out only the row itself.</param>
/// <param name="Times">The time of each row; null where it is the row's number.</param>
internal readonly record struct TheilerWindow(int Width, int[]? Times = null)
{
    /// <summary>Only the row itself is left out.</summary>
    public static TheilerWindow None => default;

    /// <summary>Whether only the row itself is left out.</summary>
    public bool IsEmpty => Width == 0 && Times is null;

    /// <summary>The window of a sample.</summary>
    public static TheilerWindow Of(Sample sample) => new(sample.TheilerWindow, sample.Times);

    /// <summary>Whether row <paramref name="other"/> may be a neighbour of row <paramref name="row"/>.</summary>
    public bool Admits(int row, int other) => Times is null
        ? Math.Abs(row - other) > Width
        : row != other && Math.Abs(Times[row] - Times[other]) > Width;
}
