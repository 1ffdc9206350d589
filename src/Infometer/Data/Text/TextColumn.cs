using System.Globalization;

namespace Infometer;

/// <summary>
/// Makes a column of texts: numbers and dates that people write in their own ways become numbers where the whole column agrees;
/// all else becomes codes and levels.
/// </summary>
internal sealed class TextColumn
{
    private const double AlmostAll = 0.9;

    private static readonly string[][] s_booleans = [["true", "false"], ["yes", "no"], ["t", "f"], ["y", "n"]];

    private readonly string _name;
    private readonly DistinctTexts _texts;
    private readonly int[] _codes;
    private readonly int _missing;
    private readonly VariableKind? _wanted;
    private readonly OddCell? _firstText;
    private readonly string _source;

    /// <summary>Takes the texts of a column and the code of each row, where the code behind the last stands for missing.</summary>
    public TextColumn(string source, string name, DistinctTexts texts, int[] codes, VariableKind? wanted, OddCell? firstText)
    {
        _source = source;
        _name = name;
        _texts = texts;
        _codes = codes;
        _wanted = wanted;
        _firstText = firstText;
        _missing = codes.AsSpan().Count(texts.Count);
        Detect();
    }

    /// <summary>The reading as numbers with decimal points, where all texts allow it.</summary>
    public NumberFormat.Reading? WithPoint { get; private set; }

    /// <summary>The reading as numbers with decimal commas, where all texts allow it.</summary>
    public NumberFormat.Reading? WithComma { get; private set; }

    /// <summary>The reading as dates or times, where all texts allow it.</summary>
    public TimeFormat.Reading? Times { get; private set; }

    /// <summary>Whether point and comma could be either.</summary>
    public bool IsUnclear => WithPoint is { } p && WithComma is { } c && !p.Values.AsSpan().SequenceEqual(c.Values);

    /// <summary>The column.</summary>
    /// <param name="decimalComma">What the file says about its decimal mark, for a column that is unclear; null where it says
    /// nothing.</param>
    public Column Create(bool? decimalComma)
    {
        if (_texts.Count == 0)
        {
            return NumericColumn.AllMissing(_name, _codes.Length, []);
        }

        if (_wanted != VariableKind.Discrete)
        {
            NumberFormat.Reading? numbers = IsUnclear ? decimalComma switch
            {
                true => WithComma,
                false => WithPoint,
                null => null,
            }
            : WithPoint ?? WithComma;
            if (numbers is not null)
            {
                return NumericColumn.Create(_name, ToRows(numbers.Values), _wanted, Describe(numbers));
            }

            if (Times is { Order: not TimeFormat.Order.Unclear } times)
            {
                return NumericColumn.Create(_name, ToRows(times.Values), _wanted, [Describe(times)], isTime: true);
            }

            if (_wanted is not null)
            {
                throw new InvalidInputException(
                    $"{_source}, line {_firstText?.Line}: '{_firstText?.Text}' in column '{_name}' is not a number, so the "
                        + $"column cannot be "
                    + $"{(_wanted == VariableKind.Mixed ? "mixed" : "continuous")}; correct the cell, name it among the missing "
                    + $"tokens, or leave the kind discrete.");
            }
        }

        return Discrete();
    }

    private void Detect()
    {
        if (_wanted == VariableKind.Discrete || _texts.Count == 0)
        {
            return;
        }

        WithPoint = NumberFormat.TryRead(_texts, decimalComma: false);
        WithComma = NumberFormat.TryRead(_texts, decimalComma: true);
        Times = WithPoint is null && WithComma is null ? TimeFormat.TryRead(_texts) : null;
    }

    private double[] ToRows(double[] values)
    {
        double[] rows = GC.AllocateUninitializedArray<double>(_codes.Length);
        for (int row = 0; row < rows.Length; row++)
        {
            rows[row] = _codes[row] < values.Length ? values[_codes[row]] : double.NaN;
        }

        return rows;
    }

    private Column Discrete()
    {
        int missingCode = _missing > 0 ? _texts.Count : -1;
        IReadOnlyList<string> levels = _texts.ToLevels(withMissing: _missing > 0);
        return new Column(
            _name, VariableKind.Discrete, Codes.Create(_codes, levels.Count), levels, missingCode, default, _missing, [.. DescribeText()]);
    }

