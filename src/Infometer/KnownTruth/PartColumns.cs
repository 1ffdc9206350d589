namespace Infometer;

/// <summary>Collects one side of drawn rows, mapped as it is observed, into a variable.</summary>
internal sealed class PartColumns
{
    private readonly LawPart _part;
    private readonly PointMap? _map;
    private readonly int[] _codes;
    private readonly double[] _numbers;

    public PartColumns(LawPart part, PointMap? map, int count)
    {
        _part = part;
        _map = map;
        Dimension = map?.Dimension ?? part.Dimension;
        _codes = part.Kind == VariableKind.Discrete ? new int[count] : [];
        _numbers = part.Kind == VariableKind.Discrete ? [] : new double[checked(count * Dimension)];
    }

    /// <summary>Columns as observed.</summary>
    public int Dimension { get; }

    public void Set(int row, ReadOnlySpan<double> values)
    {
        if (_part.Kind == VariableKind.Discrete)
        {
            _codes[row] = (int)values[0];
            return;
        }

        Span<double> target = _numbers.AsSpan(row * Dimension, Dimension);
        if (_map is null)
        {
            values.CopyTo(target);
        }
        else
        {
            _map.Apply(values, target);
        }
    }

    public Variable ToVariable(string name, Standardization scale)
    {
        if (_part.Kind == VariableKind.Discrete)
        {
            return Variable.Discrete(Codes.Create(_codes, _part.Levels), null, name);
        }

        Rescale(scale);
        return _part.Kind == VariableKind.Mixed
            ? Variable.Of(Column.Numeric(name, _numbers, VariableKind.Mixed))
            : Variable.Continuous(_numbers, Dimension, name);
    }

    private void Rescale(Standardization scale)
    {
        if (scale == Standardization.None)
        {
            return;
        }

        double[] column = new double[_numbers.Length / Dimension];
        for (int j = 0; j < Dimension; j++)
        {
            for (int i = 0; i < column.Length; i++)
            {
                column[i] = _numbers[(i * Dimension) + j];
            }

            ColumnPreparation.Standardize(column, scale);
            for (int i = 0; i < column.Length; i++)
            {
                _numbers[(i * Dimension) + j] = column[i];
            }
        }
    }
}
