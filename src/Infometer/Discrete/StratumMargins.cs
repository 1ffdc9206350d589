namespace Infometer;

/// <summary>The margins of A and of B within one level of Z (all the data where nothing is given).</summary>
/// <param name="Rows">How often each level of A occurs in the stratum; all above zero.</param>
/// <param name="Columns">How often each level of B occurs in the stratum; all above zero.</param>
/// <param name="Total">Rows of data in the stratum.</param>
internal sealed record StratumMargins(long[] Rows, long[] Columns, long Total)
{
    /// <summary>The strata of I(A;B|Z).</summary>
    public static StratumMargins[] Of(JointCounts joint, VariableSet a, VariableSet b, VariableSet z)
    {
        MarginalCounts strata = joint.Marginal(z);
        long[][] rows = Split(joint.Marginal(a | z), strata);
        long[][] columns = Split(joint.Marginal(b | z), strata);
        StratumMargins[] result = new StratumMargins[strata.Counts.Length];
        for (int stratum = 0; stratum < result.Length; stratum++)
        {
            result[stratum] = new StratumMargins(rows[stratum], columns[stratum], strata.Counts[stratum]);
        }

        return result;
    }

    // Deals the groups of the finer marginal out to the strata they lie in.
    private static long[][] Split(MarginalCounts finer, MarginalCounts strata)
    {
        int[] stratumOfGroup = new int[finer.Counts.Length];
        for (int cell = 0; cell < finer.GroupOfCell.Length; cell++)
        {
            stratumOfGroup[finer.GroupOfCell[cell]] = strata.GroupOfCell[cell];
        }

        int[] sizes = new int[strata.Counts.Length];
        foreach (int stratum in stratumOfGroup)
        {
            sizes[stratum]++;
        }

        long[][] result = [.. sizes.Select(size => new long[size])];
        for (int group = stratumOfGroup.Length - 1; group >= 0; group--)
        {
            int stratum = stratumOfGroup[group];
            result[stratum][--sizes[stratum]] = finer.Counts[group];
        }

        return result;
    }
}
