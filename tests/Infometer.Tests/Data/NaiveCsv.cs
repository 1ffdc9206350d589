using System.Text;

namespace Infometer.Tests;

/// <summary>A slow and simple reading of the same rules: commas, LF or CRLF, no comments. Null where the text is no table.</summary>
internal static class NaiveCsv
{
    public static List<string[]>? Parse(string text)
    {
        List<(string[] Cells, bool Blank)> records = [];
        int at = 0;
        while (at < text.Length)
        {
            List<string> cells = [];
            bool blank = true;
            bool more = true;
            while (more)
            {
                if (ReadCell(text, ref at, out bool hadBytes) is not { } cell)
                {
                    return null;
                }

                cells.Add(cell);
                more = at < text.Length && text[at] == ',';
                blank &= !hadBytes && !more;
                at++;
            }

            records.Add(([.. cells], blank));
        }

        records.RemoveRange(0, records.TakeWhile(r => r.Blank).Count());
        while (records.Count > 0 && records[^1].Blank)
        {
            records.RemoveAt(records.Count - 1);
        }

        bool regular = records.Count > 0 && records.All(r => r.Cells.Length == records[0].Cells.Length);
        return regular && (records[0].Cells.Length == 1 || records.All(r => !r.Blank)) ? [.. records.Select(r => r.Cells)] : null;
    }

    // Stops at the comma, the LF or the end.
    private static string? ReadCell(string text, ref int at, out bool hadBytes)
    {
        SkipSpaces(text, ref at);
        hadBytes = at < text.Length && text[at] != ',' && text[at] != '\n' && text[at] != '\r';
        StringBuilder cell = new();
        if (at < text.Length && text[at] == '"')
        {
            at++;
            while (true)
            {
                if (at == text.Length)
                {
                    return null;
                }

                if (text[at] != '"')
                {
                    cell.Append(text[at++]);
                }
                else if (at + 1 < text.Length && text[at + 1] == '"')
                {
                    cell.Append('"');
                    at += 2;
                }
                else
                {
                    at++;
                    break;
                }
            }

            SkipSpaces(text, ref at);
            at += at + 1 < text.Length && text[at] == '\r' && text[at + 1] == '\n' ? 1 : 0;
            return at == text.Length || text[at] is ',' or '\n' ? cell.ToString() : null;
        }

        while (at < text.Length && text[at] is not (',' or '\n'))
        {
            cell.Append(text[at++]);
        }

        bool isCrlf = cell.Length > 0 && cell[^1] == '\r' && at < text.Length && text[at] == '\n';
        return (isCrlf ? cell.ToString(0, cell.Length - 1) : cell.ToString()).Trim(' ', '\t');
    }

    private static void SkipSpaces(string text, ref int at)
    {
        while (at < text.Length && text[at] is (' ' or '\t'))
        {
            at++;
        }
    }
}
