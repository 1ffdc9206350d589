namespace Infometer;

/// <summary>
/// The frame that pictures of named rows share: names at the left, a scale of amounts in the middle, an amount and a further number at the
/// right; one row below the other, so that names are read without turning the head.
/// </summary>
internal sealed class BarRows
{
    /// <summary>Pixels for names unless said otherwise.</summary>
    public const int UsualNameWidth = 170;

    /// <summary>Pixels of a row.</summary>
    public const int RowHeight = 24;

    private const int Width = 640;
    private const int PlotRight = 484;
    private const int HeadRoom = 26;
    private const int FootLine = 18;
    private const int BarHeight = 14;
    private const int NameGap = 14;
    private readonly PlotAxis _axis;
    private readonly int _nameWidth;

    /// <summary>Starts a picture.</summary>
    /// <param name="id">Its id on the page.</param>
    /// <param name="title">What it is.</param>
    /// <param name="description">What is to be seen.</param>
    /// <param name="count">Rows.</param>
    /// <param name="low">Where the scale begins.</param>
    /// <param name="high">Where it ends.</param>
    /// <param name="hasLinks">Whether names are links.</param>
    /// <param name="footLines">Lines of text below the rows.</param>
    /// <param name="nameWidth">Pixels for names.</param>
    public BarRows(
        string id, string title, string description, int count, double low, double high, bool hasLinks, int footLines, int nameWidth = UsualNameWidth)
    {
        _nameWidth = nameWidth;
        Bottom = HeadRoom + (count * RowHeight);
        Svg = SvgWriter.Inline(id, Width, Bottom + 14 + (footLines * FootLine), title, description, hasLinks);
        _axis = PlotAxis.Linear("", low, high);
    }

    /// <summary>The picture.</summary>
    public SvgWriter Svg { get; }

    /// <summary>Where the scale begins.</summary>
    public double Low => _axis.Low;

    /// <summary>The upper edge of the first row.</summary>
    public static double Top => HeadRoom;

    /// <summary>The lower edge of the last.</summary>
    public int Bottom { get; }

    /// <summary>Where amounts end at the right.</summary>
    public static double AmountEnd => Width - 76;

    /// <summary>Where the last column ends.</summary>
    public static double QEnd => Width - 2;

    /// <summary>The scale that holds zero and all numbers, with a little room at its ends.</summary>
    public static (double Low, double High) Range(IEnumerable<double?> numbers)
    {
        double low = 0;
        double high = 0;
        foreach (double? number in numbers)
        {
            if (number is { } n && double.IsFinite(n))
            {
                low = Math.Min(low, n);
                high = Math.Max(high, n);
            }
        }

        double room = 0.04 * (high - low);
        return (low < 0 ? low - room : 0, high > 0 ? high + room : low < 0 ? 0 : 1);
    }

    /// <summary>Where a number is drawn.</summary>
    public double X(double number) => _nameWidth + NameGap + ((PlotRight - _nameWidth - NameGap) * _axis.PlaceOf(number));

    /// <summary>The middle of a row.</summary>
    public static double Middle(int row) => HeadRoom + ((row + 0.5) * RowHeight);

    /// <summary>Draws ticks, grid and the heads of the columns; <c>{0}</c> stands for the unit.</summary>
    public void DrawAxis(string amountHead, string lastHead, string unit)
    {
        foreach (double tick in _axis.Ticks)
        {
            Svg.Line(X(tick), Top, X(tick), Bottom, tick == 0 ? "axis" : "grid");
            Svg.Tick(X(tick), Top - 8, tick);
        }

        Svg.Sentence(AmountEnd, Top - 8, amountHead, unit, anchor: "end");
        Svg.Text(QEnd, Top - 8, lastHead, "end", "faint");
    }

    /// <summary>Draws the name of a row.</summary>
    public void DrawName(int row, string name, string? href) => Svg.Name(_nameWidth, Middle(row) + 4, name, _nameWidth, "end", href);

    /// <summary>Draws a bar from zero.</summary>
    public void DrawBar(int row, double amount, string kind) => DrawBar(row, 0, amount, kind);

    /// <summary>Draws a bar between two amounts, hatched or not.</summary>
    public void DrawBar(int row, double from, double to, string kind, string? hatch = null)
    {
        double left = X(Math.Min(from, to));
        double width = X(Math.Max(from, to)) - left;
        double top = Middle(row) - (BarHeight / 2.0);
        if (hatch is null)
        {
            Svg.Rect(left, top, width, BarHeight, kind);
        }
        else
        {
            Svg.Hatched(left, top, width, BarHeight, kind, hatch);
        }
    }

    /// <summary>Draws an interval with its ends, on a rim of paper, so that it is seen on bars.</summary>
    public void DrawInterval(int row, double low, double high)
    {
        double y = Middle(row);
        Svg.Line(X(low), y, X(high), y, "interval-rim");
        Svg.Line(X(low), y, X(high), y, "interval");
        Svg.Line(X(low), y - 4, X(low), y + 4, "interval");
        Svg.Line(X(high), y - 4, X(high), y + 4, "interval");
    }
}
