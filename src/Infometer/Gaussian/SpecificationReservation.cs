namespace Infometer;

/// <summary>What <see cref="GaussianSpecification"/> makes of the numbers of <see cref="Gaussian"/> and <see cref="GaussianCopula"/>.</summary>
internal static class SpecificationReservation
{
    /// <summary>From so many rows on the test sees what matters: see docs/estimators/gaussian-copula.md for what it was found to see.</summary>
    public const int EnoughRows = 1_000;

    /// <summary>And from so many rows for each column.</summary>
    public const int EnoughRowsPerColumn = 4;

    // A refused copula costs the high end of an interval; a refused covariance costs the number itself.
    private const double CopulaLevel = 0.05;
    private const double CovarianceLevel = 0.01;

    /// <summary>Before the test: what the scores of ranks show may be a part.</summary>
    public static Reservation OfCopula { get; } = new(
        Verdict.LowerBound,
        new Note("falls-short", "Only what normal scores show of each other is measured; dependence of other kinds comes on top of it."));

    /// <summary>A normal copula that is tested and not refused gives a value, else a lower bound.</summary>
    public static Reservation ExamineCopula(Term term, Sample sample, RunContext context)
    {
        if (sample.Variables.Any(Ties.AreMany))
        {
            return OfCopula;
        }

        if (!IsEnough(term, sample) || GaussianSpecification.Test(term, sample, isRanked: true, context) is not { } result)
        {
            return OfCopula with
            {
                Reason = OfCopula.Reason with
                {
                    Text = FormattableString.Invariant($"{OfCopula.Reason.Text} Whether there is such dependence is tested from {RowsNeeded(term, sample):N0} rows on."),
                },
            };
        }

        return result.P > CopulaLevel
            ? Specified("copula", result)
            : new Reservation(Verdict.LowerBound, new Note("falls-short", FormattableString.Invariant(
                $"A normal copula does not fit the {result.HeldOut:N0} rows held out to test it (p = {result.P:0.##}; mostly {result.Strongest}): only what normal ")
                + "scores show of each other is measured, and dependence of other kinds comes on top of it; try ksg1 in few columns, a critic in many."));
    }

    /// <summary>A normal law that is tested and refused leaves no number; null where there are too few rows for a test.</summary>
    public static Reservation? ExamineCovariance(Term term, Sample sample, RunContext context)
    {
        if (!IsEnough(term, sample) || GaussianSpecification.Test(term, sample, isRanked: false, context) is not { } result)
        {
            return null;
        }

        return result.P > CovarianceLevel
            ? Specified("law", result)
            : new Reservation(Verdict.Unreliable, new Note("not-normal", FormattableString.Invariant(
                $"A normal law does not fit the {result.HeldOut:N0} rows held out to test it (p = {result.P:0.##}; mostly {result.Strongest}), and what correlations ")
                + "show of other variables is never to be relied on; use gaussian-copula, whose bound holds, ksg1, or for entropies kozachenko-leonenko."));
    }

    private static Reservation Specified(string what, SpecificationResult result) => new(Verdict.Value, new Note("specified", FormattableString.Invariant(
        $"A normal {what} fits the {result.HeldOut:N0} rows held out to test it (energy distances and radii, p = {result.P:0.##}); ")
        + "what such a test cannot see, as a dependence of a few among many columns, is not in the number."));

    private static bool IsEnough(Term term, Sample sample) => sample.Count >= RowsNeeded(term, sample);

    private static int RowsNeeded(Term term, Sample sample) =>
        Math.Max(EnoughRows, EnoughRowsPerColumn * term.Variables.Indices().Sum(v => sample.Shapes[v].Dimension));
}
