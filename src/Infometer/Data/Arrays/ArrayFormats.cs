using System.Collections.Immutable;

namespace Infometer;

/// <summary>Tells the formats of array files from each other, and reads their headers.</summary>
internal static class ArrayFormats
{
    /// <summary>The arrays of a file.</summary>
    /// <param name="source">The file.</param>
    /// <param name="path">Its name, for messages and for what its first bytes leave open.</param>
    /// <exception cref="InvalidInputException">The file is damaged, or of a format that is not read.</exception>
    public static IReadOnlyList<ArrayMember> MembersOf(ByteSource source, string path)
    {
        if (IdxFormat.IsNamed(path))
        {
            return [IdxFormat.Open(source, path)];
        }

        byte[] head = new byte[Math.Min(128, source.Length)];
        source.Read(0, head);
        if (ForeignFormat.Of(path, head) is { } foreign)
        {
            throw new InvalidInputException($"{path} {foreign}.");
        }

        if (head.AsSpan().StartsWith(NpyHeader.Magic))
        {
            return [OfNpy(source, path)];
        }

        if (head is [(byte)'P', (byte)'K', 3 or 5, ..])
        {
            return OfNpz(source, path);
        }

        string ending = Path.GetExtension(path).ToLowerInvariant();
        return ending switch
        {
            ".safetensors" => OfSafeTensors(source, path),
            ".npy" => throw new InvalidInputException($"{path} is no NumPy array: it does not begin with the magic number of the format; save it with np.save."),
            ".npz" => throw new InvalidInputException($"{path} is no .npz file: it is no zip file; save the arrays with np.savez."),
            _ => throw new InvalidInputException($"{path} is no array file that is read here; save the array as .npy, .npz or .safetensors."),
        };
    }

    private static ArrayMember OfNpy(ByteSource source, string path)
    {
        byte[] prefix = new byte[Math.Min(NpyHeader.PrefixLength, source.Length)];
        source.Read(0, prefix);
        int length = NpyHeader.LengthOf(prefix, path);
        byte[] header = new byte[length <= source.Length ? length : throw NpyHeader.CutOff(path)];
        source.Read(0, header);
        NpyHeader parsed = NpyHeader.Parse(header, path);
        return ArrayMember.Of(Path.GetFileName(path), path, null, parsed, source.Length, () => source);
    }

    private static List<ArrayMember> OfNpz(ByteSource source, string path)
    {
        const string Ending = ".npy";
        ZipFileReader zip = new(source, path);
        List<ArrayMember> members = [];
        HashSet<string> names = new(StringComparer.Ordinal);
        foreach (ZipMember packed in zip.ReadDirectory().Where(m => m.Name.EndsWith(Ending, StringComparison.Ordinal)))
        {
            string name = packed.Name[..^Ending.Length];
            string label = $"{path}:{name}";
            if (!names.Add(name))
            {
                throw new InvalidInputException($"{path} has two arrays '{name}', so that it is unclear which is meant; save it again with np.savez.");
            }

            members.Add(OfNpz(zip, packed, name, label));
        }

        return members.Count > 0
            ? members
            : throw new InvalidInputException($"{path} is a zip file without any .npy file in it; save the arrays with np.savez.");
    }

    private static ArrayMember OfNpz(ZipFileReader zip, ZipMember packed, string name, string label)
    {
        if (packed.IsEncrypted)
        {
            return ArrayMember.Unreadable(name, label, "is encrypted; save the arrays again with np.savez");
        }

        if (packed.Method is not (ZipMember.Stored or ZipMember.Deflated))
        {
            return ArrayMember.Unreadable(name, label, $"is packed by method {packed.Method} of zip, which is not read here; save the arrays with np.savez or np.savez_compressed");
        }

        byte[] prefix = zip.Peek(packed, NpyHeader.PrefixLength);
        int length = NpyHeader.LengthOf(prefix, label);
        byte[] header = zip.Peek(packed, length);
        if (header.Length < length)
        {
            throw NpyHeader.CutOff(label);
        }

        Func<ByteSource> open = packed.Method == ZipMember.Stored ? () => zip.OpenStored(packed) : () => zip.Unpack(packed);
        return ArrayMember.Of(name, label, name, NpyHeader.Parse(header, label), packed.Size, open);
    }

    private static List<ArrayMember> OfSafeTensors(ByteSource source, string path)
    {
        ImmutableArray<SafeTensorsHeader> tensors = SafeTensorsHeader.Read(source, path, out long offset);
        return tensors.IsEmpty
            ? throw new InvalidInputException($"{path} has no tensors; save at least one.")
            : [.. tensors.Select(t => ArrayMember.Of(t, $"{path}:{t.Name}", offset, source))];
    }
}
