namespace Infometer;

/// <summary>B × H × T × S weights or scores as B·H·T rows of S.</summary>
/// <param name="Rows">The rows.</param>
/// <param name="ShapeText">The shape of the array.</param>
/// <param name="Batch">Sequences, B.</param>
/// <param name="Heads">Heads, H.</param>
/// <param name="Queries">Queries, T.</param>
/// <param name="IsHalf">Whether weights were rounded to half precision.</param>
internal sealed record AttentionArray(RowSource Rows, string ShapeText, int Batch, int Heads, int Queries, bool IsHalf)
{
    /// <summary>How to save what a first axis of layers holds, in Python.</summary>
    public const string SplitLayers = "np.savez('a.npz', **{f'layer{i}': a[i] for i in range(len(a))})";

    /// <summary>Whether the array has no axis of sequences, so that its first axis is taken for heads.</summary>
    public bool HasThreeAxes { get; private init; }

    /// <summary>Whether it is a file's array of four axes, whose first is taken for sequences.</summary>
    public bool HasFourAxes { get; private init; }

    /// <summary>Keys, S.</summary>
    public int Keys => Rows.Columns;

    /// <summary>An array of a file: B×H×T×S, or H×T×S of one sequence.</summary>
    /// <exception cref="InvalidInputException">Another number of axes, or elements in Fortran order.</exception>
    public static AttentionArray Of(NumericArray array)
    {
        if (array.Shape.Length is not (3 or 4))
        {
            throw new InvalidInputException(
                $"'{array.Name}' has the shape {array.ShapeText}, and attention is batch × heads × queries × keys, or heads × queries × keys of one sequence{(array.Shape.Length == 5 ? $"; if its first axis counts layers, save one array per layer: {SplitLayers}" : "")}.");
        }

        NumericArray rows = array.AsRowsOfLastAxis();
        return new AttentionArray(
            RowSource.Of(rows), array.ShapeText, array.Shape.Length == 4 ? (int)array.Shape[0] : 1, (int)array.Shape[^3], (int)array.Shape[^2], array.IsHalf)
        {
            HasThreeAxes = array.Shape.Length == 3,
            HasFourAxes = array.Shape.Length == 4,
        };
    }
}
