using System.Text;

namespace Infometer;

/// <summary>
/// Recognises dates and times: ISO 8601 (<c>2024-02-29</c>, <c>2024-02-29T13:45:10.5+01:00</c>, <c>2024-02</c>),
/// <c>2024/02/29</c>, <c>29.02.2024</c>, <c>29/02/2024</c> or <c>02/29/2024</c> (also with dashes; the column has to
/// decide which), <c>29 Feb 2024</c>, <c>Feb 29, 2024</c>, and times of day <c>13:45[:10[.5]]</c>.
/// A date is days since 1970-01-01, a time of day a fraction of a day. Years have four digits.
/// </summary>
internal static class TimeFormat
{
    private const double SecondsPerDay = 86_400;

    private static readonly string[] s_months =
        ["january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december"];

    /// <summary>How a column's dates are written.</summary>
    internal enum Order
    {
        None,
        YearMonthDay,
        DayMonthYear,
        MonthDayYear,

        /// <summary>Day and month, in an order that the text does not show.</summary>
        Unclear,
        TimeOfDay,
    }

    /// <summary>What reading a column as dates gives.</summary>
    /// <param name="Order">The order found; <see cref="Order.Unclear"/> where the column does not decide it.</param>
    /// <param name="Values">Days by code; empty where unclear.</param>
    internal sealed record Reading(Order Order, double[] Values);

    /// <summary>Reads all texts as dates or times written in one way; null where they are not.</summary>
    public static Reading? TryRead(DistinctTexts texts)
    {
        Order order = Order.None;
        bool? zoned = null;
        bool dayFirst = false;
        bool monthFirst = false;
        for (int code = 0; code < texts.Count; code++)
        {
            if (!TryParse(texts[code], out Moment m) || (order != Order.None && m.Order != order) || (zoned is { } z && z != m.Zoned))
            {
                return null;
            }

            order = m.Order;
            zoned = m.Zoned;
            dayFirst |= m.A > 12;
            monthFirst |= m.B > 12;
        }

        if (order == Order.None)
        {
            return null;
        }

        if (order == Order.Unclear)
        {
            if (dayFirst == monthFirst)
            {
                return dayFirst ? null : new Reading(Order.Unclear, []);
            }

            order = dayFirst ? Order.DayMonthYear : Order.MonthDayYear;
        }

        double[] values = new double[texts.Count];
        for (int code = 0; code < values.Length; code++)
        {
            if (!TryParse(texts[code], out Moment m) || !m.TryDays(order, out values[code]))
            {
                return null;
            }
        }

        return new Reading(order, values);
    }

    /// <summary>The parts of one text: a year, two numbers whose order may be open, and seconds since midnight, UTC where zoned.</summary>
    private readonly record struct Moment(Order Order, int Year, int A, int B, double Seconds, bool Zoned)
    {
        public bool TryDays(Order order, out double days)
        {
            if (order == Order.TimeOfDay)
            {
                days = Seconds / SecondsPerDay;
                return true;
            }

            (int month, int day) = order == Order.DayMonthYear ? (B, A) : (A, B);
            days = 0;
            if (Year < 1 || month is < 1 or > 12 || day < 1 || day > DateTime.DaysInMonth(Year, month))
            {
                return false;
            }

            days = new DateOnly(Year, month, day).DayNumber - s_epoch + (Seconds / SecondsPerDay);
            return true;
        }
    }

    private static readonly int s_epoch = new DateOnly(1970, 1, 1).DayNumber;

    private static bool TryParse(ReadOnlySpan<byte> text, out Moment moment)
    {
        moment = default;
        if (text.Length is < 4 or > 40)
        {
            return false;
        }

        ReadOnlySpan<byte> rest = text;
        double seconds = 0;
        bool zoned = false;
        if (TryTakeTime(ref rest, out seconds, ref zoned))
        {
            moment = new Moment(Order.TimeOfDay, 0, 0, 0, seconds, zoned);
            return rest.IsEmpty;
        }

        if (!TryTakeDate(ref rest, out Order order, out int year, out int a, out int b))
        {
            return false;
        }

        if (!rest.IsEmpty)
        {
            if (rest[0] is not ((byte)' ' or (byte)'T' or (byte)'t'))
            {
                return false;
            }

            rest = rest[1..];
            if (!TryTakeTime(ref rest, out seconds, ref zoned) || !rest.IsEmpty)
            {
                return false;
            }
        }

        moment = new Moment(order, year, a, b, seconds, zoned);
        return true;
    }

