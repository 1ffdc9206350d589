using Xunit;

namespace Infometer.Tests;

public class SurrogateRuleTests
{
    private const double Tail = 0.025;
    private const double Z = 1.959964;

    // A bound is the largest of three limits, so each has a third of the tail.
    private const double BoundZ = 2.393980;

    [Fact]
    public void Conclude_InThePlane_IsPlainKsgOfThreeNeighbours()
    {
        SurrogateConclusion conclusion = SurrogateRule.Conclude(Evidence(2) with { Plain = new(0.4, 0.39, 0.38), PlainError = 0.02 });
        Assert.Equal((0.4, 0.02, Verdict.Value), (conclusion.Nats, conclusion.Error, conclusion.Reservation.AtMost));
        AssertLimits(0.4 - (Z * 0.02) - 0.03, 0.4 + (Z * 0.02) + 0.03, conclusion);
    }

    [Fact]
    public void Conclude_OfAStrongNormalDependenceInThePlane_IsTheCorrectedValue()
    {
        SurrogateEvidence evidence = Evidence(2) with
        {
            Plain = new(4.1, 4.0, 3.8),
            Twins = new(4.12, 4.0, 3.81),
            Gaussian = 5,
            Correlations = [0.9999],
            Count = 10_000,
        };
        SurrogateConclusion conclusion = SurrogateRule.Conclude(evidence);
        Assert.Equal((5, Verdict.Value), (conclusion.Nats, conclusion.Reservation.AtMost));
        double reach = (1.2 * 0.01) + (0.12 * 0.3);
        double error = evidence.CorrectedError;
        Assert.Equal(0.02 * Math.Sqrt(1.25), error, 1e-12);
        Assert.Equal(evidence.ParametricError, (evidence with { PlainError = 0 }).CorrectedError, 1e-12);
        AssertLimits(5 - (Z * error) - reach, 5 + (Z * error) + reach, conclusion);
    }

    [Fact]
    public void Conclude_NearTheCeiling_IsALowerBound()
    {
        SurrogateEvidence evidence = Evidence(2) with { Plain = new(6, 6, 6), Twins = new(6, 6, 6), Gaussian = 9, Correlations = [1] };
        AssertBound("near-ceiling", SurrogateRule.Conclude(evidence));
        Assert.False(RoomBelowCeiling.Holds(evidence));
        Assert.True(RoomBelowCeiling.Holds(evidence with { Count = 10_000 }));
    }

    [Fact]
    public void Conclude_OfAMovingLadderInThePlane_IsALowerBound()
    {
        SurrogateEvidence evidence = Evidence(2) with { Plain = new(0.5, 0.4, 0.25) };
        AssertBound("drifting", SurrogateRule.Conclude(evidence));
        Assert.False(SteadyLadder.HoldsInPlane(evidence));
        Assert.True(SteadyLadder.HoldsInPlane(evidence with { Count = 200 }));
    }

    [Fact]
    public void Conclude_OfRowsOnASurface_IsABoundByPlainKsgOfThreeNeighbours()
    {
        SurrogateEvidence full = Evidence(4) with
        {
            Plain = new(0.31, 0.3, 0.27) { Filled = 3.9 },
            PlainError = 0.02,
            Gaussian = 0.29,
            Twins = new(0.28, 0.28, 0.28) { Filled = 4.05 },
        };
        Assert.NotEqual("surface", SurrogateRule.Conclude(full).Reservation.Reason.Code);
        SurrogateEvidence evidence = full with { Plain = full.Plain with { Filled = 2.3 } };
        SurrogateConclusion conclusion = SurrogateRule.Conclude(evidence);
        AssertBound("surface", conclusion);
        Assert.Equal((0.31, 0.02), (conclusion.Nats, conclusion.Error));
        AssertLimits(0.31 - (Z * 0.02) - (1.5 * 0.04) - (2.5 / Math.Sqrt(2_000)), 0.31 + (Z * 0.02) + (1.5 * 0.04), conclusion);
        Assert.True(FilledDimensions.Hold(evidence with { Dimension = 3 }));
    }

    [Fact]
    public void Conclude_InSpace_IsExplainedOrSteadyOrABound()
    {
        SurrogateEvidence explained = Evidence(3) with { Plain = new(0.31, 0.3, 0.29), Gaussian = 0.29, Twins = new(0.28, 0.28, 0.28) };
        SurrogateConclusion conclusion = SurrogateRule.Conclude(explained);
        Assert.Equal("explained", conclusion.Reservation.Reason.Code);
        Assert.Equal(explained.Corrected.Nats, conclusion.Nats);

        SurrogateEvidence steady = explained with { Modulation = 5 };
        Assert.Equal("steady", SurrogateRule.Conclude(steady).Reservation.Reason.Code);
        Assert.Equal(steady.Corrected.Few, SurrogateRule.Conclude(steady).Nats);

        SurrogateEvidence moving = steady with { Plain = new(0.5, 0.4, 0.3) };
        Assert.False(SteadyLadder.HoldsInSpace(moving));
        AssertBound("unexplained", SurrogateRule.Conclude(moving));
    }

