using System.Collections.Immutable;
using System.Globalization;

namespace Infometer;

/// <summary>One axis of a plot: what it says, and where its numbers stand, from 0 to 1.</summary>
internal sealed class PlotAxis
{
    private const int WantedTicks = 5;
    private const int MostDecimals = 12;
    private readonly Func<double, double> _scale;

    private readonly double _step;
    private readonly bool _isDate;

    private PlotAxis(string label, double low, double high, Func<double, double> scale, ImmutableArray<double> ticks, double step = 0, bool isDate = false)
    {
        _step = step;
        _isDate = isDate;
        Label = label;
        Low = low;
        High = high;
        _scale = scale;
        Ticks = ticks;
    }

    /// <summary>What stands beside it.</summary>
    public string Label { get; }

    /// <summary>The number at its beginning.</summary>
    public double Low { get; }

    /// <summary>The number at its end.</summary>
    public double High { get; }

    /// <summary>The numbers that are written.</summary>
    public ImmutableArray<double> Ticks { get; }

    /// <summary>An even axis that holds the numbers, with round ticks.</summary>
    /// <param name="label">What stands beside it.</param>
    /// <param name="low">The number at its beginning.</param>
    /// <param name="high">The number at its end.</param>
    /// <param name="leastStep">The least distance of two ticks: 1 for counts.</param>
    public static PlotAxis Linear(string label, double low, double high, double leastStep = 0)
    {
        high = high > low ? high : low + 1;
        double step = Math.Max(leastStep, RoundStep((high - low) / WantedTicks));
        double first = Math.Ceiling((low / step) - 1e-9) * step;
        return new PlotAxis(label, low, high, static x => x, [.. Range(first, high + (step * 1e-9), step)], step);
    }

    /// <summary>An even axis for numbers of the data: a little room at both ends, also around a single number.</summary>
    public static PlotAxis Data(string label, double low, double high)
    {
        double room = high > low ? 0.03 * (high - low) : Math.Max(Math.Abs(low) * 1e-3, 1);
        return Linear(label, low - room, high + room);
    }

    /// <summary>An axis of orders of magnitude, for numbers above 0.</summary>
    public static PlotAxis Logarithmic(string label, double low, double high)
    {
        int first = (int)Math.Floor(Math.Log10(low));
        int last = Math.Max(first + 1, (int)Math.Ceiling(Math.Log10(high)));
        int step = Math.Max(1, (last - first) / WantedTicks);
        return new PlotAxis(
            label, Math.Pow(10, first), Math.Pow(10, last), Math.Log10, [.. Range(first, last, step).Select(power => Math.Pow(10, power))]);
    }

    /// <summary>An axis of epochs, ln(1 + epoch) apart, since networks learn most at the beginning.</summary>
    public static PlotAxis Epochs(IReadOnlyList<long> epochs)
    {
        long last = Math.Max(epochs[0] + 1, epochs[^1]);
        IEnumerable<double> powers = Range(0, 18, 1).Select(power => Math.Pow(10, power)).Where(t => t > epochs[0] && t < last / 2.0);
        return new PlotAxis("epoch", epochs[0], last, static epoch => Math.Log(1 + epoch), [epochs[0], .. powers, last]);
    }

    /// <summary>An axis of dates, in days since 1970-01-01; three of them are written.</summary>
    public static PlotAxis Dates(string label, double low, double high)
    {
        PlotAxis days = Data(label, low, high);
        double length = days.High - days.Low;
        return new PlotAxis(label, days.Low, days.High, static x => x, [.. Range(1, 5, 2).Select(sixth => Math.Round(days.Low + (sixth / 6 * length)))], step: 1, isDate: true);
    }

    /// <summary>Where a number stands, 0 at the beginning and 1 at the end.</summary>
    public double PlaceOf(double number) => (_scale(number) - _scale(Low)) / (_scale(High) - _scale(Low));

    /// <summary>A tick of this axis with the digits that tell it from its neighbours.</summary>
    public string TextOf(double tick)
    {
        if (_step == 0)
        {
            return Text(tick);
        }

        if (_isDate)
        {
            return DateTime.UnixEpoch.AddDays(tick).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        }

        if (Math.Abs(tick) < _step / 2)
        {
            return "0";
        }

        int power = (int)Math.Floor(Math.Log10(Math.Abs(tick)) + 1e-9);
        int least = (int)Math.Floor(Math.Log10(_step) + 1e-9);
        return power is >= -3 and < 6
            ? tick.ToString("#,0." + new string('#', Math.Clamp(-least, 3, MostDecimals)), CultureInfo.InvariantCulture)
            : tick.ToString("0." + new string('#', Math.Clamp(power - least, 0, MostDecimals)) + "e0", CultureInfo.InvariantCulture);
    }

    /// <summary>A tick as it is written.</summary>
    public static string Text(double tick) => Math.Abs(tick) is 0 or (>= 1e-3 and < 1e6)
        ? tick.ToString("#,0.###", CultureInfo.InvariantCulture)
        : tick.ToString("0e0", CultureInfo.InvariantCulture);

    private static IEnumerable<double> Range(double first, double last, double step)
    {
        for (int i = 0; first + (i * step) <= last; i++)
        {
            yield return first + (i * step);
        }
    }

    private static double RoundStep(double step)
    {
        double power = Math.Pow(10, Math.Floor(Math.Log10(step)));
        return (step / power) switch { <= 1 => power, <= 2 => 2 * power, <= 5 => 5 * power, _ => 10 * power };
    }
}
