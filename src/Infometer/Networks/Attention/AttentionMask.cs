namespace Infometer;

/// <summary>Which tokens of each sequence are real: B × T truth values. The default is that all are.</summary>
internal sealed class AttentionMask
{
    private readonly bool[]? _isReal;
    private readonly int[]? _before;
    private readonly int _tokens;

    private AttentionMask(bool[]? isReal, int tokens)
    {
        _isReal = isReal;
        _tokens = tokens;
        _before = isReal is null ? null : CountBefore(isReal, tokens);
    }

    /// <summary>Whether any token is padding.</summary>
    public bool HasPadding => _isReal is not null;

    /// <summary>Reads a mask for a layer.</summary>
    /// <exception cref="InvalidInputException">Another shape than B × T, or a value other than 0 and 1.</exception>
    public static AttentionMask Of(RowSource? mask, AttentionArray layer)
    {
        if (mask is null)
        {
            return new AttentionMask(null, layer.Keys);
        }

        if (mask.Rows != layer.Batch || mask.Columns != layer.Keys || layer.Queries != layer.Keys)
        {
            throw new InvalidInputException(
                $"The mask '{mask.Name}' has the shape {mask.ShapeText}, and '{layer.Rows.Name}' (shape {layer.ShapeText}) needs {layer.Batch}×{layer.Keys}: one value per sequence and token, 1 for real ones and 0 for padding{(layer.HasThreeAxes ? " (of three axes the first is taken for heads)" : "")}.");
        }

        double[] values = new double[mask.Rows * mask.Columns];
        mask.Read(0, mask.Rows, values);
        int other = Array.FindIndex(values, value => value is not (0 or 1));
        return other < 0
            ? new AttentionMask(Array.ConvertAll(values, value => value == 1), mask.Columns)
            : throw new InvalidInputException(FormattableString.Invariant(
                $"The mask '{mask.Name}' (shape {mask.ShapeText}) holds {values[other]} in row {other / mask.Columns}, column {other % mask.Columns}; it must hold 1 for real tokens and 0 for padding (an additive mask is (mask == 0))."));
    }

    /// <summary>Whether a token is real.</summary>
    public bool IsReal(int sequence, int token) => _isReal is null || _isReal[(sequence * _tokens) + token];

    /// <summary>How many of the first tokens are real.</summary>
    public int RealBefore(int sequence, int tokens) => _before is null ? tokens : _before[(sequence * (_tokens + 1)) + tokens];

    private static int[] CountBefore(bool[] isReal, int tokens)
    {
        int[] before = new int[isReal.Length / tokens * (tokens + 1)];
        for (int i = 0; i < isReal.Length; i++)
        {
            int at = i + (i / tokens);
            before[at + 1] = before[at] + (isReal[i] ? 1 : 0);
        }

        return before;
    }
}
