using System.Runtime.CompilerServices;
using System.Text;

namespace Infometer;

/// <summary>
/// A sentence that is written as an interpolated string: its texts are escaped, its amounts change with the reader's unit, and its names are
/// isolated, cut and linked.
/// </summary>
[InterpolatedStringHandler]
internal sealed class Phrase
{
    private readonly List<Action<HtmlWriter>> _parts = [];
    private readonly StringBuilder _plain = new();

    public Phrase(int literalLength, int formattedCount)
    {
        _ = literalLength;
        _parts.Capacity = (2 * formattedCount) + 1;
    }

    /// <summary>A sentence, from an interpolated string.</summary>
    public static Phrase Of(Phrase phrase) => phrase;

    /// <summary>Phrases with spaces between them; empty ones are left out.</summary>
    public static Phrase Join(IEnumerable<Phrase> phrases)
    {
        Phrase result = new(0, 0);
        foreach (Phrase phrase in phrases.Where(p => p._plain.Length > 0))
        {
            if (result._plain.Length > 0)
            {
                result.AppendLiteral(" ");
            }

            result.AppendFormatted(phrase);
        }

        return result;
    }

    /// <summary>Phrases as a list: a, b and c.</summary>
    public static Phrase List(IReadOnlyList<Phrase> phrases)
    {
        Phrase result = new(0, 0);
        for (int i = 0; i < phrases.Count; i++)
        {
            result.AppendLiteral(i == 0 ? "" : i == phrases.Count - 1 ? " and " : ", ");
            result.AppendFormatted(phrases[i]);
        }

        return result;
    }

    /// <summary>The first names of a list, and how many more there are.</summary>
    public static Phrase Names(IReadOnlyList<PageName> names, int most = 5)
    {
        int shown = names.Count > most + 1 ? most : names.Count;
        List<Phrase> list = [.. names.Take(shown).Select(name => Of($"{name}"))];
        if (shown < names.Count)
        {
            list.Add(Of($"{names.Count - shown} more"));
        }

        return List(list);
    }

    public void AppendLiteral(string text)
    {
        _parts.Add(html => html.Text(text));
        _plain.Append(text);
    }

    public void AppendFormatted(string text) => AppendLiteral(text);

    public void AppendFormatted(long count) => AppendLiteral(PageText.Count(count));

    public void AppendFormatted(PageAmount amount)
    {
        _parts.Add(html => html.Amount(amount.Value));
        _plain.Append(PageText.Amount(amount.Value));
    }

    public void AppendFormatted(PageUnit unit)
    {
        _parts.Add(html => html.Unit(unit.Symbol));
        _plain.Append(unit.Symbol);
    }

    public void AppendFormatted(PageName name)
    {
        _parts.Add(html => html.Name(name.Text, name.Href));
        _plain.Append(PageText.Cut(name.Text, PageText.LongestName));
    }

    public void AppendFormatted(Phrase phrase)
    {
        _parts.AddRange(phrase._parts);
        _plain.Append(phrase._plain);
    }

    /// <summary>Writes it.</summary>
    public void WriteTo(HtmlWriter html)
    {
        foreach (Action<HtmlWriter> part in _parts)
        {
            part(html);
        }
    }

    /// <summary>The sentence without links and markup.</summary>
    public override string ToString() => _plain.ToString();
}
