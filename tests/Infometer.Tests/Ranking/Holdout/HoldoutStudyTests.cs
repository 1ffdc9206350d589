using Xunit;

namespace Infometer.Tests;

/// <summary>
/// The experiment of Dwork et al. (2015): columns without any information, and an analyst who keeps those that look best in the holdout
/// and asks about what he built of them. docs/holdout.md has the figures.
/// </summary>
public sealed class HoldoutStudyTests(ITestOutputHelper output)
{
    private const int Rows = 20_000;
    private const int Columns = 2_000;
    private const int Repeats = 10;
    private static readonly int[] s_kept = [10, 100, 500, 1000];

    [SlowTheory]
    [InlineData(false)]
    [InlineData(true)]
    public void AnAnalystWhoKeepsWhatLooksBest_FoolsANaiveHoldoutOnly(bool hasSignal)
    {
        double[] naive = new double[s_kept.Length];
        double[] answered = new double[s_kept.Length];
        double[] fresh = new double[s_kept.Length];
        double worst = 0;
        double used = 0;
        for (int repeat = 0; repeat < Repeats; repeat++)
        {
            sbyte[][] data = Draw(repeat, hasSignal);
            sbyte[][] later = Draw(repeat + 1_000, hasSignal);
            Table table = Table.Of(Column.Categorical("y", Codes.Create([.. data[Columns].Select(v => v > 0 ? 1 : 0)], 2), ["no", "yes"]));
            ReusableHoldout holdout = ReusableHoldout.Create(table, "y", new HoldoutOptions { Budget = 100_000, Seed = (ulong)repeat });
            double[] training = [.. Enumerable.Range(0, Columns).Select(c => Correlation(data, holdout.Training, c))];
            double[] held = [.. Enumerable.Range(0, Columns).Select(c => Correlation(data, holdout.HoldoutRows, c))];
            double[] said = [.. Enumerable.Range(0, Columns).Select(c => holdout.Ask(row => data[c][row] * data[Columns][row], -1, 1)!.Value.Value)];
            for (int k = 0; k < s_kept.Length; k++)
            {
                int[] signs = Vote(training, held, s_kept[k]);
                double[] right = Right(data, signs);
                naive[k] += holdout.HoldoutRows.Average(row => right[row]) / Repeats;
                signs = Vote(training, said, s_kept[k]);
                right = Right(data, signs);
                double answer = holdout.Ask(row => right[row], 0, 1)!.Value.Value;
                double truth = Right(later, signs).Average();
                answered[k] += answer / Repeats;
                fresh[k] += truth / Repeats;
                worst = Math.Max(worst, Math.Abs(answer - truth));
            }

            used += holdout.Used / (double)Repeats;
        }

        for (int k = 0; k < s_kept.Length; k++)
        {
            output.WriteLine(FormattableString.Invariant($"kept {s_kept[k]}: naive {naive[k]:0.000}, Thresholdout {answered[k]:0.000}, fresh {fresh[k]:0.000}"));
            // The tolerance of the theory: T = 3τ/4.
            Assert.InRange(Math.Abs(answered[k] - fresh[k]), 0, 4.0 / 3 * 0.04);
        }

        output.WriteLine(FormattableString.Invariant($"worst {worst:0.000}; {used:0} of {Columns + s_kept.Length} queries answered from the holdout"));
        Assert.InRange(worst, 0, 0.12);
        if (!hasSignal)
        {
            Assert.InRange(naive[^1], 0.6, 0.75);
            Assert.All(fresh, f => Assert.InRange(f, 0.495, 0.505));
        }
    }