    private static bool TryTakeDate(ref ReadOnlySpan<byte> text, out Order order, out int year, out int a, out int b)
    {
        (order, year, a, b) = (Order.None, 0, 0, 1);
        if (TryTakeMonth(ref text, out int month))
        {
            // Feb 29, 2024
            order = Order.MonthDayYear;
            a = month;
            return TrySkip(ref text, (byte)' ') && TryTakeNumber(ref text, 1, 2, out b)
                && (TrySkip(ref text, (byte)',') | TrySkip(ref text, (byte)' '))
                && TryTakeYear(ref text, out year);
        }

        if (!TryTakeNumber(ref text, 1, 4, out int first, out int digits) || digits == 3 || text.IsEmpty)
        {
            return false;
        }

        byte mark = text[0];
        text = text[1..];
        if (digits == 4)
        {
            order = Order.YearMonthDay;
            year = first;
            return mark is (byte)'-' or (byte)'/' && TryTakeNumber(ref text, 1, 2, out a)
                && (TrySkip(ref text, mark) ? TryTakeNumber(ref text, 1, 2, out b) : mark == (byte)'-' && text.IsEmpty);
        }

        a = first;
        if (mark is (byte)' ' or (byte)'-' && TryTakeMonth(ref text, out month))
        {
            // 29 Feb 2024, 29-Feb-2024
            order = Order.DayMonthYear;
            b = month;
            return TrySkip(ref text, mark) && TryTakeYear(ref text, out year);
        }

        order = mark == (byte)'.' ? Order.DayMonthYear : Order.Unclear;
        return mark is (byte)'.' or (byte)'/' or (byte)'-' && TryTakeNumber(ref text, 1, 2, out b) && TrySkip(ref text, mark)
            && TryTakeYear(ref text, out year);
    }

    // hh:mm[:ss[.f…]][ ][AM|PM][Z|±hh[:]mm]
    private static bool TryTakeTime(ref ReadOnlySpan<byte> text, out double seconds, ref bool zoned)
    {
        ReadOnlySpan<byte> rest = text;
        seconds = 0;
        if (!TryTakeNumber(ref rest, 1, 2, out int hour) || !TrySkip(ref rest, (byte)':') || !TryTakeNumber(ref rest, 2, 2, out int minute)
            || minute > 59)
        {
            return false;
        }

        double second = 0;
        if (TrySkip(ref rest, (byte)':') && !TryTakeSeconds(ref rest, out second))
        {
            return false;
        }

        if (!TryTakeHalf(ref rest, ref hour) || hour > 23)
        {
            return false;
        }

        seconds = (hour * 3600.0) + (minute * 60) + second;
        if (TrySkip(ref rest, (byte)'Z'))
        {
            zoned = true;
        }
        else if (rest is [(byte)'+' or (byte)'-', ..])
        {
            double sign = rest[0] == (byte)'+' ? 1 : -1;
            rest = rest[1..];
            if (!TryTakeNumber(ref rest, 2, 2, out int hours))
            {
                return false;
            }

            TrySkip(ref rest, (byte)':');
            int minutes = 0;
            if (!rest.IsEmpty && !TryTakeNumber(ref rest, 2, 2, out minutes))
            {
                return false;
            }

            zoned = true;
            seconds -= sign * ((hours * 3600.0) + (minutes * 60));
        }

        text = rest;
        return true;
    }

    private static bool TryTakeSeconds(ref ReadOnlySpan<byte> text, out double seconds)
    {
        int length = 0;
        while (length < text.Length && (text[length] is >= (byte)'0' and <= (byte)'9' || (length == 2 && text[length] == (byte)'.')))
        {
            length++;
        }

        bool number = NumberParser.TryParse(text[..length], out seconds) && length != 1 && length != 3 && seconds < 61;
        text = text[length..];
        return number;
    }

    private static bool TryTakeHalf(ref ReadOnlySpan<byte> text, ref int hour)
    {
        ReadOnlySpan<byte> half = text.TrimStart((byte)' ');
        bool morning = Ascii.EqualsIgnoreCase(half[..Math.Min(2, half.Length)], "am"u8);
        if (!morning && !Ascii.EqualsIgnoreCase(half[..Math.Min(2, half.Length)], "pm"u8))
        {
            return true;
        }

        text = half[2..];
        bool valid = hour is >= 1 and <= 12;
        hour = (hour % 12) + (morning ? 0 : 12);
        return valid;
    }

    private static bool TryTakeMonth(ref ReadOnlySpan<byte> text, out int month)
    {
        int length = 0;
        while (length < text.Length && (text[length] | 0x20) is >= 'a' and <= 'z')
        {
            length++;
        }

        for (month = 1; month <= 12; month++)
        {
            string name = s_months[month - 1];
            if ((length == 3 || length == name.Length) && Ascii.EqualsIgnoreCase(text[..length], name.AsSpan(0, length)))
            {
                text = text[length..];
                return true;
            }
        }

        return false;
    }

    private static bool TrySkip(ref ReadOnlySpan<byte> text, byte mark)
    {
        if (text.IsEmpty || text[0] != mark)
        {
            return false;
        }

        text = text[1..];
        return true;
    }

    private static bool TryTakeYear(ref ReadOnlySpan<byte> text, out int year) => TryTakeNumber(ref text, 4, 4, out year);

    private static bool TryTakeNumber(ref ReadOnlySpan<byte> text, int least, int most, out int number) =>
        TryTakeNumber(ref text, least, most, out number, out _);

    private static bool TryTakeNumber(ref ReadOnlySpan<byte> text, int least, int most, out int number, out int digits)
    {
        number = 0;
        digits = 0;
        while (digits < text.Length && digits < most && text[digits] is >= (byte)'0' and <= (byte)'9')
        {
            number = (number * 10) + text[digits] - '0';
            digits++;
        }

        text = text[digits..];
        return digits >= least;
    }
}
