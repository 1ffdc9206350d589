using Xunit;

namespace Infometer.Tests;

/// <summary>Whatever the bytes are: arrays, or a sentence; never another exception, and never much more memory than the file has bytes.</summary>
public class ArrayFuzzTests
{
    // A deflated byte can become a thousand; what is read is otherwise bounded by the file.
    private const long MostMemory = 64L << 20;

    private static readonly string[] s_fixtures =
    [
        "f8.npy", "f4-three-axes-fortran.npy", "labels-u.npy", "records.npy", "version3.npy", "layers.npz", "layers-deflated.npz", "types.npz", "layers.safetensors",
        "types.safetensors",
    ];

    [Fact]
    public void Open_DamagedFiles_ReadOrExplain() => Fuzz(20_000, seed: 1);

    [SlowFact]
    public void Open_ManyDamagedFiles_ReadOrExplain() => Fuzz(1_000_000, seed: 2);

    private static void Fuzz(int count, int seed)
    {
        (string Name, byte[] Bytes)[] seeds = [.. s_fixtures.Select(f => (f, File.ReadAllBytes(ArrayFolder.Fixture(f))))];
        Random random = new(seed);
        int read = 0;
        for (int i = 0; i < count; i++)
        {
            (string name, byte[] bytes) = seeds[random.Next(seeds.Length)];
            byte[] input = random.Next(10) switch
            {
                0 => bytes[..random.Next(bytes.Length)],
                1 => RandomHeader(Path.GetExtension(name), random),
                _ => Damage(bytes, random),
            };
            long before = GC.GetAllocatedBytesForCurrentThread();
            try
            {
                read += ReadAll("fuzz" + Path.GetExtension(name), input);
            }
            catch (InvalidInputException e)
            {
                Assert.True(e.Message.Length > 20 && e.Message[^1] is '.' or '?', e.Message);
            }
            catch (Exception e)
            {
                Assert.Fail($"Input {i} of seed {seed}, from {name} ({Convert.ToHexString(input)}): {e}");
            }

            Assert.True(GC.GetAllocatedBytesForCurrentThread() - before < MostMemory, $"Input {i} of seed {seed}, from {name}, took too much memory.");
        }

        // Damage often hits numbers, which are as good as any; were nearly all refused, little would have been tried.
        Assert.InRange(read, count / 20, 100L * count);
    }

    private static int ReadAll(string name, byte[] bytes)
    {
        int read = 0;
        using ArrayFile file = ArrayFile.Open(MemorySource.ReadAll(new MemoryStream(bytes), default), name);
        foreach (ArrayInfo info in file.Arrays)
        {
            try
            {
                Variable variable = file.ToVariable(info.Name);
                Assert.Equal(info.Shape[0], variable.Count);
                Assert.NotEmpty(file.ToColumns(info.Name));
                read++;
            }
            catch (InvalidInputException e)
            {
                Assert.True(e.Message.Length > 20 && e.Message[^1] == '.', e.Message);
            }
        }

        return read;
    }

    private static byte[] Damage(byte[] bytes, Random random)
    {
        byte[] damaged = [.. bytes];
        for (int k = random.Next(1, 4); k > 0; k--)
        {
            // Headers and directories are where damage matters.
            int at = random.Next(4) switch
            {
                0 => random.Next(damaged.Length),
                1 => damaged.Length - 1 - random.Next(Math.Min(damaged.Length, 200)),
                _ => random.Next(Math.Min(damaged.Length, 128)),
            };
            switch (random.Next(4))
            {
                case 0:
                    damaged[at] ^= (byte)(1 << random.Next(8));
                    break;
                case 1:
                    damaged[at] = (byte)random.Next(256);
                    break;
                case 2:
                    damaged[at] = (byte)"0123456789(),'{}[]:\"\\<>|LTF"[random.Next(27)];
                    break;
                default:
                    damaged = [.. damaged[..at], .. damaged[Math.Min(damaged.Length, at + random.Next(1, 4))..]];
                    break;
            }

            if (damaged.Length == 0)
            {
                return damaged;
            }
        }

        return damaged;
    }

    private static byte[] RandomHeader(string ending, Random random)
    {
        string[] extents = ["0", "1", "2", "3", "8", "4294967296", "9223372036854775807", "18446744073709551616", "-1"];
        string[] types = ["<f4", ">f8", "|b1", "<i8", "|S3", "<U2", "|O", "<f3", "|", "", "<c8", "<U1073741824"];
        string[] dtypes = ["F32", "F64", "BF16", "BOOL", "U64", "F8", ""];
        string shape = string.Join(',', Enumerable.Range(0, random.Next(4)).Select(_ => extents[random.Next(extents.Length)]));
        byte[] data = new byte[random.Next(64)];
        random.NextBytes(data);
        if (ending == ".safetensors")
        {
            string offsets = $"{extents[random.Next(extents.Length)]},{random.Next(64)}";
            return ArrayBytes.SafeTensors($"{{\"a\":{{\"dtype\":\"{dtypes[random.Next(dtypes.Length)]}\",\"shape\":[{shape}],\"data_offsets\":[{offsets}]}}}}", data);
        }

        string descr = $"'{types[random.Next(types.Length)]}'";
        byte[] npy = ArrayBytes.Npy(ArrayBytes.Header(descr, $"({shape},)", random.Next(2) == 0), data, random.Next(1, 4));
        return ending == ".npz" ? ArrayBytes.Zip(random.Next(2) == 0, ("a.npy", npy), ("b/../c.npy", npy)) : npy;
    }
}
