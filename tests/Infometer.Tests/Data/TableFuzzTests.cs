using System.IO.Compression;
using System.Text;
using Xunit;

namespace Infometer.Tests;

[Trait("Kernels", "Vector")]
public class TableFuzzTests
{
    private static readonly string[] s_seeds =
    [
        "a,b\n1.5,x\n2.5,y\n",
        "a;b;c\r\n1,5;\"x;y\";2020-01-01\r\n2,5;\"q\"\"r\";2020-02-29\r\n",
        "a\tb\n1\t\n\t2\n",
        "# c\n% d\n a  b c\n1 2 3\n 4  5 6\n",
        "v\n1\n\n2\n\n",
        "#x,y\n1e5,$1.5\n-.5,$2\n",
        "\uFEFFa,b\r1,2\r3,4\r",
        "a,b\n\"multi\nline\",1 234\nNA,?\n",
        "p,q\n12%,true\n7 %,no\ninf,10:30\n",
        "d,e\n01/02/2020,Feb 3, 2020\n13/02/2020,x\n",
    ];

    [Fact]
    public void Read_FuzzedInput_LoadsOrExplains() => Fuzz(20_000, seed: 1);

    [SlowFact]
    public void Read_MillionFuzzedInputs_LoadsOrExplains() => Fuzz(1_000_000, seed: 2);

    private static void Fuzz(int count, int seed)
    {
        byte[][] seeds = [.. s_seeds.Select(Encoding.UTF8.GetBytes)];
        seeds = [.. seeds, Gzip(seeds[0]), [0xFF, 0xFE, .. Encoding.Unicode.GetBytes(s_seeds[0])]];
        Random random = new(seed);
        int loaded = 0;
        for (int i = 0; i < count; i++)
        {
            byte[] input = random.Next(8) == 0 ? RandomBytes(random) : Mutate(seeds[random.Next(seeds.Length)], random);
            TableOptions options = RandomOptions(random);
            int blockSize = random.Next(2) == 0 ? 1 << 18 : random.Next(1, 20);
            try
            {
                Table table = Csv.Read(input, options, Csv.OneThread, blockSize);
                Check(table);
                loaded++;
            }
            catch (InvalidInputException e)
            {
                Assert.True(e.Message.Length > 20 && e.Message[^1] is '.' or '?', e.Message);
            }
            catch (Exception e)
            {
                Assert.Fail($"Input {i} of seed {seed} ({Convert.ToHexString(input)}, {options}): {e}");
            }
        }

        // Most mutations leave a table; were nearly all refused, little would have been tried.
        Assert.InRange(loaded, count / 20, count);
    }

    private static void Check(Table table)
    {
        foreach (Column column in table.Columns)
        {
            bool sound = column.Count == table.RowCount && table.RowCount > 0;
            sound &= column.Values.IsEmpty || column.Values.Length == table.RowCount;
            foreach (double value in column.Values.Span)
            {
                sound &= !double.IsInfinity(value);
            }

            sound &= column.Codes is null == (column.Kind != VariableKind.Discrete);
            sound &= column.Codes is null || column.Codes.LevelCount == column.Levels.Count;
            Assert.True(sound, column.ToString());
        }
    }

    private static TableOptions RandomOptions(Random random) => random.Next(6) switch
    {
        0 => new TableOptions { HasHeader = false },
        1 => new TableOptions { Delimiter = ",;\t |x\""[random.Next(7)] },
        2 => new TableOptions { Columns = [":0"], MissingTokens = ["x"] },
        3 => new TableOptions { Kinds = new Dictionary<string, VariableKind> { [":0"] = (VariableKind)random.Next(3) } },
        _ => new TableOptions(),
    };

    private static byte[] Mutate(byte[] seed, Random random)
    {
        ReadOnlySpan<byte> tokens = ",;\t \"\n\r#%.-0019ae\0\xFF"u8;
        List<byte> bytes = [.. seed];
        for (int k = random.Next(1, 6); k > 0; k--)
        {
            int at = random.Next(bytes.Count + 1);
            switch (random.Next(4))
            {
                case 0:
                    bytes.Insert(at, tokens[random.Next(tokens.Length)]);
                    break;
                case 1 when at < bytes.Count:
                    bytes.RemoveAt(at);
                    break;
                case 2 when at < bytes.Count:
                    bytes[at] = random.Next(2) == 0 ? tokens[random.Next(tokens.Length)] : (byte)random.Next(256);
                    break;
                default:
                    int length = Math.Min(random.Next(10), bytes.Count - at);
                    bytes.InsertRange(random.Next(bytes.Count + 1), bytes.GetRange(at, length));
                    break;
            }
        }

        return [.. bytes];
    }

    private static byte[] RandomBytes(Random random)
    {
        byte[] bytes = new byte[random.Next(40)];
        random.NextBytes(bytes);
        return bytes;
    }

    private static byte[] Gzip(byte[] bytes)
    {
        using MemoryStream packed = new();
        using (GZipStream gzip = new(packed, CompressionLevel.Fastest))
        {
            gzip.Write(bytes);
        }

        return packed.ToArray();
    }
}
