using System.Numerics;

namespace Infometer;

/// <summary>Which variables of a question a term speaks of: a set of indices 0…63.</summary>
/// <param name="Bits">Bit i is set when variable i belongs to the set.</param>
public readonly record struct VariableSet(ulong Bits)
{
    /// <summary>How many variables a question may have.</summary>
    public const int Capacity = 64;

    /// <summary>The set with no variable.</summary>
    public static VariableSet Empty => default;

    /// <summary>Number of variables in the set.</summary>
    public int Count => BitOperations.PopCount(Bits);

    /// <summary>Whether the set has no variable.</summary>
    public bool IsEmpty => Bits == 0;

    /// <summary>The set of one variable.</summary>
    public static VariableSet Of(int index) => new(1UL << index);

    /// <summary>The variables <paramref name="start"/>, …, <paramref name="start"/> + <paramref name="count"/> − 1.</summary>
    public static VariableSet Range(int start, int count) =>
        count == 0 ? Empty : new((count == Capacity ? ulong.MaxValue : (1UL << count) - 1) << start);

    /// <summary>The union of two sets.</summary>
    public static VariableSet operator |(VariableSet left, VariableSet right) => new(left.Bits | right.Bits);

    /// <summary>The variables of <paramref name="left"/> that are not in <paramref name="right"/>.</summary>
    public static VariableSet operator -(VariableSet left, VariableSet right) => new(left.Bits & ~right.Bits);

    /// <summary>The union of two sets.</summary>
    public static VariableSet BitwiseOr(VariableSet left, VariableSet right) => left | right;

    /// <summary>The variables of <paramref name="left"/> that are not in <paramref name="right"/>.</summary>
    public static VariableSet Subtract(VariableSet left, VariableSet right) => left - right;

    /// <summary>Whether variable <paramref name="index"/> is in the set.</summary>
    public bool Contains(int index) => (Bits >> index & 1) != 0;

    /// <summary>The indices in the set, ascending.</summary>
    public IEnumerable<int> Indices()
    {
        for (ulong rest = Bits; rest != 0; rest &= rest - 1)
        {
            yield return BitOperations.TrailingZeroCount(rest);
        }
    }

    /// <inheritdoc/>
    public override string ToString() => string.Join(',', Indices());
}
