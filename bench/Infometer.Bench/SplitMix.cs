namespace Infometer.Bench;

/// <summary>SplitMix64: the same data on every machine and version.</summary>
internal sealed class SplitMix(ulong seed)
{
    private ulong _state = seed;

    internal ulong Next()
    {
        _state += 0x9E3779B97F4A7C15;
        ulong z = _state;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return z ^ (z >> 31);
    }

    /// <summary>A number 0 ≤ result &lt; <paramref name="below"/>.</summary>
    internal int Next(int below) => (int)Math.BigMul(Next(), (ulong)below, out _);

    /// <summary>A number 0 ≤ result &lt; 1.</summary>
    internal double NextDouble() => (Next() >> 11) * (1.0 / (1UL << 53));

    /// <summary>A standard normal number.</summary>
    internal double NextNormal() => Math.Sqrt(-2 * Math.Log(1 - NextDouble())) * Math.Cos(2 * Math.PI * NextDouble());
}
