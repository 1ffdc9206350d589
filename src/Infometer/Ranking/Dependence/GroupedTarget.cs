namespace Infometer;

/// <summary>A target by position of its rows in <see cref="RowGroups"/>, as observed or as drawn, with what all columns need of it.</summary>
internal sealed class GroupedTarget
{
    private readonly ScreenCodes _screen;

    /// <param name="codes">The codes of the bits.</param>
    /// <param name="screen">The codes of the tests.</param>
    /// <param name="like">Another target of the same kind, whose scores serve where the counts are the same; null for none.</param>
    public GroupedTarget(Codes codes, ScreenCodes screen, GroupedTarget? like)
    {
        Codes = codes;
        _screen = screen;
        SumOfLogs = codes.CountLevels().Sum(CountTables.XLogX);
        Axis = like is not null && like.Axis.Totals.AsSpan().SequenceEqual(screen.Codes.CountLevels()) ? like.Axis : screen.Axis();
    }

    /// <summary>The codes of the bits.</summary>
    public Codes Codes { get; }

    /// <summary>The codes of the tests; the same object where they are those of the bits.</summary>
    public Codes Screen => _screen.Codes;

    /// <summary>The axis of the tests' tables.</summary>
    public ScreenAxis Axis { get; }

    /// <summary>Σ n_y ln n_y over the codes of the bits.</summary>
    public double SumOfLogs { get; }

    /// <summary>The target of other positions, or of some of them, in the same codes.</summary>
    public GroupedTarget Select(int[] positions)
    {
        Codes selected = Codes.Select(positions);
        return new GroupedTarget(
            selected, ReferenceEquals(Codes, Screen) ? _screen with { Codes = selected } : _screen.Select(positions), this);
    }
}
