namespace Infometer;

/// <summary>What was asked of a holdout.</summary>
internal sealed record HoldoutDocument(long TrainingRows, long HoldoutRows, long Asked, long FromHoldout, long Unanswered, long Budget, long BudgetLeft)
{
    public static HoldoutDocument? Read(JsonPart? part) => part is { } p
        ? new HoldoutDocument(
            p.Count("trainingRows"), p.Count("holdoutRows"), p.Count("asked"), p.Count("fromHoldout"), p.Count("unanswered"), p.Count("budget"), p.Count("budgetLeft"))
        : null;
}
