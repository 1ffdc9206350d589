namespace Infometer;

/// <summary>
/// Cramér's V of two discrete variables with r and c levels: with φ² = χ²/n, V = √(φ²/min(r − 1, c − 1)), from 0 to 1; bias-corrected
/// (Bergsma 2013) with φ² less its mean under independence, (r − 1)(c − 1)/(n − 1), and r − (r − 1)²/(n − 1) for r, likewise c.
/// </summary>
/// <remarks>
/// Cramér (1946), Mathematical Methods of Statistics; Bergsma (2013), A bias-correction for Cramér's V and Tschuprow's T, Journal of the
/// Korean Statistical Society 42. p: (n − 1)φ² against χ² where every expected count is at least 5, tables with the same margins drawn
/// elsewhere. Interval: hull of the noncentral χ² law and of the delta method. Cost O(n + cells).
/// </remarks>
public sealed record CramersV : DependenceMeasure
{
    // Least expected count from which χ² is the law of the statistic.
    private const double LawFrom = 5;

    /// <summary>The descriptor of this measure.</summary>
    public static DependenceDescriptor Describe { get; } = new(
        "cramers-v",
        "Cramér's V",
        "The familiar 0 to 1 for two sets of levels, from χ²; corrected for the bias that many levels bring.",
        "Bergsma (2013), A bias-correction for Cramér's V and Tschuprow's T.",
        static () => new CramersV())
    {
        Variables = "discrete",
        Options = [DependenceOptions.Form(static m => ((CramersV)m).Form, static (m, form) => (CramersV)m with { Form = form })],
    };

    /// <inheritdoc/>
    public override DependenceDescriptor Descriptor => Describe;

    /// <inheritdoc/>
    public override string Formula => Form == DependenceForm.Biased
        ? "V = √(φ² / min(r − 1, c − 1)), φ² = χ²/n"
        : "V = √(φ² / min(r − 1, c − 1)), φ² = χ²/n, with φ², r and c corrected for chance";

    /// <summary>Which version is the value. Default <see cref="DependenceForm.BiasCorrected"/>. The other is in the details.</summary>
    public DependenceForm Form { get; init; } = DependenceForm.BiasCorrected;

    private protected override int LeastRows => 3;

    private protected override void CheckKinds(Variable x, Variable y)
    {
        RequireDiscrete(x);
        RequireDiscrete(y);
    }

    private protected override DependenceFinding Evaluate(Sample sample, EstimateOptions options, RunContext context)
    {
        ChiSquareStatistic table = new(sample.Variables[0].Codes!, sample.Variables[1].Codes!, context);
        double n = sample.Count;
        double chance = table.Freedom / (n - 1);
        double levels = Math.Min(table.Rows, table.Columns) - 1;
        double correctedLevels = Math.Min(CorrectedLevels(table.Rows, n), CorrectedLevels(table.Columns, n)) - 1;
        double excess = table.MeanSquare - chance;
        double plain = Math.Sqrt(table.MeanSquare / levels);
        double corrected = correctedLevels > 0 ? Math.Sqrt(Math.Max(0, excess) / correctedLevels) : double.NaN;
        List<Note> notes = [];
        if (excess < 0 && Form == DependenceForm.BiasCorrected)
        {
            notes.Add(new Note("at-zero", "χ² is below its mean under independence; the corrected V is 0 there by its definition."));
        }

        if (table.LeastExpected < LawFrom)
        {
            notes.Add(new Note("rare-levels", FormattableString.Invariant(
                $"In the rarest cell only {table.LeastExpected:0.##} rows are expected; the interval leans on such levels. ")
                + "Merge rare levels for firmer limits."));
        }

        double value = Form == DependenceForm.Biased ? plain : corrected;
        double error = Math.Sqrt(table.FirstOrderVariance) / (2 * value * levels);
        return new DependenceFinding(value)
        {
            StandardError = value > 0 && error > 0 ? error : null,
            Limits = tail => Limits(table, n, excess, levels, tail),
            Analytic = table.LeastExpected < LawFrom ? null : (
                Math.Exp(SpecialFunctions.LogChiSquareSurvival((n - 1) * table.MeanSquare, table.Freedom)),
                "X permuted against Y, both margins fixed: χ² law"),
            Test = new PermutationTest(table.MeanSquare, sample.Count, 12 * n, table.NewPermuted)
            {
                Name = "X permuted against Y, both margins fixed",
            },
            Details =
            [
                ("chi-square", n * table.MeanSquare),
                ("degrees-of-freedom", table.Freedom),
                Form == DependenceForm.Biased ? ("v-bias-corrected", corrected) : ("v-biased", plain),
            ],
            Notes = notes,
        };
    }

    private static double CorrectedLevels(double levels, double n) => levels - ((levels - 1) * (levels - 1) / (n - 1));

    private static (double Low, double High) Limits(ChiSquareStatistic table, double n, double excess, double levels, double tail)
    {
        double Noncentral(double p) =>
            SpecialFunctions.NoncentralChiSquareNoncentrality((n - 1) * table.MeanSquare, table.Freedom, p) / (n - 1);
        double reach = SpecialFunctions.NormalQuantile(1 - tail) * Math.Sqrt(table.FirstOrderVariance);
        double low = Math.Min(Noncentral(1 - tail), excess - reach);
        double high = Math.Max(Noncentral(tail), excess + reach);
        return (Root(low / levels), Root(high / levels));
    }

    private static double Root(double square) => Math.Sqrt(Math.Clamp(square, 0, 1));
}
