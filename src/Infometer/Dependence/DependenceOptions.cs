namespace Infometer;

/// <summary>Options that several coefficients share.</summary>
internal static class DependenceOptions
{
    /// <summary>The option for a <see cref="DependenceForm"/>.</summary>
    public static DependenceOption Form(
        Func<DependenceMeasure, DependenceForm> get, Func<DependenceMeasure, DependenceForm, DependenceMeasure> set) => new(
        "form",
        "bias-corrected|biased",
        "bias-corrected",
        "Which version is the value.",
        m => get(m) == DependenceForm.Biased ? "biased" : "bias-corrected",
        (m, text) => set(m, text switch
        {
            "bias-corrected" => DependenceForm.BiasCorrected,
            "biased" => DependenceForm.Biased,
            _ => throw new FormatException(),
        }));

    /// <summary>The option for a <see cref="Standardization"/>.</summary>
    public static DependenceOption Standardize(
        Func<DependenceMeasure, Standardization> get, Func<DependenceMeasure, Standardization, DependenceMeasure> set) => new(
        "standardize",
        "none|z-score|rank-gaussian",
        "none",
        "The scale to which each column of numbers is brought first.",
        m => get(m).Word(),
        (m, text) => set(m, Words.ParseStandardization(text)));

    /// <summary>The option for a <see cref="PairLaw"/>; only distances have the one for high dimension.</summary>
    public static DependenceOption Law(
        bool hasHighDimension, Func<DependenceMeasure, PairLaw> get, Func<DependenceMeasure, PairLaw, DependenceMeasure> set) => new(
        "law",
        hasHighDimension ? "chi-square|gamma|t" : "chi-square|gamma",
        "chi-square",
        "The law of p where it is not drawn: a bound, or the moments of all permutations"
            + (hasHighDimension ? ", or the limit in high dimension." : "."),
        m => get(m) switch
        {
            PairLaw.Gamma => "gamma",
            PairLaw.HighDimension => "t",
            _ => "chi-square",
        },
        (m, text) => set(m, text switch
        {
            "chi-square" => PairLaw.ChiSquareBound,
            "gamma" => PairLaw.Gamma,
            "t" when hasHighDimension => PairLaw.HighDimension,
            _ => throw new FormatException(),
        }));
}
