namespace Infometer;

/// <summary>
/// Scores f(x_i, y_j) of some rows i: against all rows of a block, or against the row itself and a few others. In each row one score is
/// of the joint pair (x_i, y_i), the rest are of pairs that do not belong together.
/// </summary>
internal sealed class Scores
{
    /// <summary>Rows × candidates.</summary>
    public FloatMatrix First { get; } = new(0, 0);

    /// <summary>The second score of the joint pairs, of critics with two heads.</summary>
    public float[] Second { get; private set; } = [];

    /// <summary>Whether the candidates of every row are all rows of the block, in their order.</summary>
    public bool IsOfAllPairs { get; private set; }

    /// <summary>The first row's place in the block.</summary>
    public int Start { get; private set; }

    /// <summary>Number of rows.</summary>
    public int Rows => First.Rows;

    /// <summary>Pairs per row that do not belong together.</summary>
    public int Alternatives => First.Columns - 1;

    /// <summary>Where in its row the score of the joint pair stands.</summary>
    public int JointOf(int row) => IsOfAllPairs ? Start + row : 0;

    /// <summary>Makes room.</summary>
    public void Reshape(int rows, int candidates, bool isOfAllPairs, int start)
    {
        First.Reshape(rows, candidates);
        Second = Second.Length < rows ? new float[rows] : Second;
        IsOfAllPairs = isOfAllPairs;
        Start = start;
    }
}
