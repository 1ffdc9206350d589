using System.Globalization;

namespace Infometer;

/// <summary>Options of plane estimators by type: how they are read from text and written.</summary>
internal static class PlaneOptionFactory
{
    /// <summary>A whole number.</summary>
    public static PlaneOption Integer<T>(string name, string type, int fallback, string summary, Func<T, int> get, Func<T, int, T> set)
        where T : PlaneEstimator => new(
            name,
            type,
            fallback.ToString(CultureInfo.InvariantCulture),
            summary,
            e => get((T)e).ToString(CultureInfo.InvariantCulture),
            (e, text) => set((T)e, int.Parse(text, NumberStyles.None, CultureInfo.InvariantCulture)));

    /// <summary>A number.</summary>
    public static PlaneOption Number<T>(string name, string type, double fallback, string summary, Func<T, double> get, Func<T, double, T> set)
        where T : PlaneEstimator => new(
            name,
            type,
            fallback.ToString(CultureInfo.InvariantCulture),
            summary,
            e => get((T)e).ToString(CultureInfo.InvariantCulture),
            (e, text) => set((T)e, double.Parse(text, NumberStyles.Float, CultureInfo.InvariantCulture)));

    /// <summary>A text that one function reads and another writes.</summary>
    public static PlaneOption Text<T>(string name, string type, string fallback, string summary, Func<T, string> get, Func<T, string, T> set)
        where T : PlaneEstimator => new(name, type, fallback, summary, e => get((T)e), (e, text) => set((T)e, text));

    /// <summary>Refuses what is not above 0 and finite.</summary>
    public static double RequirePositive(double value, string name)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(value, name);
        return double.IsFinite(value) ? value : throw new ArgumentOutOfRangeException(name, value, "The number must be finite.");
    }
}
