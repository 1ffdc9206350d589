namespace Infometer;

/// <summary>A ranking of very many columns: all screened, the best of them measured.</summary>
internal static class ScreenedRanking
{
    public static Ranking Of(NumericArray array, Column target, int most, RankOptions options, RunContext context)
    {
        options.Check();
        List<Note> notes = [.. array.Notes];
        CodedTarget coded = CodedTarget.Of(target, new CodingRules(MissingPolicy.Level, null), array.Name, notes);
        ScreeningOptions how = new() { Level = options.Level, FalseDiscovery = options.FalseDiscovery };
        Screening screening = Screening.Of(array.ToColumnSource(), Variable.Of(target), how, context);
        int[] best = screening.Order[..Math.Min(most, array.Columns)].ToArray();
        RankedColumn[] columns = new RankedColumn[best.Length];
        context.ForEach(best.Length, i => columns[i] = Measure(screening, array, coded, best[i]));
        RankedColumn[] ordered =
        [
            .. columns.OrderByDescending(c => Math.Round(c.Estimate.Value ?? double.NegativeInfinity, 12))
                .Select((column, i) => column with { Rank = i + 1 }),
        ];
        notes.Add(new Note("screened", FormattableString.Invariant(
            $"{array.Columns:N0} columns were screened one by one, and the {best.Length:N0} with the smallest p are listed; what they add to each other, groups, pairs and all columns together were not looked at.")));
        if (array.ElementType is ArrayElementType.F64 or ArrayElementType.I32 or ArrayElementType.U32 or ArrayElementType.I64 or ArrayElementType.U64)
        {
            notes.Add(new Note("rounded-to-single", "Numbers were rounded to single precision for the screen: those that differ by less than one part in 10^7 count as equal."));
        }

        Table table = new(array.Name, [.. ordered.Select(c => c.Column), target], []);
        return new Ranking(table, target, options, context)
        {
            TargetEntropy = coded.Entropy,
            TargetLevels = coded.Levels,
            RowCount = array.Rows,
            TestedCount = array.Columns,
            SurvivorCount = screening.SurvivorCount,
            Columns = [.. ordered],
            Notes = [.. notes],
        };
    }

    private static RankedColumn Measure(Screening screening, NumericArray array, CodedTarget target, int column)
    {
        Estimate estimate = screening.Estimate(column);
        return new RankedColumn
        {
            Rank = 0,
            Column = array.Column(column, FormattableString.Invariant($":{column}"), VariableKind.Continuous),
            Estimate = estimate,
            Levels = estimate.Bins[FormattableString.Invariant($":{column}")],
            Share = target.ShareOf(estimate.Value, target.Entropy),
            TargetEntropy = target.Entropy,
            QValue = screening.Scores[column].QValue,
            Flags = [],
        };
    }
}
