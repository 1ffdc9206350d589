namespace Infometer;

/// <summary>
/// Rows of X and Y as objectives take them: numbers on the wanted scale, about 0; levels as columns, any two of them at distance 1.
/// </summary>
/// <param name="X">n × d_x numbers.</param>
/// <param name="Y">n × d_y numbers.</param>
internal sealed record ObjectiveInputs(FloatMatrix X, FloatMatrix Y)
{
    private const int MostColumns = 16_384;

    /// <summary>The rows of two variables.</summary>
    public static ObjectiveInputs Of(Sample sample, Objective objective) =>
        new(Columns(sample.Variables[0], objective), Columns(sample.Variables[1], objective));

    /// <summary>The side, 0 or 1, on which all rows are equal; null where there is none.</summary>
    public int? IsConstant() => AreEqual(X) ? 0 : AreEqual(Y) ? 1 : null;

    private static FloatMatrix Columns(Variable variable, Objective objective)
    {
        int width = variable.Codes?.LevelCount ?? variable.Dimension;
        if (width > MostColumns)
        {
            throw new InvalidInputException(FormattableString.Invariant(
                $"'{objective.Descriptor.Id}' would see '{variable.Name}' as {width:N0} columns, one per number and level, ")
                + FormattableString.Invariant($"and takes {MostColumns:N0}; merge rare levels or leave columns out."));
        }

        FloatMatrix inputs = new(variable.Count, width);
        if (variable.Codes is { } codes)
        {
            float corner = MathF.Sqrt(0.5f);
            for (int row = 0; row < inputs.Rows; row++)
            {
                inputs.Row(row)[codes[row]] = corner;
            }

            return inputs;
        }

        double[][] columns = ColumnPreparation.Columns(variable, objective.Standardize, 0, 0);
        for (int j = 0; j < columns.Length; j++)
        {
            // What is added to all rows changes no distance, and takes digits from single precision.
            double mean = columns[j].Average();
            for (int row = 0; row < inputs.Rows; row++)
            {
                inputs.Row(row)[j] = (float)(columns[j][row] - mean);
            }
        }

        return inputs;
    }

    private static bool AreEqual(FloatMatrix matrix)
    {
        for (int row = 1; row < matrix.Rows; row++)
        {
            if (!matrix.Row(row).SequenceEqual(matrix.Row(0)))
            {
                return false;
            }
        }

        return true;
    }
}
