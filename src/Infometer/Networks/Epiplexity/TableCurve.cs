namespace Infometer;

/// <summary>A loss curve in a text table.</summary>
internal static class TableCurve
{
    /// <summary>Reads the columns that the options name.</summary>
    public static List<LossPoint> Read(string path, LossCurveOptions options, RunContext context)
    {
        string[] names = options.Tokens is null ? [options.Step, options.Loss] : [options.Step, options.Loss, options.Tokens];
        Table table = Table.Read(
            path,
            new TableOptions { Columns = names, Kinds = names.Distinct().ToDictionary(n => n, _ => VariableKind.Continuous, StringComparer.Ordinal) },
            context);
        ReadOnlyMemory<double> steps = table.Column(options.Step).Values;
        ReadOnlyMemory<double> losses = table.Column(options.Loss).Values;
        ReadOnlyMemory<double> tokens = options.Tokens is null ? default : table.Column(options.Tokens).Values;
        List<LossPoint> points = new(table.RowCount);
        for (int row = 0; row < table.RowCount; row++)
        {
            points.Add(new LossPoint(steps.Span[row], losses.Span[row], options.Tokens is null ? double.NaN : tokens.Span[row], $"row {row + 1}"));
        }

        return points;
    }
}