    [Fact]
    public void Conclude_InManyColumns_IsTheLargerOfCorrectedAndParametric()
    {
        SurrogateEvidence below = Evidence(10) with
        {
            Plain = new(0.3, 0.3, 0.3),
            Twins = new(0.35, 0.35, 0.35),
            Gaussian = 0.6,
            Radial = new RadialPart(0.1, true),
            Correlations = [0.8],
        };
        SurrogateConclusion conclusion = SurrogateRule.Conclude(below);
        Assert.Equal((0.7, Verdict.Value), (conclusion.Nats, conclusion.Reservation.AtMost));
        double error = Math.Sqrt((0.64 + 0.25 + 0.64) / 2_000);
        Assert.Equal(error, below.ParametricError, 1e-12);
        AssertLimits(0.7 - (Z * error), 0.7 + (Z * error) + 0.012, conclusion);

        SurrogateEvidence edged = below with { Radial = below.Radial with { MayHaveEdge = true } };
        AssertLimits(0.7 - (Z * error), 0.7 + (Z * error) + 0.025, SurrogateRule.Conclude(edged));
        Assert.Equal(0, new RadialPart(0.1, false).Shortfall);

        SurrogateEvidence above = below with { Plain = new(0.47, 0.47, 0.47) };
        conclusion = SurrogateRule.Conclude(above);
        Assert.Equal(0.72, conclusion.Nats, 1e-12);
        AssertLimits(0.7 - (Z * above.CorrectedError), 0.74 + (Z * above.CorrectedError) + 0.012, conclusion);
    }

    [Fact]
    public void Conclude_WhereNeighboursSeeMore_IsALowerBound()
    {
        SurrogateEvidence evidence = Evidence(10) with
        {
            Plain = new(0.5, 0.5, 0.5),
            Twins = new(0.3, 0.3, 0.3),
            Gaussian = 0.5,
            Correlations = [0.7],
        };
        SurrogateConclusion conclusion = SurrogateRule.Conclude(evidence);
        AssertBound("unexplained", conclusion);
        Assert.False(ExplainedRemainder.Holds(evidence));
        double low = Math.Max(0.5 - (BoundZ * evidence.CorrectedError), 0.5 - (BoundZ * evidence.ParametricError));
        Assert.Equal(low, conclusion.Limits(Tail).Low, 1e-6);
        Assert.Equal(0.7, conclusion.Nats, 1e-12);
    }

    [Theory]
    [InlineData(3)]
    [InlineData(10)]
    public void Conclude_WhereOnePairSharesMoreThanItsCorrelation_IsABoundByThatPair(int dimension)
    {
        SurrogateEvidence normal = Evidence(dimension) with
        {
            Plain = new(0.5, 0.42, 0.2),
            Twins = new(0.42, 0.42, 0.42),
            Gaussian = 0.42,
            Correlations = [0.75],
            Pair = new LeadingPair(0.444, 0.024, 0.015),
        };
        Assert.Equal("explained", SurrogateRule.Conclude(normal).Reservation.Reason.Code);

        SurrogateEvidence edged = normal with { Pair = new LeadingPair(0.67, 0.25, 0.015) };
        SurrogateConclusion conclusion = SurrogateRule.Conclude(edged);
        AssertBound("unexplained", conclusion);
        Assert.Contains("One pair", conclusion.Reservation.Reason.Text, StringComparison.Ordinal);
        Assert.Equal(0.67, conclusion.Nats);
        Assert.Equal(0.67 - (BoundZ * 0.015), conclusion.Limits(Tail).Low, 1e-6);
        Assert.True(NormalPairs.Hold(edged with { Radial = new RadialPart(0.25, true) }));
    }

    [Fact]
    public void Conclude_WhereDirectionsFollowDistances_IsALowerBound() =>
        AssertBound("unexplained", SurrogateRule.Conclude(Evidence(10) with { Modulation = RadiusModulation.Limit, Gaussian = 0.3 }));

    [Fact]
    public void Conclude_InFourColumns_MayRelyOnASteadyLadder()
    {
        SurrogateEvidence evidence = Evidence(4) with
        {
            Plain = new(0.5, 0.5, 0.5),
            Twins = new(0.4, 0.4, 0.4),
            Gaussian = 0.4,
            Correlations = [0.7],
        };
        Assert.Equal("steady", SurrogateRule.Conclude(evidence).Reservation.Reason.Code);
        AssertBound("unexplained", SurrogateRule.Conclude(evidence with { Dimension = 5 }));
        AssertBound("unexplained", SurrogateRule.Conclude(evidence with { Gaussian = 0.1 }));
    }

    [Fact]
    public void Conclude_FromFewRowsBeyondThePlane_IsALowerBound()
    {
        AssertBound("few-rows", SurrogateRule.Conclude(Evidence(3) with { Count = 999 }));
        Assert.Equal(Verdict.Value, SurrogateRule.Conclude(Evidence(3) with { Count = 1_000 }).Reservation.AtMost);
        Assert.Equal(Verdict.Value, SurrogateRule.Conclude(Evidence(2) with { Count = 999 }).Reservation.AtMost);
    }

    private static SurrogateEvidence Evidence(int dimension) => new()
    {
        Count = 2_000,
        Dimension = dimension,
        Plain = new(0, 0, 0),
        PlainError = 0.02,
        Twins = new(0, 0, 0),
        TwinCount = 4,
        Correlations = [],
        Gaussian = 0,
        Radial = new RadialPart(0, false),
        Pair = LeadingPair.None,
        Modulation = 0,
    };

    private static void AssertBound(string code, SurrogateConclusion conclusion) =>
        Assert.Equal((Verdict.LowerBound, code), (conclusion.Reservation.AtMost, conclusion.Reservation.Reason.Code));

    private static void AssertLimits(double low, double high, SurrogateConclusion conclusion)
    {
        (double Low, double High) limits = conclusion.Limits(Tail);
        Assert.Equal(low, limits.Low, 1e-6);
        Assert.Equal(high, limits.High, 1e-6);
    }
}
