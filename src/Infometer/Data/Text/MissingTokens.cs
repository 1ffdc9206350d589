using System.Text;

namespace Infometer;

/// <summary>The texts that stand for a missing cell, as bytes.</summary>
internal sealed class MissingTokens
{
    private readonly byte[][] _tokens;

    public MissingTokens(IReadOnlyList<string> tokens)
    {
        _tokens = [.. tokens.Append(Column.MissingLevel).Select(Encoding.UTF8.GetBytes)];
    }

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
