namespace Infometer;

/// <summary>How a critic sees a pair (x, y).</summary>
public enum CriticKind
{
    /// <summary>f(x, y) = g(x)·h(y): every row is scored against every other at the cost of one matrix product.</summary>
    Separable,

    /// <summary>f(x, y) = f([x, y]): sees x and y together from the first layer on, and is scored against a few others only.</summary>
    Concatenated,

    /// <summary>f(x, y) = f([g(x), h(y)]): towers of their own, then layers that see both.</summary>
    Hybrid,
}