    [SlowFact]
    public void ARankingWithAHoldout_DoesNotBelieveTheVoteOfTheBest()
    {
        double naive = 0;
        double trained = 0;
        double answered = 0;
        double worst = 0;
        double threshold = 0;
        const int Kept = 100;
        for (int repeat = 0; repeat < Repeats; repeat++)
        {
            sbyte[][] data = Draw(repeat, hasSignal: false);
            Column y = Column.Categorical("y", Codes.Create([.. data[Columns].Select(v => v > 0 ? 1 : 0)], 2), ["no", "yes"]);
            Column[] noise = [.. Enumerable.Range(0, Columns).Select(c => Of($"x{c}", data[c]))];
            ReusableHoldout holdout = ReusableHoldout.Create(Table.Of(y), "y", new HoldoutOptions { Budget = 100_000, Seed = (ulong)repeat });
            Ranking first = Ranking.Of(Table.Of([.. noise, y]), "y", null, null, holdout);
            double[] training = [.. Enumerable.Range(0, Columns).Select(c => Correlation(data, holdout.Training, c))];
            double[] held = [.. Enumerable.Range(0, Columns).Select(c => Correlation(data, holdout.HoldoutRows, c))];
            Column naiveVote = VoteColumn(data, Vote(training, held, Kept));
            SplitCodes votes = SplitCodes.Of(naiveVote, holdout, new CodingRules(MissingPolicy.Level, null));
            HoldoutQuery query = HoldoutQuery.Of(votes, SplitCodes.Of(y, holdout, new CodingRules(MissingPolicy.Level, null)), MissingPolicy.Level);
            naive += query.Holdout / Repeats;
            trained += query.Training / Repeats;

            int[] best = [.. first.Columns.OrderByDescending(c => c.HoldoutValue).Take(Kept).Select(c => int.Parse(c.Column.Name[1..], null))];
            int[] signs = new int[Columns];
            foreach (int c in best)
            {
                signs[c] = Math.Sign(training[c]);
            }

            Ranking second = Ranking.Of(Table.Of(VoteColumn(data, signs), y), "y", null, null, holdout);
            HoldoutAnswer answer = second.Columns[0].Holdout!.Value;
            answered += answer.Value / Repeats;
            threshold += answer.Threshold / Repeats;
            worst = Math.Max(worst, Math.Abs(answer.Value));
        }

        double bits = Unit.Bits.PerNat();
        output.WriteLine(FormattableString.Invariant(
            $"vote: training {trained * bits:0.0000}, naive holdout {naive * bits:0.0000}, Thresholdout {answered * bits:0.0000}, worst {worst * bits:0.0000}, threshold {threshold * bits:0.0000} bits"));
        Assert.InRange(naive * bits, 0.004, 0.1);
        Assert.InRange(answered, -0.5 * threshold, naive);
        Assert.InRange(worst, 0, 2 * threshold);
    }

    // The last of the columns is the target. With a signal the first 20 columns agree with it in 54 of 100 rows.
    private static sbyte[][] Draw(int repeat, bool hasSignal)
    {
        Rng rng = Rng.For(77, "holdout study", repeat);
        sbyte[][] data = new sbyte[Columns + 1][];
        for (int c = Columns; c >= 0; c--)
        {
            data[c] = new sbyte[Rows];
            for (int i = 0; i < Rows; i++)
            {
                bool isSame = rng.NextDouble() < (hasSignal && c < 20 ? 0.54 : 0.5);
                data[c][i] = (sbyte)(c == Columns ? (isSame ? 1 : -1) : isSame ? data[Columns][i] : -data[Columns][i]);
            }
        }

        return data;
    }

    private static double Correlation(sbyte[][] data, int[] rows, int c)
    {
        long sum = 0;
        foreach (int row in rows)
        {
            sum += data[c][row] * data[Columns][row];
        }

        return sum / (double)rows.Length;
    }

    // The columns that both sides agree on, the strongest in the holdout first, each with its sign.
    private static int[] Vote(double[] training, double[] holdout, int count)
    {
        int[] signs = new int[Columns];
        int[] best =
        [
            .. Enumerable.Range(0, Columns)
                .Where(c => Math.Sign(training[c]) == Math.Sign(holdout[c]))
                .OrderByDescending(c => Math.Abs(holdout[c]))
                .Take(count),
        ];
        foreach (int c in best)
        {
            signs[c] = Math.Sign(training[c]);
        }

        return signs;
    }

    // Column by column, as the data lie.
    private static int[] Sums(sbyte[][] data, int[] signs)
    {
        int[] sums = new int[Rows];
        for (int c = 0; c < Columns; c++)
        {
            for (int row = 0; row < Rows && signs[c] != 0; row++)
            {
                sums[row] += signs[c] * data[c][row];
            }
        }

        return sums;
    }

    // 1 for every row that the vote says rightly, and a half where it is even.
    private static double[] Right(sbyte[][] data, int[] signs) =>
        [.. Sums(data, signs).Select((sum, row) => sum == 0 ? 0.5 : Math.Sign(sum) == data[Columns][row] ? 1 : 0)];

    private static Column VoteColumn(sbyte[][] data, int[] signs) => Of("vote", [.. Sums(data, signs).Select(sum => (sbyte)Math.Sign(sum))]);

    private static Column Of(string name, sbyte[] values) =>
        Column.Categorical(name, Codes.Create([.. values.Select(v => v + 1)], 3), ["-", "0", "+"]);
}
