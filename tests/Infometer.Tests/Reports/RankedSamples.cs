using System.Collections.Concurrent;

namespace Infometer.Tests;

/// <summary>Rankings of the sample tables, each made once.</summary>
public sealed class RankedSamples
{
    private readonly ConcurrentDictionary<(string, string), Ranking> _rankings = new();

    /// <summary>The ranking of a sample with everything that a page shows; large tables with fewer pairs and no predictor, to be quick.</summary>
    public Ranking Rank(string sample, string target) => _rankings.GetOrAdd((sample, target), _ =>
    {
        bool isLarge = sample is "madelon.csv.gz" or "adult.csv.gz";
        RankOptions options = RankOptions.Full with
        {
            Quality = true,
            Together = isLarge ? null : RankOptions.Full.Together,
            Pairs = isLarge ? SynergyOptions.Default with { Columns = 12 } : RankOptions.Full.Pairs,
        };
        return Ranking.Of(Table.Read(Repository.Sample(sample)), target, options, RunContext.Default);
    });
}
