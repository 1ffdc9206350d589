namespace Infometer;

/// <summary>One number for every pair of p things, first &lt; second, row by row: the upper triangle of a symmetric matrix.</summary>
internal static class PairTriangle
{
    /// <summary>Number of pairs.</summary>
    public static int Length(int count) => checked((int)((long)count * (count - 1) / 2));

    /// <summary>Where the pairs of <paramref name="first"/> would begin if they began with (first, 0): add the second to it.</summary>
    public static int RowStart(int first, int count) => (int)(((long)first * ((2L * count) - first - 1) / 2) - first - 1);

    /// <summary>Where the pair stands, in whatever order it is given.</summary>
    public static int Index(int a, int b, int count) => a < b ? RowStart(a, count) + b : RowStart(b, count) + a;
}
