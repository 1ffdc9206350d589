using System.Globalization;

namespace Infometer;

/// <summary>
/// The Hilbert–Schmidt independence criterion, normalised: with K and L the n × n matrices of Gaussian kernels exp(−d²/2σ²) of X and of Y,
/// centred, HSIC = Σ K̃L̃/n² and the value is HSIC(X,Y)/√(HSIC(X,X)·HSIC(Y,Y)), the centred kernel alignment. In the population 0 if and
/// only if X and Y are independent. X and Y may have any number of columns; for discrete variables the kernel is 1 for equal levels and 0
/// else.
/// </summary>
/// <remarks>
/// Gretton et al. (2005), Measuring statistical dependence with Hilbert–Schmidt norms; bias correction: Song et al. (2012), JMLR 13; gamma
/// law of the null: Gretton et al. (2008), A kernel statistical test of independence; bound: Shen, Panda and Vogelstein (2022);
/// normalisation: Cortes, Mohri and Rostamizadeh (2012), JMLR 13, Kornblith et al. (2019). Cost O(n²) time, O(n) memory. Standard error and
/// interval by the jackknife, the widths held fixed.
/// </remarks>
public sealed record Hsic : DependenceMeasure
{
    private const int MedianRows = 1_000;

    /// <summary>The descriptor of this measure.</summary>
    public static DependenceDescriptor Describe { get; } = new(
        "hsic",
        "normalised HSIC (Gaussian kernels)",
        "Correlation of Gaussian kernels: 0 only for independent variables, vectors too; sees what is local, if the width fits it.",
        "Gretton et al. (2005), Measuring statistical dependence with Hilbert–Schmidt norms.",
        static () => new Hsic())
    {
        Variables = "any kind, any number of columns",
        Options =
        [
            DependenceOptions.Form(static m => ((Hsic)m).Form, static (m, form) => (Hsic)m with { Form = form }),
            WidthOption("bandwidth-x", "X", static h => h.BandwidthX, static (h, width) => h with { BandwidthX = width }),
            WidthOption("bandwidth-y", "Y", static h => h.BandwidthY, static (h, width) => h with { BandwidthY = width }),
            DependenceOptions.Law(hasHighDimension: false, static m => ((Hsic)m).Law, static (m, law) => (Hsic)m with { Law = law }),
            DependenceOptions.Standardize(
                static m => ((Hsic)m).Standardize, static (m, standardization) => (Hsic)m with { Standardize = standardization }),
        ],
    };

    /// <inheritdoc/>
    public override DependenceDescriptor Descriptor => Describe;

    /// <inheritdoc/>
    public override string Formula => Form == DependenceForm.Biased
        ? "HSIC(X,Y) / √(HSIC(X,X) HSIC(Y,Y)), HSIC = Σ K̃L̃ / n², K̃ and L̃ centred kernels"
        : "HSIC(X,Y) / √(HSIC(X,X) HSIC(Y,Y)), HSIC = Σ K̃L̃ / n(n − 3), K̃ and L̃ U-centred kernels";

    /// <summary>Which version is the value. Default <see cref="DependenceForm.BiasCorrected"/>. The other is in the details.</summary>
    public DependenceForm Form { get; init; } = DependenceForm.BiasCorrected;

    /// <summary>
    /// The width σ of the kernel of X, in its units after standardisation. Default null: the median distance between rows (among 1,000 of
    /// them, drawn, where there are more).
    /// </summary>
    public double? BandwidthX { get; init => field = RequireWidth(value); }

    /// <summary>The width σ of the kernel of Y; see <see cref="BandwidthX"/>.</summary>
    public double? BandwidthY { get; init => field = RequireWidth(value); }

    /// <summary>
    /// The law of the p-value where it is not drawn. Default <see cref="PairLaw.ChiSquareBound"/>: the gamma law of Gretton et al. (2008)
    /// is too small in its tail, and <see cref="PairLaw.HighDimension"/> is a law of distances.
    /// </summary>
    public PairLaw Law
    {
        get;
        init => field = value == PairLaw.HighDimension
            ? throw new ArgumentOutOfRangeException(nameof(Law), value, "Student's t is a law of distances, not of kernels.")
            : value;
    }

