using System.Data;
using System.Globalization;

namespace Infometer;

/// <summary>Turns the rows of a query into columns.</summary>
internal static class DataReaderTable
{
    private static readonly DateTime s_epoch = new(1970, 1, 1);

    public static Table Read(IDataReader reader, string name, TableOptions options, RunContext context)
    {
        string[] names = [.. Enumerable.Range(0, reader.FieldCount).Select(i => reader.GetName(i) ?? "")];
        if (names.Length == 0)
        {
            throw new InvalidInputException($"{name} has no columns; select at least one.");
        }

        Layout layout = new(default, names, names.Length, 0, 0, 0);
        ColumnSelection selection = ColumnSelection.Choose(name, layout, options);
        Field[] fields = [.. selection.Positions.Select((p, i) => Field.Create(reader, p, name, selection.Names[i]))];
        long row = 0;
        while (reader.Read())
        {
            context.Cancellation.ThrowIfCancellationRequested();
            foreach (Field field in fields)
            {
                field.Add(reader, row);
            }

            row++;
        }

        return row == 0
            ? throw new InvalidInputException($"{name} returned no rows; a table needs at least one.")
            : new Table(name, [.. fields.Select((f, i) => f.Finish(selection.Kinds[i]))], []);
    }

    private abstract class Field(int ordinal, string source, string name)
    {
        protected int Ordinal => ordinal;

        protected string Source => source;

        protected string Name => name;

        public static Field Create(IDataReader reader, int ordinal, string source, string name)
        {
            Type type = reader.GetFieldType(ordinal);
            bool isText = type == typeof(string) || type == typeof(bool) || type == typeof(char) || type == typeof(Guid);
            bool isTime = type == typeof(DateTime) || type == typeof(DateTimeOffset) || type == typeof(DateOnly)
                || type == typeof(TimeOnly) || type == typeof(TimeSpan);
            if (isText)
            {
                return new TextField(ordinal, source, name);
            }

            bool isNumber = type == typeof(decimal) || (type.IsPrimitive && type != typeof(nint) && type != typeof(nuint));
            return isNumber || isTime
                ? new NumberField(ordinal, source, name, isTime)
                : throw new InvalidInputException(
                    $"Column '{name}' of {source} is of type {type.Name}, which a table cannot hold; cast it to a number, text "
                        + $"or date, or leave it out.");
        }

        public abstract void Add(IDataReader reader, long row);

        public abstract Column Finish(VariableKind? kind);
    }

    private sealed class NumberField(int ordinal, string source, string name, bool isTime) : Field(ordinal, source, name)
    {
        private readonly List<double> _values = [];

        public override void Add(IDataReader reader, long row)
        {
            double value = reader.IsDBNull(Ordinal) ? double.NaN : ToNumber(reader.GetValue(Ordinal));
            if (double.IsInfinity(value))
            {
                throw new InvalidInputException($"{Source}, row {row}: column '{Name}' is infinite; every number must be finite: "
                    + $"filter such rows or make them null.");
            }

            _values.Add(value);
        }

        public override Column Finish(VariableKind? kind)
        {
            Note[] notes = isTime ? [new Note("date", $"'{Name}' is read as days since 1970-01-01 (times of day and time spans "
                + $"as days).")] : [];
            return NumericColumn.Create(Name, _values.ToArray(), kind, notes, isTime);
        }

        private static double ToNumber(object value) => value switch
        {
            DateTime t => (t - s_epoch).TotalDays,
            DateTimeOffset t => (t.UtcDateTime - s_epoch).TotalDays,
            DateOnly d => d.DayNumber - DateOnly.FromDateTime(s_epoch).DayNumber,
            TimeOnly t => t.ToTimeSpan().TotalDays,
            TimeSpan t => t.TotalDays,
            _ => Convert.ToDouble(value, CultureInfo.InvariantCulture),
        };
    }

    private sealed class TextField(int ordinal, string source, string name) : Field(ordinal, source, name)
    {
        private readonly TextCodes _codes = new();

        public override void Add(IDataReader reader, long row) =>
            _codes.Add(reader.IsDBNull(Ordinal) ? null : Convert.ToString(reader.GetValue(Ordinal), CultureInfo.InvariantCulture));

        public override Column Finish(VariableKind? kind) => kind is null or VariableKind.Discrete
            ? _codes.ToColumn(Name)
            : throw new InvalidInputException(
                $"Column '{Name}' of {Source} is text, so it cannot be {(kind == VariableKind.Mixed ? "mixed" : "continuous")}; "
                    + $"cast it to a number in the query.");
    }
}
