using System.Text;

namespace Infometer;

/// <summary>A cell that a message points at.</summary>
/// <param name="Text">Its text, cut where long.</param>
/// <param name="Line">Its line in the file, from 1.</param>
internal sealed record OddCell(string Text, long Line)
{
    private const int Longest = 40;

    public static OddCell Of(ReadOnlySpan<byte> content, long line) => new(Show(content), line);

    /// <summary>A cell's text as messages show it: control characters made visible, long ones cut.</summary>
    public static string Show(ReadOnlySpan<byte> content)
    {
        string text = Encoding.UTF8.GetString(content[..Math.Min(content.Length, 4 * Longest)]);
        if (text.Length > Longest)
        {
            text = text[..(Longest - 1)] + "…";
        }

        return string.Create(text.Length, text, (span, t) =>
        {
            for (int i = 0; i < t.Length; i++)
            {
                span[i] = char.IsControl(t[i]) ? '·' : t[i];
            }
        });
    }
}
