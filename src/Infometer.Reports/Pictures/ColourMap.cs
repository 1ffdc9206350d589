using System.Globalization;

namespace Infometer;

/// <summary>
/// A sequence of colours that grow evenly in lightness, so that their order is seen without seeing hue: points of viridis (CC0), the ends
/// left away, which would vanish on dark or light paper.
/// </summary>
internal static class ColourMap
{
    private static readonly (int Red, int Green, int Blue)[] s_stops =
    [
        (72, 40, 120), (62, 74, 137), (49, 104, 142), (38, 130, 142), (31, 158, 137), (53, 183, 121), (109, 205, 89), (180, 222, 44), (205, 226, 40),
    ];

    /// <summary>The colour at a place from 0 to 1.</summary>
    public static string At(double place)
    {
        double at = Math.Clamp(place, 0, 1) * (s_stops.Length - 1);
        int low = Math.Min((int)at, s_stops.Length - 2);
        double share = at - low;
        (int red, int green, int blue) = s_stops[low];
        (int nextRed, int nextGreen, int nextBlue) = s_stops[low + 1];
        int Mixed(int a, int b) => (int)Math.Round(a + (share * (b - a)));
        return string.Create(CultureInfo.InvariantCulture, $"#{Mixed(red, nextRed):x2}{Mixed(green, nextGreen):x2}{Mixed(blue, nextBlue):x2}");
    }
}
