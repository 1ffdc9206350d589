namespace Infometer;

/// <summary>What a ranking asked of its <see cref="ReusableHoldout"/>, and what is left of it.</summary>
/// <param name="TrainingRows">Rows that the ranking was made from.</param>
/// <param name="HoldoutRows">Rows that only answered.</param>
/// <param name="Asked">Queries of this ranking that were answered.</param>
/// <param name="FromHoldout">How many of these answers came from the holdout; each cost one of the budget.</param>
/// <param name="Unanswered">Queries of this ranking that got no answer because the budget was used up.</param>
/// <param name="Budget">Answers from the holdout that were allowed in all.</param>
/// <param name="BudgetLeft">Answers from the holdout that are left.</param>
public sealed record HoldoutSummary(
    int TrainingRows, int HoldoutRows, int Asked, int FromHoldout, int Unanswered, int Budget, int BudgetLeft);
