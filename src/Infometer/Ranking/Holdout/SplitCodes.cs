namespace Infometer;

/// <summary>A column's codes on both sides of a holdout: numbers in bins that were cut by the training rows alone.</summary>
/// <param name="Training">The codes of the training rows.</param>
/// <param name="Holdout">The codes of the held-out rows; they may have levels that no training row has.</param>
/// <param name="MissingCode">The code of missing cells, or −1 where there can be none.</param>
internal sealed record SplitCodes(Codes Training, Codes Holdout, int MissingCode)
{
    public static SplitCodes Of(Column column, ReusableHoldout holdout, CodingRules rules)
    {
        Variable all = Variable.Of(column);
        Variable training = all.Select(holdout.Training);
        Variable held = all.Select(holdout.HoldoutRows);
        if (training.Codes is { } codes)
        {
            return new SplitCodes(codes, held.Codes!, all.MissingCode);
        }

        Discretization cut = ScreenedColumn.Cut(training.Values.Span, rules).Cut;
        return new SplitCodes(cut.Codes, cut.Apply(held.Values.Span), cut.BinCount);
    }
}
