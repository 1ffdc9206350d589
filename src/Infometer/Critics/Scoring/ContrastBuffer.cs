namespace Infometer;

/// <summary>Memory for the scores and terms of n pairs.</summary>
internal sealed class ContrastBuffer(int count, bool hasSecond)
{
    private readonly double[] _numbers = new double[7 * count];

    /// <summary>f_i.</summary>
    public Span<double> Joint => Part(0);

    /// <summary>L_i.</summary>
    public Span<double> Others => Part(1);

    /// <summary>v_i; empty for critics with one head.</summary>
    public Span<double> Second => hasSecond ? Part(2) : [];

    /// <summary>What an objective answered.</summary>
    public ContrastTerms Answer => new(Part(3), Part(4), Part(5), hasSecond ? Part(6) : []);

    /// <summary>Number of pairs.</summary>
    public int Count => count;

    /// <summary>What an objective is asked.</summary>
    public ContrastScores Question(int alternatives) => new(Joint, Others, Second, alternatives);

    private Span<double> Part(int index) => _numbers.AsSpan(index * count, count);
}
