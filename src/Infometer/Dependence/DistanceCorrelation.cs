namespace Infometer;

/// <summary>
/// Distance correlation, the correlation of doubly centred distances: with Ã and B̃ the centred n × n matrices of Euclidean distances
/// between rows of X and of Y, dCov² = Σ ÃB̃/n², dCor² = dCov²/√(dVar²X · dVar²Y). In the population 0 if and only if X and Y are
/// independent, and 1 only where Y is X turned, shifted and scaled. X and Y may have any number of columns; levels of discrete variables
/// have the distance 0 or 1.
/// </summary>
/// <remarks>
/// Székely, Rizzo and Bakirov (2007), Measuring and testing dependence by correlation of distances, Annals of Statistics 35; bias
/// correction: Székely and Rizzo (2014), Partial distance correlation with methods for dissimilarities, Annals of Statistics 42. Cost:
/// numbers O(n log n) (Huo and Székely 2016; Chaudhuri and Hu 2019), vectors O(n²) time and O(n) memory. Standard error and interval by the
/// jackknife, which the same sums give without recomputation.
/// </remarks>
public sealed record DistanceCorrelation : DependenceMeasure
{
    /// <summary>The descriptor of this measure.</summary>
    public static DependenceDescriptor Describe { get; } = new(
        "distance-correlation",
        "distance correlation",
        "Correlation of distances: 0 only for independent variables, vectors too; strong for monotone dependence, weak for oscillation.",
        "Székely, Rizzo and Bakirov (2007), Measuring and testing dependence by correlation of distances.",
        static () => new DistanceCorrelation())
    {
        Variables = "any kind, any number of columns",
        Options =
        [
            DependenceOptions.Form(
                static m => ((DistanceCorrelation)m).Form,
                static (m, form) => (DistanceCorrelation)m with { Form = form }),
            DependenceOptions.Law(
                hasHighDimension: true,
                static m => ((DistanceCorrelation)m).Law,
                static (m, law) => (DistanceCorrelation)m with { Law = law }),
            DependenceOptions.Standardize(
                static m => ((DistanceCorrelation)m).Standardize,
                static (m, standardization) => (DistanceCorrelation)m with { Standardize = standardization }),
        ],
    };

    /// <inheritdoc/>
    public override DependenceDescriptor Descriptor => Describe;

    /// <inheritdoc/>
    public override string Formula => Form == DependenceForm.Biased
        ? "dCor = √(Σ ÃB̃ / √(Σ Ã² Σ B̃²)), Ã and B̃ centred distances"
        : "dCor² = Σ ÃB̃ / √(Σ Ã² Σ B̃²), Ã and B̃ U-centred distances";

    /// <summary>
    /// What the value is. Default <see cref="DependenceForm.BiasCorrected"/>: R*, the squared correlation from U-centred distances; biased:
    /// dCor, the root of the plain one. The other is in the details.
    /// </summary>
    public DependenceForm Form { get; init; } = DependenceForm.BiasCorrected;

    /// <summary>The law of the p-value where it is not drawn. Default <see cref="PairLaw.ChiSquareBound"/>.</summary>
    public PairLaw Law { get; init; } = PairLaw.ChiSquareBound;

    /// <summary>The scale to which each column of numbers is brought first. Default <see cref="Standardization.None"/>.</summary>
    public Standardization Standardize { get; init; } = Standardization.None;

    private protected override int LeastRows => PairDependence.LeastRows;

    private protected override void CheckKinds(Variable x, Variable y)
    {
    }

    private protected override DependenceFinding Evaluate(Sample sample, EstimateOptions options, RunContext context)
    {
        PairVariable x = new(sample.Variables[0], Standardize);
        PairVariable y = new(sample.Variables[1], Standardize);
        (PairSums sums, INullTest test) = SumsOf(x, y, context);
        double corrected = sums.Correlation(DependenceForm.BiasCorrected);
        double plain = Math.Sqrt(Math.Max(0, sums.Correlation(DependenceForm.Biased))); // below 0 by rounding only
        bool isPlain = Form == DependenceForm.Biased;
        Func<double, (double Low, double High)> limits = PairDependence.Limits(sums);
        List<Note> notes = [];
        if (isPlain)
        {
            notes.Add(new Note(
                "bias-upward",
                "dCor of few rows is above 0 also for independent variables; the interval is about the bias-corrected version."));
        }

        NoteLevels(sample, notes);
        return new DependenceFinding(isPlain ? plain : corrected)
        {
            StandardError = sums.JackknifeError(Form, isPlain ? static r => Math.Sqrt(Math.Max(0, r)) : static r => r),
            Limits = isPlain ? tail => (Root(limits(tail).Low), Root(limits(tail).High)) : limits,
            Analytic = PairDependence.PValue(sums, Law),
            Test = test,
            Details = [("dcor", plain), ("dcor-squared-bias-corrected", corrected)],
            Notes = notes,
        };
    }

    /// <summary>Says what a distance between levels is.</summary>
    internal static void NoteLevels(Sample sample, List<Note> notes)
    {
        foreach (Variable variable in sample.Variables.Where(v => v.Kind == VariableKind.Discrete))
        {
            notes.Add(new Note(
                "levels",
                $"The levels of '{variable.Name}' are equal or not, without an order; "
                + $"--kind {variable.Name}=continuous reads numbers as numbers."));
        }
    }

    private static double Root(double value) => Math.Sqrt(Math.Max(0, value));

    private (PairSums Sums, INullTest Test) SumsOf(PairVariable x, PairVariable y, RunContext context)
    {
        if (x.Line() is { } lineX && y.Line() is { } lineY)
        {
            LineDistances line = new(lineX, lineY);
            PairSums sums = line.Sums();
            return (sums, PairDependence.Test(sums, Form, line));
        }

        PairFunction distanceX = x.Distance();
        PairFunction distanceY = y.Distance();
        PairSums pairs = PairSums.Of(distanceX, distanceY, context);
        return (pairs, PairDependence.Test(pairs, Form, distanceX, distanceY));
    }
}
