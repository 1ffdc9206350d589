using System.Text;

namespace Infometer.Tests;

/// <summary>How files of reference values are read.</summary>
internal static class ReferenceFiles
{
    /// <summary>The records of a comma-separated file with a header, as name → text.</summary>
    public static IEnumerable<IReadOnlyDictionary<string, string>> ReadCsv(string path)
    {
        List<string>? header = null;
        foreach (List<string> record in ReadRecords(File.ReadAllText(path)))
        {
            if (header is null)
            {
                header = record;
            }
            else
            {
                yield return header.Zip(record).ToDictionary(pair => pair.First, pair => pair.Second);
            }
        }
    }

    // RFC 4180: fields may be quoted, quotes are doubled inside.
    private static IEnumerable<List<string>> ReadRecords(string text)
    {
        List<string> record = [];
        StringBuilder field = new();
        bool quoted = false;
        for (int i = 0; i < text.Length; i++)
        {
            char c = text[i];
            if (c == '"')
            {
                bool doubled = quoted && i + 1 < text.Length && text[i + 1] == '"';
                if (doubled)
                {
                    field.Append('"');
                    i++;
                }
                else
                {
                    quoted = !quoted;
                }
            }
            else if (!quoted && c is ',' or '\n')
            {
                record.Add(field.ToString().TrimEnd('\r'));
                field.Clear();
                if (c == '\n')
                {
                    yield return record;
                    record = [];
                }
            }
            else
            {
                field.Append(c);
            }
        }

        if (field.Length > 0 || record.Count > 0)
        {
            record.Add(field.ToString());
            yield return record;
        }
    }
}
