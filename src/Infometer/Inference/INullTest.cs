namespace Infometer;

/// <summary>A null hypothesis from which values of a statistic can be drawn, and the value that the data gave.</summary>
internal interface INullTest
{
    /// <summary>The null in words: what is permuted and what is held fixed.</summary>
    string Name { get; }

    /// <summary>The statistic of the data, in nats.</summary>
    double Statistic { get; }

    /// <summary>The mean of the statistic under the null.</summary>
    double Mean { get; }

    /// <summary>The variance of the statistic under the null.</summary>
    double Variance { get; }

    /// <summary>The entropy that bounds the statistic on these margins; the mean as a share of it says how sparse the counts are.</summary>
    double EntropyCap { get; }

    /// <summary>A source of values under the null, with scratch space of its own: one per thread.</summary>
    INullSampler NewSampler();
}
