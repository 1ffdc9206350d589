namespace Infometer;

/// <summary>Formats that are recognised in order to say what to do instead of reading them.</summary>
internal static class ForeignFormat
{
    private const string Pickle = "which is not read, because reading it could run code; save the arrays with np.save or np.savez, or with safetensors";
    private const string Torch = "save the tensors with safetensors.torch.save_file(tensors, 'x.safetensors'), or one with np.save('x.npy', t.detach().cpu().numpy())";
    private const string Hdf5 = "save the arrays with np.savez('x.npz', a=file['a'][:])";
    private const string Matlab = "save the arrays with np.savez('x.npz', **{k: v for k, v in scipy.io.loadmat('x.mat').items() if k[0] != '_'})";
    private const string Parquet = "save the table as CSV (pandas.read_parquet('x.parquet').to_csv('x.csv', index=False)), or its numbers with np.save";

    /// <summary>What a file is, and what to do, as the second half of a sentence; null where it is none of these.</summary>
    /// <param name="path">Its name, for what its first bytes leave open.</param>
    /// <param name="head">Its first bytes.</param>
    public static string? Of(string path, ReadOnlySpan<byte> head) =>
        OfCode(path, head) ?? (head is [0x89, (byte)'H', (byte)'D', (byte)'F', ..] ? $"is an HDF5 file, which is not read in this version; {Hdf5}"
            : head is [(byte)'P', (byte)'A', (byte)'R', (byte)'1', ..] ? $"is a Parquet file, which is not read in this version; {Parquet}"
            : head is [0x1F, 0x8B, ..] ? "is packed with gzip; unpack it first (gunzip)"
            : null);

    /// <summary>The same of formats in which only programs of one kind keep their arrays: pickles, PyTorch's, MATLAB's.</summary>
    public static string? OfCode(string path, ReadOnlySpan<byte> head)
    {
        string ending = Path.GetExtension(path).ToLowerInvariant();
        bool isPickle = head is [0x80, >= 2 and <= 5, ..];
        bool isZip = head is [(byte)'P', (byte)'K', 3 or 5, ..];
        return (ending is ".pt" or ".pth" or ".ckpt" && (isPickle || isZip)) ? $"is a PyTorch file (a pickle), which is not read, because reading it could run code; {Torch}"
            : isPickle ? $"is a Python pickle, {Pickle}"
            : head.StartsWith("MATLAB 5.0"u8) ? $"is a MATLAB file, which is not read in this version; {Matlab}"
            : null;
    }
}
