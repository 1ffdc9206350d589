using Xunit;

namespace Infometer.Tests;

/// <summary>What an estimator reserves about its number is what the verdict says at most.</summary>
public class ReservationTests
{
    private static readonly Note s_reason = new("reason", "A reason.");

    [Theory]
    [InlineData(null, Verdict.Value)]
    [InlineData(Verdict.Value, Verdict.Value)]
    [InlineData(Verdict.LowerBound, Verdict.LowerBound)]
    [InlineData(Verdict.Unreliable, Verdict.Unreliable)]
    public void Information_WithAReservation_IsCalledNoMore(Verdict? atMost, Verdict expected)
    {
        Estimate estimate = Measure.MutualInformation.Estimate(Columns(2, 0.9), estimator: new Reserving(atMost, null));
        Assert.Equal(expected, estimate.Verdict);
        Assert.Equal(atMost is not null, estimate.Notes.Contains(s_reason));
        Assert.Equal(expected == Verdict.Value, estimate.Interval is { High: not null });
        Assert.Equal(expected == Verdict.Unreliable, estimate.Value is null);
    }

    [Fact]
    public void Information_ThatIsNotDetected_IsNotExamined()
    {
        Estimate estimate = Measure.MutualInformation.Estimate(
            Columns(2, 0), estimator: new Reserving(null, () => throw new InvalidOperationException("Examined.")));
        Assert.Equal(Verdict.NotDetected, estimate.Verdict);
    }

    [Fact]
    public void Information_ThatIsExamined_IsCalledWhatTheLookSays()
    {
        int looks = 0;
        Estimate estimate = Measure.MutualInformation.Estimate(Columns(2, 0.9), estimator: new Reserving(Verdict.LowerBound, () =>
        {
            looks++;
            return new Reservation(Verdict.Value, s_reason);
        }));
        Assert.Equal(Verdict.Value, estimate.Verdict);
        Assert.Equal(1, looks);
        Assert.Contains(s_reason, estimate.Notes);
    }

    [Fact]
    public void Sum_OfUnlikeSignsWithALowerBound_IsUnreliable()
    {
        // I(X;Y) − I(X;Y|Z)
        Estimate difference = Measure.CoInformation.Estimate(Columns(3, 0.9), estimator: new Reserving(Verdict.LowerBound, null));
        Assert.Equal(Verdict.Unreliable, difference.Verdict);
        Assert.Contains("unlike signs", difference.Notes.Single(n => n.Code == "reason").Text, StringComparison.Ordinal);

        // I(Y;X) + I(Z;X,Y)
        Estimate sum = Measure.TotalCorrelation.Estimate(Columns(3, 0.9), estimator: new Reserving(Verdict.LowerBound, null) { Widest = 2 });
        Assert.Equal(Verdict.LowerBound, sum.Verdict);
    }

    [Fact]
    public void Sum_OfPartsWithReservations_HasTheWorst()
    {
        Reservation value = new(Verdict.Value, new Note("fine", "Fine."));
        Reservation bound = new(Verdict.LowerBound, s_reason);
        Assert.Null(Reservation.OfSum([(1, null), (-1, null)]));
        Assert.Same(value, Reservation.OfSum([(1, null), (-1, value)]));
        Assert.Same(bound, Reservation.OfSum([(1, bound), (2, value)]));
        Assert.Equal(Verdict.Unreliable, Reservation.OfSum([(1, bound), (-2, value)])!.AtMost);
        Assert.Equal(Verdict.Unreliable, Reservation.OfSum([(1, bound), (1, new Reservation(Verdict.Unreliable, s_reason))])!.AtMost);
    }

    [Fact]
    public void Information_WithinLevels_HasTheWorstReservationOfALevel()
    {
        Variable[] columns = Columns(2, 0.9);
        Variable level = Variable.Discrete<int>([.. Enumerable.Range(0, columns[0].Count).Select(i => i % 2)], "z");
        int looks = 0;
        Estimate estimate = Measure.ConditionalMutualInformation.Estimate(
            columns,
            level,
            new Reserving(null, () => looks++ == 0 ? new Reservation(Verdict.LowerBound, s_reason) : null));
        Assert.Equal(Verdict.LowerBound, estimate.Verdict);
        Assert.Equal(2, looks);
    }

    private static Variable[] Columns(int count, double rho)
    {
        double[][] c = NormalData.Columns(300, count + 1, 1);
        return [.. Enumerable.Range(0, count).Select(j => NormalData.Variable(NormalData.Combine((rho, c[count]), (1, c[j]))))];
    }

    private sealed record Reserving(Verdict? AtMost, Func<Reservation?>? Look) : Estimator
    {
        private static readonly EstimatorDescriptor s_descriptor =
            new("reserving", "Reserving", "The Gaussian with a reservation.", "None.", static () => new Reserving(null, null)) { Kinds = Gaussian.Describe.Kinds };

        public override EstimatorDescriptor Descriptor => s_descriptor;

        public int Widest { get; init; } = 64;

        public override bool Supports(Term term, ReadOnlySpan<VariableShape> shapes) =>
            term is InformationTerm information && information.Arguments.Length <= Widest && new Gaussian().Supports(term, shapes);

        public override TermEstimate Evaluate(Term term, Sample sample, RunContext context) => new Gaussian().Evaluate(term, sample, context) with
        {
            Reservation = AtMost is { } atMost ? new Reservation(atMost, s_reason) : null,
            Examine = Look,
        };
    }
}
