using System.Globalization;

namespace Infometer;

/// <summary>The class of each row: whole numbers from 0 below the number of classes.</summary>
internal static class ClassLabels
{
    /// <summary>Reads labels that belong to the rows of scores.</summary>
    /// <exception cref="InvalidInputException">Another number of rows, more than a column, or a label that is no class.</exception>
    public static int[] Read(RowSource labels, RowSource scores)
    {
        if (labels.Columns != 1 || labels.Rows != scores.Rows)
        {
            throw new InvalidInputException(
                $"The labels '{labels.Name}' have the shape {labels.ShapeText} and the scores '{scores.Name}' {scores.ShapeText}; one label is needed for each of the {scores.Rows} rows{(labels.Columns == scores.Columns ? " (of one-hot rows take y.argmax(1))" : "")}.");
        }

        double[] values = new double[labels.Rows];
        labels.Read(0, labels.Rows, values);
        int[] classes = new int[values.Length];
        for (int row = 0; row < values.Length; row++)
        {
            double value = values[row];
            if (!(value >= 0 && value < scores.Columns && value == Math.Floor(value)))
            {
                throw Refusal(labels, scores, row, value, values);
            }

            classes[row] = (int)value;
        }

        return classes;
    }

    private static InvalidInputException Refusal(RowSource labels, RowSource scores, int row, double value, double[] values)
    {
        string remedy = value == scores.Columns && values.Min() >= 1
            ? "they seem to be counted from 1: subtract 1"
            : "the label of a row is the column of its class, counted from 0";
        return new InvalidInputException(string.Create(
            CultureInfo.InvariantCulture,
            $"'{labels.Name}' (shape {labels.ShapeText}) holds the label {value} in row {row}, and '{scores.Name}' has the {scores.Columns} classes 0 to {scores.Columns - 1}; {remedy}."));
    }
}
