using System.Text;

namespace Infometer;

/// <summary>Writes HTML that is well-formed XML, too. Every text and attribute is escaped; only <see cref="Markup"/> takes what is HTML or SVG already.</summary>
internal sealed class HtmlWriter
{
    private readonly StringBuilder _html = new();

    /// <summary>Opens an element. An attribute whose value is null is left out.</summary>
    public HtmlWriter Open(string tag, params ReadOnlySpan<(string Name, string? Value)> attributes)
    {
        Start(tag, attributes);
        _html.Append('>');
        return this;
    }

    /// <summary>An element that has no content and no end.</summary>
    public HtmlWriter Void(string tag, params ReadOnlySpan<(string Name, string? Value)> attributes)
    {
        Start(tag, attributes);
        _html.Append("/>");
        return this;
    }

    /// <summary>Closes an element.</summary>
    public HtmlWriter Close(string tag)
    {
        _html.Append("</").Append(tag).Append('>');
        return this;
    }

    /// <summary>The same with a line end, for those who read the source.</summary>
    public HtmlWriter CloseLine(string tag)
    {
        Close(tag);
        _html.Append('\n');
        return this;
    }

    /// <summary>A text.</summary>
    public HtmlWriter Text(string text)
    {
        Escape(text);
        return this;
    }

    /// <summary>An element with a text alone.</summary>
    public HtmlWriter Element(string tag, string text, params ReadOnlySpan<(string Name, string? Value)> attributes) =>
        Open(tag, attributes).Text(text).Close(tag);

    /// <summary>What is HTML or SVG already.</summary>
    public HtmlWriter Markup(string markup)
    {
        _html.Append(markup);
        return this;
    }

    /// <summary>A sentence.</summary>
    public HtmlWriter Phrase(Phrase phrase)
    {
        phrase.WriteTo(this);
        return this;
    }

    /// <summary>A sentence as an element.</summary>
    public HtmlWriter Phrase(string tag, Phrase phrase, params ReadOnlySpan<(string Name, string? Value)> attributes) =>
        Open(tag, attributes).Phrase(phrase).CloseLine(tag);

    /// <summary>An amount in the page's unit, which the page's script can write in the other one; a dash where there is none.</summary>
    public HtmlWriter Amount(double? value)
    {
        if (value is { } amount)
        {
            Element("span", PageText.Amount(amount), ("class", "amount"), ("data-amount", FigureText.RoundTrip(amount)));
        }
        else
        {
            Text("–");
        }

        return this;
    }

    /// <summary>An interval of amounts, open above where nothing bounds it.</summary>
    public HtmlWriter Range(IntervalDocument? interval)
    {
        if (interval is null)
        {
            return Text("–");
        }

        Text("[").Amount(interval.Low).Text(", ");
        return (interval.High is null ? Text("…") : Amount(interval.High)).Text("]");
    }

    /// <summary>The unit's name.</summary>
    public HtmlWriter Unit(string symbol) => Element("span", symbol, ("class", "unit"));

    /// <summary>A name from the data: isolated, so that its writing direction stays its own, and cut where it is long.</summary>
    public HtmlWriter Name(string name, string? href = null, int length = PageText.LongestName)
    {
        string cut = PageText.Cut(name, length);
        (string, string?)[] attributes = [("class", "name"), ("title", cut.Length < name.Length ? name : null)];
        return href is null ? Element("bdi", cut, attributes) : Open("a", ("href", href)).Element("bdi", cut, attributes).Close("a");
    }

    /// <summary>A verdict with the mark of its kind.</summary>
    public HtmlWriter Verdict(string verdict) => Element("span", verdict, ("class", $"verdict verdict-{verdict}"));

    /// <inheritdoc/>
    public override string ToString() => _html.ToString();

    private void Start(string tag, ReadOnlySpan<(string Name, string? Value)> attributes)
    {
        _html.Append('<').Append(tag);
        foreach ((string name, string? value) in attributes)
        {
            if (value is not null)
            {
                _html.Append(' ').Append(name).Append("=\"");
                Escape(value);
                _html.Append('"');
            }
        }
    }

    private void Escape(string text)
    {
        foreach (char c in PageText.Clean(text))
        {
            _ = c switch
            {
                '&' => _html.Append("&amp;"),
                '<' => _html.Append("&lt;"),
                '>' => _html.Append("&gt;"),
                '"' => _html.Append("&quot;"),
                '\'' => _html.Append("&#39;"),
                _ => _html.Append(c),
            };
        }
    }
}
