using System.Text;

namespace Infometer;

/// <summary>Collects the texts of a discrete column one by one; null is missing.</summary>
internal sealed class TextCodes
{
    private readonly Utf8Dictionary _dictionary = new();
    private readonly List<int> _codes = [];
    private byte[] _buffer = new byte[256];

    public void Add(string? text)
    {
        if (text is null)
        {
            _codes.Add(-1);
            return;
        }

        int most = Encoding.UTF8.GetMaxByteCount(text.Length);
        if (_buffer.Length < most)
        {
            _buffer = new byte[most];
        }

        _codes.Add(_dictionary.GetOrAdd(_buffer.AsSpan(0, Encoding.UTF8.GetBytes(text, _buffer))));
    }

    public Column ToColumn(string name)
    {
        DistinctTexts texts = DistinctTexts.Merge([_dictionary], null, out int[][] maps);
        int missing = 0;
        int[] codes = new int[_codes.Count];
        for (int row = 0; row < codes.Length; row++)
        {
            missing += _codes[row] < 0 ? 1 : 0;
            codes[row] = _codes[row] < 0 ? texts.Count : maps[0][_codes[row]];
        }

        if (texts.Count == 0)
        {
            return NumericColumn.AllMissing(name, codes.Length, []);
        }

        IReadOnlyList<string> levels = texts.ToLevels(withMissing: missing > 0);
        return new Column(
            name, VariableKind.Discrete, Codes.Create(codes, levels.Count), levels, missing > 0 ? texts.Count : -1, default, missing, []);
    }
}
