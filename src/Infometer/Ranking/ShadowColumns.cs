namespace Infometer;

/// <summary>
/// Permuted copies of all columns as yardsticks (the shadow features of Kursa and Rudnicki 2010): in each round every column is
/// permuted once, and what the best of the copies shows by chance is what a real column has to beat. Immutable.
/// </summary>
/// <param name="Rounds">Number of rounds.</param>
/// <param name="Median">The median over the rounds of what the best copy shows, in nats, its chance level taken away.</param>
/// <param name="Highest">The highest that any copy shows.</param>
public sealed record ShadowColumns(int Rounds, double Median, double Highest)
{
    /// <summary>Rounds where nothing else is asked for.</summary>
    public const int DefaultRounds = 20;

    /// <summary>Draws the copies and counts for each column the rounds in which it beats all of them.</summary>
    /// <param name="columns">The columns that are looked at.</param>
    /// <param name="codes">Their codes.</param>
    /// <param name="y">The target.</param>
    /// <param name="rounds">Number of rounds.</param>
    /// <param name="context">Seed, threads.</param>
    internal static (ShadowColumns Shadows, int[] Hits) Draw(
        IReadOnlyList<RankedColumn> columns, IReadOnlyList<Codes> codes, CodedTarget y, int rounds, RunContext context)
    {
        double[][] shown = new double[columns.Count][];
        long[] target = y.Codes.CountLevels();
        context.ForEach(columns.Count, i =>
        {
            FixedMarginSampler tables = new(codes[i].CountLevels(), target);
            Rng rng = Rng.For(context.Seed, "shadow", i);
            shown[i] = new double[rounds];
            for (int round = 0; round < rounds; round++)
            {
                shown[i][round] = tables.NextInformation(ref rng) - (columns[i].Estimate.Chance ?? 0);
            }
        });
        double[] best = [.. Enumerable.Range(0, rounds).Select(round => shown.Max(column => column[round]))];
        int[] hits = [.. columns.Select(column => best.Count(b => column.Estimate.Value > b))];
        return (new ShadowColumns(rounds, best.Order().ElementAt(rounds / 2), best.Max()), hits);
    }
}
