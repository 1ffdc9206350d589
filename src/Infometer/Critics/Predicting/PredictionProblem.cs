namespace Infometer;

/// <summary>What is predicted from what.</summary>
/// <param name="Sample">The variables.</param>
/// <param name="Target">What is predicted: Y.</param>
/// <param name="Inputs">From what: X and then Z, n rows.</param>
/// <param name="Given">Z alone; no columns without a condition.</param>
/// <param name="Condition">The variables of Z.</param>
/// <param name="Strata">The level of a discrete Z in each row; null where Z is none or not discrete.</param>
internal sealed record PredictionProblem(
    Sample Sample, PredictionTarget Target, FloatMatrix Inputs, FloatMatrix Given, VariableSet Condition, int[]? Strata)
{
    /// <summary>What may be exchanged among some rows where X tells nothing of Y beyond Z.</summary>
    public IRowShuffler ShufflerOf(int[] rows, RunContext context)
    {
        if (Condition.IsEmpty)
        {
            return new Permutation();
        }

        if (Strata is null)
        {
            return LocalPermutation.Of(Sample.Select(rows), Condition, context);
        }

        return new WithinGroups(Array.ConvertAll(rows, row => Strata[row]), Strata.Max() + 1);
    }
}
