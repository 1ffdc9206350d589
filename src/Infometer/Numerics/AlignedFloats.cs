using System.Runtime.InteropServices;

namespace Infometer;

/// <summary>Memory that starts on a cache line, so that no 64-byte vector in it straddles two.</summary>
internal static class AlignedFloats
{
    private const int LineBytes = 64;

    /// <summary>Zeros. The memory stays where it is as long as it is referenced, so allocate it once and keep it.</summary>
    public static Memory<float> Allocate(int length)
    {
        float[] array = GC.AllocateArray<float>(length + (LineBytes / sizeof(float)) - 1, pinned: true);
        int past = (int)(Marshal.UnsafeAddrOfPinnedArrayElement(array, 0) % LineBytes);
        return array.AsMemory((LineBytes - past) % LineBytes / sizeof(float), length);
    }
}
