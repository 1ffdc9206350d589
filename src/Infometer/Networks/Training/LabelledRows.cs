namespace Infometer;

/// <summary>Rows to learn from: inputs in single precision, and the number of each row's label.</summary>
/// <param name="Inputs">n × d.</param>
/// <param name="Labels">n numbers from 0.</param>
/// <param name="Classes">How many labels there are.</param>
internal sealed record LabelledRows(FloatMatrix Inputs, int[] Labels, int Classes)
{
    /// <summary>Takes two variables.</summary>
    /// <exception cref="InvalidInputException">They do not fit.</exception>
    public static LabelledRows Of(Variable inputs, Variable labels)
    {
        if (inputs.Count != labels.Count)
        {
            throw new InvalidInputException(FormattableString.Invariant(
                $"The inputs '{inputs.Name}' have {inputs.Count:N0} rows and the labels '{labels.Name}' {labels.Count:N0}; one label is needed for each row."));
        }

        if (inputs.Kind == VariableKind.Discrete)
        {
            throw new InvalidInputException($"The inputs '{inputs.Name}' are discrete; give them as numbers.");
        }

        Codes codes = labels.Codes
            ?? throw new InvalidInputException($"The labels '{labels.Name}' are numbers; give them as levels (Variable.Discrete).");
        Sample sample = Sample.Align([inputs, labels]);
        if (sample.Count != inputs.Count)
        {
            throw new InvalidInputException(FormattableString.Invariant(
                $"{inputs.Count - sample.Count:N0} rows of '{inputs.Name}' or '{labels.Name}' have a missing value; leave them out before training."));
        }

        return new LabelledRows(MatrixOf(inputs), codes.ToArray(), codes.LevelCount);
    }

    private static FloatMatrix MatrixOf(Variable inputs)
    {
        FloatMatrix matrix = new(inputs.Count, inputs.Dimension);
        double[] column = new double[inputs.Count];
        for (int j = 0; j < inputs.Dimension; j++)
        {
            inputs.CopyColumn(j, column);
            for (int i = 0; i < column.Length; i++)
            {
                matrix.Row(i)[j] = (float)column[i];
            }
        }

        return matrix;
    }
}
