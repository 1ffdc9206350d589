namespace Infometer;

/// <summary>One file in a zip file, as the directory at its end says.</summary>
/// <param name="Name">Its name; a path in it is only a name.</param>
/// <param name="Method">0: stored as it is; 8: deflated; others are not read.</param>
/// <param name="IsEncrypted">Whether a password is needed.</param>
/// <param name="Crc">The checksum of its bytes.</param>
/// <param name="PackedSize">Its bytes in the zip file.</param>
/// <param name="Size">Its bytes.</param>
/// <param name="HeaderOffset">Where its local header begins.</param>
internal sealed record ZipMember(string Name, int Method, bool IsEncrypted, uint Crc, long PackedSize, long Size, long HeaderOffset)
{
    public const int Stored = 0;
    public const int Deflated = 8;
}
