using System.Globalization;

namespace Infometer;

/// <summary>Options that several measures share.</summary>
internal static class MeasureOptions
{
    private const string Widths = "number > 0|median|quantile:P|silverman:H";

    /// <summary>The option for a kernel; the width that was set stays where the new kernel has one.</summary>
    public static RepresentationOption Kernel<T>(string standard, Func<T, RepresentationKernel> get, Func<T, RepresentationKernel, T> set)
        where T : RepresentationMeasure => new(
        "kernel",
        "gaussian|exponential|laplacian|cosine|linear",
        standard,
        "The kernel between rows.",
        m => get((T)m).Name,
        (m, text) => set((T)m, RepresentationKernel.Parse(text, get((T)m).Width)));

    /// <summary>The option for the rule of its width.</summary>
    public static RepresentationOption KernelWidth<T>(Func<T, RepresentationKernel> get, Func<T, RepresentationKernel, T> set)
        where T : RepresentationMeasure => Width<T>(
        "width",
        "median",
        "The width of the kernel, or the rule that finds it.",
        m => get(m).Width?.Text ?? "none",
        (m, rule) => set(m, get(m).WithWidth(rule)));

    /// <summary>An option that is a rule of a width.</summary>
    public static RepresentationOption Width<T>(
        string name, string standard, string summary, Func<T, string> get, Func<T, WidthRule, T> set)
        where T : RepresentationMeasure => new(
        name, Widths, standard, summary, m => get((T)m), (m, text) => set((T)m, WidthRule.Parse(text)));

    /// <summary>The option for the rule of the width of second variables.</summary>
    public static RepresentationOption OtherWidth<T>()
        where T : GramMeasure => Width<T>(
        "other-width",
        "same",
        "The width of the kernel of --y and --other, or the rule that finds it; same: as that of the rows.",
        m => m.OtherWidth?.Text ?? "same",
        (m, rule) => m with { OtherWidth = rule });

    /// <summary>The option for an order of entropy.</summary>
    public static RepresentationOption Order<T>(string standard, string type, Func<T, double> get, Func<T, double, T> set)
        where T : RepresentationMeasure => new(
        "order",
        type,
        standard,
        "The order of the entropy: 1 is Shannon's, larger orders weigh large eigenvalues.",
        m => Written(get((T)m)),
        (m, text) => set((T)m, text == "inf" ? double.PositiveInfinity : Number(text)));

    /// <summary>An option that is a number.</summary>
    public static RepresentationOption Real<T>(
        string name, string type, string standard, string summary, Func<T, double> get, Func<T, double, T> set)
        where T : RepresentationMeasure => new(
        name, type, standard, summary, m => Written(get((T)m)), (m, text) => set((T)m, Number(text)));

    /// <summary>An option that is a whole number.</summary>
    public static RepresentationOption Whole<T>(
        string name, string type, string standard, string summary, Func<T, int> get, Func<T, int, T> set)
        where T : RepresentationMeasure => new(
        name,
        type,
        standard,
        summary,
        m => get((T)m).ToString(CultureInfo.InvariantCulture),
        (m, text) => set((T)m, int.Parse(text, NumberStyles.None, CultureInfo.InvariantCulture)));

    /// <summary>The option for the form of a published formula: the paper's, or that of code released with it.</summary>
    public static RepresentationOption Form<T>(string summary, Func<T, PublishedForm> get, Func<T, PublishedForm, T> set)
        where T : RepresentationMeasure => new(
        "form",
        "paper|released",
        "paper",
        summary,
        m => get((T)m) == PublishedForm.Released ? "released" : "paper",
        (m, text) => set((T)m, text switch
        {
            "paper" => PublishedForm.Paper,
            "released" => PublishedForm.Released,
            _ => throw new FormatException(),
        }));

    /// <summary>The option for the second variable.</summary>
    public static RepresentationOption Partner<T>(Func<T, RepresentationPartner> get, Func<T, RepresentationPartner, T> set)
        where T : RepresentationMeasure => new(
        "with",
        "auto|y|other",
        "auto",
        "The second variable: --y where it is given, else --other.",
        m => get((T)m) switch
        {
            RepresentationPartner.Target => "y",
            RepresentationPartner.Other => "other",
            _ => "auto",
        },
        (m, text) => set((T)m, text switch
        {
            "auto" => RepresentationPartner.Auto,
            "y" => RepresentationPartner.Target,
            "other" => RepresentationPartner.Other,
            _ => throw new FormatException(),
        }));

    /// <summary>An order from some least one on, infinity included.</summary>
    public static double RequireOrder(double order, double least, bool isLeastAllowed, string name) =>
        order > least || (isLeastAllowed && order == least)
            ? order
            : throw new ArgumentOutOfRangeException(name, order, $"The order must be {(isLeastAllowed ? "at least" : "above")} {least}.");

    private static string Written(double number) => double.IsPositiveInfinity(number) ? "inf" : number.ToString("R", CultureInfo.InvariantCulture);

    // "Infinity" and "NaN" are no typed numbers.
    private static double Number(string text) => double.Parse(text, NumberStyles.Float, CultureInfo.InvariantCulture) is var number && double.IsFinite(number)
        ? number
        : throw new FormatException();
}
