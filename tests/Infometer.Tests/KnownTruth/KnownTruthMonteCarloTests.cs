using Xunit;

namespace Infometer.Tests;

/// <summary>Every truth against the mean of the log density ratio, or of the log probability ratio, over rows that the law draws.</summary>
public class KnownTruthMonteCarloTests(ITestOutputHelper output)
{
    private const double Tolerance = 4.5; // standard errors; over some hundred checks one in 10³ suites fails by chance, and seeds are fixed

    public static TheoryData<string> Ids => [.. KnownTruths.All.Select(d => d.Id)];

    public static TheoryData<string> Drawn => [.. KnownTruths.All.Where(d => d.StandardError > 0).Select(d => d.Id)];

    [Theory]
    [MemberData(nameof(Ids))]
    public void Truth_IsTheMeanOfThePointwiseInformation(string id) => Check(KnownTruths.Get(id), 20_000);

    [SlowTheory]
    [MemberData(nameof(Ids))]
    public void Truth_OverManyRows_IsTheMeanOfThePointwiseInformation(string id)
    {
        KnownDistribution known = KnownTruths.Get(id);
        bool isSlow = known.X.Dimension + known.Y.Dimension > 20 || known.Law is NoisyFunctionLaw or CircleLaw;
        Check(known, isSlow ? 200_000 : 2_000_000);
    }

    // The seed is that of the committed figures, so they come out again to the last digit. Minutes of all cores: only on demand, with
    // -explicit only; the test above checks the same figures on other rows.
    [Theory(Explicit = true)]
    [MemberData(nameof(Drawn))]
    public void DrawnTruth_DrawnAgain_IsTheCommittedOne(string id)
    {
        KnownDistribution known = KnownTruths.Get(id);
        MonteCarloMean drawn = MonteCarloMean.OfInformation(known.Law, MixtureDistributions.Draws, seed: 1);
        output.WriteLine(FormattableString.Invariant($"{id} {drawn.Mean:0.000000}, {drawn.StandardError:0.000000}"));
        Assert.Equal(known.Truth, drawn.Mean, 1e-6);
        Assert.Equal(known.StandardError, drawn.StandardError, 1e-6);
    }

    // With r = p(x,y)/p(x)p(y), P the joint law and Q the product of its margins: E_P 1/(1+r) = E_Q r/(1+r), both bounded. What a
    // mean of logarithms may miss (a density that belongs to another law) shows here.
    [Theory]
    [MemberData(nameof(Ids))]
    public void DensityRatio_BalancesJointAndShuffledRows(string id)
    {
        KnownDistribution known = KnownTruths.Get(id);
        JointLaw law = known.Law;
        if (known.MeasureId != "mi")
        {
            Assert.NotEqual("mi", known.MeasureId); // given Z there is no shuffling
            return;
        }

        const int N = 10_000;
        Rng rng = Rng.For(5, id);
        double[] row = new double[law.Width];
        double[] other = new double[law.Width];
        double[] differences = new double[N];
        for (int i = 0; i < N; i++)
        {
            law.DrawRow(ref rng, row);
            double joint = 1 / (1 + Math.Exp(law.Pointwise(row)));
            law.DrawRow(ref rng, other);
            other.AsSpan(law.X.Dimension).CopyTo(row.AsSpan(law.X.Dimension));
            double shuffled = 1 / (1 + Math.Exp(-law.Pointwise(row)));
            differences[i] = joint - shuffled;
        }

        Assert.All(differences, d => Assert.True(double.IsFinite(d)));
        MonteCarloMean difference = MonteCarloMean.OfStretches(differences);
        Assert.InRange(difference.Mean, (-Tolerance * difference.StandardError) - 1e-12, (Tolerance * difference.StandardError) + 1e-12);
    }

    private void Check(KnownDistribution known, int draws)
    {
        MonteCarloMean drawn = known.Law is SeriesLaw
            ? MonteCarloMean.OfStretches(known.PointwiseInformation(draws, 3))
            : MonteCarloMean.OfInformation(known.Law, draws, 2);
        output.WriteLine(FormattableString.Invariant($"{known.Id} {known.Truth:0.000000} drawn {drawn.Mean:0.000000} ± {drawn.StandardError:0.000000}"));
        Assert.True(double.IsFinite(drawn.Mean));
        double error = Math.Sqrt((drawn.StandardError * drawn.StandardError) + (known.StandardError * known.StandardError));
        Assert.InRange(drawn.Mean - known.Truth, (-Tolerance * error) - 1e-12, (Tolerance * error) + 1e-12);
    }
}