    /// <summary>The scale to which each column of numbers is brought first. Default <see cref="Standardization.None"/>.</summary>
    public Standardization Standardize { get; init; } = Standardization.None;

    private protected override int LeastRows => PairDependence.LeastRows;

    private protected override void CheckKinds(Variable x, Variable y)
    {
    }

    private protected override DependenceFinding Evaluate(Sample sample, EstimateOptions options, RunContext context)
    {
        List<Note> notes = [];
        List<(string, double)> details = [];
        PairFunction kernelX = KernelOf(sample.Variables[0], "x", BandwidthX, details, notes, context);
        PairFunction kernelY = KernelOf(sample.Variables[1], "y", BandwidthY, details, notes, context);
        PairSums sums = PairSums.Of(kernelX, kernelY, context);
        DependenceForm other = Form == DependenceForm.Biased ? DependenceForm.BiasCorrected : DependenceForm.Biased;
        details.Add(("hsic-biased", sums.Covariances(DependenceForm.Biased).Joint));
        details.Add(("hsic-unbiased", sums.Covariances(DependenceForm.BiasCorrected).Joint));
        details.Add((other == DependenceForm.Biased ? "normalized-biased" : "normalized-bias-corrected", sums.Correlation(other)));
        if (Form == DependenceForm.Biased)
        {
            notes.Add(new Note(
                "bias-upward",
                "The plain version of few rows is above 0 also for independent variables; the interval is about the bias-corrected one."));
        }

        DistanceCorrelation.NoteLevels(sample, notes);
        return new DependenceFinding(sums.Correlation(Form))
        {
            StandardError = sums.JackknifeError(Form, static r => r),
            Limits = PairDependence.Limits(sums),
            Analytic = PairDependence.PValue(sums, Law),
            Test = PairDependence.Test(sums, Form, kernelX, kernelY),
            Details = details,
            Notes = notes,
        };
    }

    private PairFunction KernelOf(
        Variable variable, string role, double? given, List<(string, double)> details, List<Note> notes, RunContext context)
    {
        PairVariable prepared = new(variable, Standardize);
        if (prepared.IsDiscrete)
        {
            return prepared.Kernel(1);
        }

        double width = given ?? MedianWidth(prepared, variable, role, notes, context);
        details.Add(($"bandwidth-{role}", width));
        return prepared.Kernel(width);
    }

    private static double MedianWidth(PairVariable prepared, Variable variable, string role, List<Note> notes, RunContext context)
    {
        int[] rows = [.. Enumerable.Range(0, variable.Count)];
        if (rows.Length > MedianRows)
        {
            Rng rng = Rng.For(context.Seed, $"bandwidth {role}");
            rng.Shuffle<int>(rows);
            rows = rows[..MedianRows];
            notes.Add(new Note("bandwidth-sampled", FormattableString.Invariant(
                $"bandwidth-{role} is the median distance among {MedianRows:N0} rows drawn from {variable.Count:N0}.")));
        }

        double median = prepared.MedianDistance(rows);
        if (median > 0)
        {
            return median;
        }

        throw new InvalidInputException(
            $"More than half of the distances between rows of '{variable.Name}' are 0, so the median gives 'hsic' no width; "
            + $"set bandwidth-{role}, or read the variable as discrete with --kind {variable.Name}=discrete.");
    }

    private static double? RequireWidth(double? width) => width is null || (width > 0 && double.IsFinite(width.Value))
        ? width
        : throw new ArgumentOutOfRangeException(nameof(width), width, "The width of a kernel must be above 0 and finite.");

    private static DependenceOption WidthOption(string name, string role, Func<Hsic, double?> get, Func<Hsic, double?, Hsic> set) => new(
        name,
        "number > 0|median",
        "median",
        $"Width of the Gaussian kernel of {role}, in its units.",
        m => get((Hsic)m)?.ToString(CultureInfo.InvariantCulture) ?? "median",
        (m, text) => set((Hsic)m, text == "median" ? null : double.Parse(text, NumberStyles.Float, CultureInfo.InvariantCulture)));
}
