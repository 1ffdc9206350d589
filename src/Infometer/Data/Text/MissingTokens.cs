using System.Text;

namespace Infometer;

/// <summary>The texts that stand for a missing cell, as bytes.</summary>
internal sealed class MissingTokens
{
    private readonly byte[][] _tokens;

    public MissingTokens(IReadOnlyList<string> tokens)
    {
        _tokens = [.. tokens.Append(Column.MissingLevel).Select(Encoding.UTF8.GetBytes)];
        List<double> numbers = [];
        foreach (byte[] token in _tokens)
        {
            if (NumberParser.TryParse(token, out double number))
            {
                numbers.Add(number);
            }
        }

        Numbers = [.. numbers];
    }

    /// <summary>The tokens that are numbers, such as −999: a cell of such a value has to be looked at.</summary>
    public double[] Numbers { get; }

    /// <summary>Whether a cell with this content is missing.</summary>
    public bool Contains(ReadOnlySpan<byte> cell)
    {
        foreach (byte[] token in _tokens)
        {
            if (cell.SequenceEqual(token))
            {
                return true;
            }
        }

        return false;
    }
}
