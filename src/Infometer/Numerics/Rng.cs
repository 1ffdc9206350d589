using System.Numerics;

namespace Infometer;

/// <summary>
/// A stream of random numbers: xoshiro256++ (Blackman and Vigna 2021), its state filled by splitmix64 from a key
/// (seed, purpose, index). The same key gives the same stream on every machine; streams of different keys are independent.
/// A mutable struct: pass it by reference.
/// </summary>
internal struct Rng
{
    private ulong _s0;
    private ulong _s1;
    private ulong _s2;
    private ulong _s3;
    private double _spareNormal;

    private Rng(ulong key)
    {
        _s0 = SplitMix(ref key);
        _s1 = SplitMix(ref key);
        _s2 = SplitMix(ref key);
        _s3 = SplitMix(ref key);
        _spareNormal = double.NaN;
    }

    /// <summary>The stream of a key.</summary>
    /// <param name="seed">The user's seed.</param>
    /// <param name="purpose">What the numbers are for, so that two parts of a computation never share a stream.</param>
    /// <param name="index">Which of many like streams: the chunk, the replicate, the column.</param>
    public static Rng For(ulong seed, string purpose, long index = 0)
    {
        ulong key = seed;
        ulong mixed = SplitMix(ref key) ^ HashOf(purpose);
        mixed = SplitMix(ref mixed) ^ (ulong)index;
        return new Rng(SplitMix(ref mixed));
    }

    /// <summary>The stream of a key with two indices.</summary>
    public static Rng For(ulong seed, string purpose, long index, long second)
    {
        ulong key = seed;
        ulong mixed = SplitMix(ref key) ^ HashOf(purpose);
        mixed = SplitMix(ref mixed) ^ (ulong)index;
        mixed = SplitMix(ref mixed) ^ ~(ulong)second;
        return new Rng(SplitMix(ref mixed));
    }

    /// <summary>64 random bits.</summary>
    public ulong NextULong()
    {
        ulong result = BitOperations.RotateLeft(_s0 + _s3, 23) + _s0;
        ulong t = _s1 << 17;
        _s2 ^= _s0;
        _s3 ^= _s1;
        _s1 ^= _s2;
        _s0 ^= _s3;
        _s2 ^= t;
        _s3 = BitOperations.RotateLeft(_s3, 45);
        return result;
    }

    /// <summary>A multiple of 2⁻⁵³ in [0, 1).</summary>
    public double NextDouble() => (NextULong() >> 11) * (1.0 / (1UL << 53));

    /// <summary>An odd multiple of 2⁻⁵³ in (0, 1): safe to take the logarithm of.</summary>
    public double NextOpenDouble() => ((NextULong() >> 12) + 0.5) * (1.0 / (1UL << 52));

    /// <summary>An integer in [0, bound), all equally likely (Lemire 2019).</summary>
    /// <param name="bound">Above zero.</param>
    public int NextInt(int bound)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(bound);
        return (int)NextUInt((uint)bound);
    }

    /// <summary>An integer in [0, bound), all equally likely (Lemire 2019).</summary>
    /// <param name="bound">Above zero.</param>
    public long NextLong(long bound)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(bound);
        ulong range = (ulong)bound;
        ulong high = Math.BigMul(NextULong(), range, out ulong low);
        if (low < range)
        {
            ulong threshold = (0 - range) % range;
            while (low < threshold)
            {
                high = Math.BigMul(NextULong(), range, out low);
            }
        }

        return (long)high;
    }

    /// <summary>A standard normal number (Marsaglia's polar method).</summary>
    public double NextNormal()
    {
        if (!double.IsNaN(_spareNormal))
        {
            double spare = _spareNormal;
            _spareNormal = double.NaN;
            return spare;
        }

        while (true)
        {
            double u = (2 * NextOpenDouble()) - 1;
            double v = (2 * NextOpenDouble()) - 1;
            double square = (u * u) + (v * v);
            if (square < 1)
            {
                double factor = Math.Sqrt(-2 * Math.Log(square) / square);
                _spareNormal = v * factor;
                return u * factor;
            }
        }
    }

    /// <summary>A standard exponential number.</summary>
    public double NextExponential() => -Math.Log(NextOpenDouble());

    /// <summary>Puts the items in random order, all orders equally likely (Fisher–Yates).</summary>
    public void Shuffle<T>(Span<T> items)
    {
        for (int i = items.Length - 1; i > 0; i--)
        {
            int j = (int)NextUInt((uint)i + 1);
            (items[i], items[j]) = (items[j], items[i]);
        }
    }

    private uint NextUInt(uint bound)
    {
        // The high half of the 64 bits times the bound; a low half below 2³² mod bound would be over-represented.
        ulong product = (NextULong() >> 32) * bound;
        if ((uint)product < bound)
        {
            uint threshold = (0 - bound) % bound;
            while ((uint)product < threshold)
            {
                product = (NextULong() >> 32) * bound;
            }
        }

        return (uint)(product >> 32);
    }

    private static ulong SplitMix(ref ulong state)
    {
        state += 0x9E3779B97F4A7C15;
        ulong z = (state ^ (state >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return z ^ (z >> 31);
    }

    // FNV-1a over the UTF-16 units: unlike string.GetHashCode the same in every process.
    private static ulong HashOf(string purpose)
    {
        ulong hash = 0xCBF29CE484222325;
        foreach (char c in purpose)
        {
            hash = (hash ^ c) * 0x100000001B3;
        }

        return hash;
    }
}
