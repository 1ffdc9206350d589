using System.Collections.Immutable;

namespace Infometer;

/// <summary>
/// A verification that is published: parts with estimators, sizes and numbers of samples of their own. The results of <see cref="All"/> are
/// committed beside <c>docs/accuracy.md</c>, which is made from them. Immutable.
/// </summary>
/// <param name="Id">The id in kebab-case; empty for one that was put together for a single run.</param>
/// <param name="Parts">What is run.</param>
public sealed record VerificationGrid(string Id, ImmutableArray<VerificationPart> Parts)
{
    /// <summary>The tasks of the field, 10,000 rows: the policy against the estimators that it might have chosen.</summary>
    public static VerificationGrid Classic { get; } = new(
        "classic",
        [
            new(
                KnownTruths.Select([KnownTruths.Classic]),
                [null, new GaussianCopula()],
                [10_000],
                5),
            new(KnownTruths.Select([KnownTruths.Classic]), [new Ksg(), new LinearResidual(), new InfoNce(), new DifferenceOfEntropies()], [10_000], 1),
        ]);

    /// <summary>Twelve laws in few columns and six that share nothing, 1,000 rows: whether the policy's intervals cover and its verdicts hold.</summary>
    public static VerificationGrid Calibration { get; } = new(
        "calibration",
        [
            new(
                KnownTruths.Select(
                [
                    "bivariate-normal", "additive-0.10", "additive-0.75", "student-1-1x1", "student-1-2x2", "swiss-roll", "normal-2pair-2x2",
                    "mixture-galaxy", "clayton-2", "sinusoid", "quadratic", "circle",
                    "independent-normal-1x1", "independent-normal-1x10", "independent-normal-5x5", "independent-normal-10x10",
                    "independent-cauchy-2x2", "independent-log-normal",
                ]),
                [null],
                [1_000],
                200),
        ]);

    /// <summary>Families written after the policy was fixed, 1,000 and 5,000 rows: what it does where it has never been. Six of them led to repairs later.</summary>
    public static VerificationGrid KeptApart { get; } = new("kept-apart", [new(KnownTruths.Select(["kept-apart"]), [null], [1_000, 5_000], 20)]);

    /// <summary>Every published grid.</summary>
    public static ImmutableArray<VerificationGrid> All { get; } = [Classic, Calibration, KeptApart];
}
