namespace Infometer;

/// <summary>A null hypothesis from which values of a statistic can be drawn, and the value that the data gave.</summary>
internal interface INullTest
{
    /// <summary>The null in words: what is permuted and what is held fixed.</summary>
    string Name { get; }

    /// <summary>Names the null's random streams: equal for equal nulls, which so share their draws.</summary>
    long StreamKey { get; }

    /// <summary>The statistic of the data, in nats.</summary>
    double Statistic { get; }

    /// <summary>The mean of the statistic under the null.</summary>
    double Mean { get; }

    /// <summary>The variance of the statistic under the null.</summary>
    double Variance { get; }

    /// <summary>The entropy that bounds the statistic on these margins; the mean as a share of it says how sparse the counts are.</summary>
    double EntropyCap { get; }

    /// <summary>The least count expected under the null in any cell: how rare the rarest levels are.</summary>
    double LeastExpected { get; }

    /// <summary>The p-value by a fitted law, where one holds far into the tail; null elsewhere.</summary>
    FittedTail? Tail { get; }

    /// <summary>ln of the exact p-value, where it has a closed form; null elsewhere.</summary>
    double? LogExactP { get; }

    /// <summary>ln of an upper limit of the p-value that holds for any counts; above 0 where it says nothing.</summary>
    double LogBound { get; }

    /// <summary>The most draws worth their time where no tail can be fitted; depends on the size of the data alone.</summary>
    int MostDraws { get; }

    /// <summary>A source of values under the null, with scratch space of its own: one per thread.</summary>
    INullSampler NewSampler();
}
