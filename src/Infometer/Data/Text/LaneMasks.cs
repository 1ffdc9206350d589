using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Infometer;

/// <summary>Masks over the sixteen lanes of a vector of bytes.</summary>
internal static class LaneMasks
{
    private static ReadOnlySpan<byte> Bytes =>
    [
        0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
        255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255,
        0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
    ];

    /// <summary>The last <paramref name="count"/> lanes, 0 to 16.</summary>
    public static Vector128<byte> Last(int count) => Vector128.LoadUnsafe(ref MemoryMarshal.GetReference(Bytes), (nuint)count);

    /// <summary>The first <paramref name="count"/> lanes, 0 to 16.</summary>
    public static Vector128<byte> First(int count) => Vector128.LoadUnsafe(ref MemoryMarshal.GetReference(Bytes), (nuint)(32 - count));
}
