using Xunit;

namespace Infometer.Tests;

public class ResidualCheckTests
{
    private const int Folds = 4;
    private const int RowsPerFold = 250;

    [Fact]
    public void Examine_OfNormalResiduals_LeavesAValue()
    {
        Reservation reservation = ResidualCheck.Examine(Sets(0, static (_, e) => e), RunContext.Default);
        Assert.Equal(Verdict.Value, reservation.AtMost);
        Assert.Equal("specified", reservation.Reason.Code);
    }

    [Fact]
    public void Examine_OfHeavyTails_LeavesNone() => AssertMisfit(static (_, e) => e * Math.Abs(e));

    [Fact]
    public void Examine_OfResidualsThatTurnWithTheInput_LeavesNone() => AssertMisfit(static (u, e) => e * Math.Exp((0.5 * u) - 0.25));

    [Fact]
    public void Examine_OfAMeanThatWasMissed_LeavesNone() => AssertMisfit(static (u, e) => (0.8 * e) + (0.3 * ((u * u) - 1)));

    [Fact]
    public void Examine_OfResidualsOfAnotherScale_LeavesNone() => AssertMisfit(static (_, e) => 0.5 * e);

    [Fact]
    public void Examine_OfFewRows_LeavesNone()
    {
        ResidualSet[][] few = [.. Sets(0, static (_, e) => e).Select(f => f.Select(s => Taken(s, 100)).ToArray())];
        Reservation reservation = ResidualCheck.Examine(few, RunContext.Default);
        Assert.Equal(Verdict.Unreliable, reservation.AtMost);
        Assert.Equal("no-bound", reservation.Reason.Code);
    }

    [SlowFact]
    public void Test_OfNormalResiduals_RefusesOneInAHundred()
    {
        const int Seeds = 300;
        (double P, string Strongest)[] tests = new (double, string)[Seeds];
        for (int seed = 0; seed < Seeds; seed++)
        {
            tests[seed] = ResidualCheck.Test(Sets(seed + 1, static (_, e) => e), 1_000, RunContext.Default with { Seed = (ulong)seed });
        }

        TestContext.Current.TestOutputHelper?.WriteLine(string.Join("; ", tests.Where(t => t.P < 0.05)));
        Assert.InRange(tests.Count(t => t.P <= 0.01), 0, 9);
        Assert.InRange(tests.Count(t => t.P <= 0.05), 0, 25);
    }

    private static void AssertMisfit(Func<double, double, double> residual)
    {
        Reservation reservation = ResidualCheck.Examine(Sets(1, residual), RunContext.Default);
        Assert.Equal(Verdict.Unreliable, reservation.AtMost);
        Assert.Equal("misfit", reservation.Reason.Code);
    }

    private static ResidualSet[][] Sets(int seed, Func<double, double, double> residual) =>
    [
        .. Enumerable.Range(0, Folds).Select(fold =>
        {
            double[][] c = NormalData.Columns(RowsPerFold, 5, (ulong)seed, fold);
            double[] first = [.. c[0].Zip(c[2], residual)];
            return (ResidualSet[])[new ResidualSet([first, c[3]], [c[0], c[1]]), new ResidualSet([c[4], c[3]], [])];
        }),
    ];

    private static ResidualSet Taken(ResidualSet set, int rows) =>
        new(Array.ConvertAll(set.Residuals, c => c[..rows]), Array.ConvertAll(set.Inputs, c => c[..rows]));
}