    private List<Note> Describe(NumberFormat.Reading numbers)
    {
        NumberFormat format = numbers.Format;
        string example = string.Create(CultureInfo.InvariantCulture,
            $"'{OddCell.Show(_texts[Longest()])}' is {numbers.Values[Longest()]}; --kind {_name}=discrete keeps the text.");
        List<Note> notes = [];
        if (format.DecimalComma)
        {
            notes.Add(new Note("decimal-comma", $"'{_name}' is read as numbers with a decimal comma: {example}"));
        }

        if (format.GroupMark != '\0')
        {
            string mark = format.GroupMark == ' ' ? "a space" : $"'{format.GroupMark}'";
            notes.Add(new Note("thousands-mark", $"'{_name}' is read as numbers with {mark} between thousands: {example}"));
        }

        if (format.Unit == "%")
        {
            notes.Add(new Note("percent", $"'{_name}' is read as numbers in percent: {example}"));
        }
        else if (format.Unit.Length > 0)
        {
            notes.Add(new Note("currency", $"'{_name}' is read as amounts in {format.Unit}: {example}"));
        }

        return notes;
    }

    // The text that shows most of its marks.
    private int Longest()
    {
        int longest = 0;
        for (int code = 1; code < _texts.Count; code++)
        {
            longest = _texts[code].Length > _texts[longest].Length ? code : longest;
        }

        return longest;
    }

    private Note Describe(TimeFormat.Reading times)
    {
        string what = times.Order switch
        {
            TimeFormat.Order.TimeOfDay => "times of day, as a fraction of a day",
            TimeFormat.Order.DayMonthYear => "dates (day, month, year), as days since 1970-01-01",
            TimeFormat.Order.MonthDayYear => "dates (month, day, year), as days since 1970-01-01",
            _ => "dates, as days since 1970-01-01",
        };
        return new Note(times.Order == TimeFormat.Order.TimeOfDay ? "time" : "date", string.Create(CultureInfo.InvariantCulture,
            $"'{_name}' is read as {what}: '{OddCell.Show(_texts[_texts.Count - 1])}' is {times.Values[^1]}; --kind "
                + $"{_name}=discrete keeps the text."));
    }

    private IEnumerable<Note> DescribeText()
    {
        if (_wanted is not null)
        {
            yield break;
        }

        if (IsUnclear)
        {
            yield return new Note("unclear-number",
                $"'{_name}' is read as text: '{OddCell.Show(_texts[0])}' could be "
                    + $"{WithPoint!.Values[0].ToString(CultureInfo.InvariantCulture)} "
                + $"or {WithComma!.Values[0].ToString(CultureInfo.InvariantCulture)}; write its numbers without thousands marks.");
        }
        else if (Times is { Order: TimeFormat.Order.Unclear })
        {
            yield return new Note("unclear-date",
                $"'{_name}' is read as text: no date in it tells day from month ('{OddCell.Show(_texts[0])}'); write dates as 2024-12-31.");
        }
        else if (IsBoolean())
        {
            yield return new Note("boolean", $"'{_name}' is read as a yes/no column.");
        }
        else if (AlmostNumeric() is { } note)
        {
            yield return note;
        }
    }

    private bool IsBoolean()
    {
        if (_texts.Count > 6)
        {
            return false;
        }

        string[] levels = [.. _texts.ToLevels(withMissing: false).Select(level => level.ToLowerInvariant()).Distinct()];

        // A single letter says too little to call a constant column boolean.
        return s_booleans.Any(pair => levels.All(pair.Contains) && (levels.Length == 2 || pair[0].Length > 1));
    }

    // A few odd cells, or one odd text that repeats, in a column of numbers: most likely a way to write "missing".
    private Note? AlmostNumeric()
    {
        long[] rows = new long[_texts.Count + 1];
        foreach (int code in _codes)
        {
            rows[code]++;
        }

        long numbers = 0;
        int odd = 0;
        for (int code = 0; code < _texts.Count; code++)
        {
            if (NumberParser.TryParse(_texts[code], out _))
            {
                numbers += rows[code];
            }
            else
            {
                odd++;
            }
        }

        double share = numbers / (double)(_codes.Length - _missing);
        if (_firstText is null || !(share >= AlmostAll || (odd == 1 && share >= 0.5)))
        {
            return null;
        }

        return new Note("text-in-numbers",
            $"'{_name}' is read as text because of '{_firstText.Text}' in line {_firstText.Line}, while {numbers} of "
                + $"{_codes.Length - _missing} cells are numbers; "
            + $"correct the cell, or add '{_firstText.Text}' to the missing tokens.");
    }
}
