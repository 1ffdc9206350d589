using Margin = Infometer.IndependentLaw.Margin;

namespace Infometer;

/// <summary>Independent variables of every kind and width: I = 0.</summary>
internal static class IndependentDistributions
{
    public static IEnumerable<KnownDistribution> All() =>
    [
        Task("independent-normal-1x1", "two normal columns", Margin.Normal(1), Margin.Normal(1)),
        Task("independent-normal-1x10", "1 and 10 normal columns", Margin.Normal(1), Margin.Normal(10)),
        Task("independent-normal-5x5", "5 and 5 normal columns", Margin.Normal(5), Margin.Normal(5)),
        Task("independent-normal-10x10", "10 and 10 normal columns", Margin.Normal(10), Margin.Normal(10)),
        Task("independent-normal-50x50", "50 and 50 normal columns", Margin.Normal(50), Margin.Normal(50)),
        Task("independent-cauchy-1x1", "two Cauchy columns", Margin.Student(1, 1), Margin.Student(1, 1)),
        Task("independent-cauchy-2x2", "two bivariate Cauchy laws", Margin.Student(2, 1), Margin.Student(2, 1)),
        Task("independent-student-3-1x1", "two Student t columns, ν = 3", Margin.Student(1, 3), Margin.Student(1, 3)),
        Task("independent-log-normal", "two log-normal columns", Margin.LogNormal, Margin.LogNormal),
        Task("independent-labels-4x5", "4 and 5 levels, uneven", Margin.Levels(0.4, 0.3, 0.2, 0.1), Margin.Levels(0.35, 0.25, 0.2, 0.15, 0.05)),
        Task("independent-labels-30x2", "30 even levels and 2", Margin.Levels([.. Enumerable.Repeat(1.0 / 30, 30)]), Margin.Levels(0.5, 0.5)),
        Task("independent-label-normal", "5 uneven levels and a normal column", Margin.Levels(0.5, 0.25, 0.15, 0.07, 0.03), Margin.Normal(1)),
        Task("independent-label-cauchy", "2 levels and a Cauchy column", Margin.Levels(0.7, 0.3), Margin.Student(1, 1)),
        Task(
            "independent-zero-inflated",
            "two columns that are 0 with probability 0.6, else exponential",
            Margin.ZeroInflated(0.6),
            Margin.ZeroInflated(0.6)),
        Task(
            "independent-zero-inflated-normal",
            "a column that is 0 with probability 0.6, else exponential, and a normal one",
            Margin.ZeroInflated(0.6),
            Margin.Normal(1)),
    ];

    private static KnownDistribution Task(string id, string description, Margin x, Margin y) => new(
        id, KnownTruths.Independence, "independent", $"independent: {description}", new IndependentLaw(x, y), KnownValue.Exact(0));
}
