using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Infometer;

/// <summary>
/// What <see cref="Contrast.LogMeanExp"/> finds of the scores of all pairs of a block, in both directions, and the way back from both. Two
/// passes over the scores and one back, each row while it lies in the nearest cache: the scores of a batch are the largest matrix of a
/// training step.
/// </summary>
internal sealed class PairSoftmax
{
    // e^(f − the row's largest f); the scores themselves become e^(f − the column's largest f).
    private readonly FloatMatrix _ofRows = new(0, 0);
    private float[] _rowFactors = [];
    private float[] _columnFactors = [];
    private float[] _byColumns = [];

    /// <summary>
    /// ln of the mean of e^f over the pairs that do not belong together, of each row and of each column. The scores are for
    /// <see cref="Backward"/> from then on.
    /// </summary>
    /// <param name="scores">The scores of all n² pairs.</param>
    /// <param name="ofRows">Receives L_i, over the (x_i, y_j).</param>
    /// <param name="ofColumns">Receives L_j, over the (x_i, y_j).</param>
    public void LogMeanExp(Scores scores, Span<double> ofRows, Span<double> ofColumns)
    {
        int n = scores.Rows;
        double alternatives = Math.Log(scores.Alternatives);
        Reshape(n);
        Span<float> largest = _columnFactors;
        largest.Fill(float.NegativeInfinity);
        for (int i = 0; i < n; i++)
        {
            Span<float> row = scores.First.Row(i);
            row[i] = float.NegativeInfinity;
            FloatMath.MaxOfEach(largest, row);
            float max = FloatMath.FiniteMaxOrMax(row);
            double sum = FloatMath.ShiftAndExp(row, max, _ofRows.Row(i));
            ofRows[i] = LogSum(max, sum) - alternatives;
            _rowFactors[i] = (float)(1 / sum);
        }

        ofColumns.Clear();
        for (int i = 0; i < n; i++)
        {
            FloatMath.ShiftAndExp(scores.First.Row(i), largest, ofColumns);
        }

        for (int j = 0; j < n; j++)
        {
            double sum = ofColumns[j];
            ofColumns[j] = LogSum(largest[j], sum) - alternatives;
            _columnFactors[j] = (float)(1 / sum);
        }
    }

    /// <summary>From the derivatives by f_i and L_i in both directions those by each score, which take the scores' place.</summary>
    public void Backward(Scores scores, in ContrastTerms rows, in ContrastTerms columns)
    {
        int n = scores.Rows;
        for (int j = 0; j < n; j++)
        {
            _byColumns[j] = (float)columns.ByOthers[j];
        }

        for (int i = 0; i < n; i++)
        {
            Span<float> row = scores.First.Row(i);
            AddShares(row, _ofRows.Row(i), _rowFactors[i], (float)rows.ByOthers[i], _columnFactors, _byColumns);
            row[i] = (float)rows.ByJoint[i] + (float)columns.ByJoint[i];
        }
    }

    private static double LogSum(float max, double sum) => float.IsFinite(max) ? max + Math.Log(sum) : max;

    // column ← its share of its column · the column's slope + the row's share · the row's slope.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void AddShares(
        Span<float> column, ReadOnlySpan<float> row, float rowFactor, float byRow, ReadOnlySpan<float> columnFactors, ReadOnlySpan<float> byColumns)
    {
        ref float target = ref MemoryMarshal.GetReference(column);
        ref float rows = ref MemoryMarshal.GetReference(row[..column.Length]);
        ref float factors = ref MemoryMarshal.GetReference(columnFactors[..column.Length]);
        ref float slopes = ref MemoryMarshal.GetReference(byColumns[..column.Length]);
        int j = 0;
        for (; j + Vector512<float>.Count <= column.Length; j += Vector512<float>.Count)
        {
            Vector512<float> ofRow = Vector512.LoadUnsafe(ref rows, (nuint)j) * rowFactor * byRow;
            Vector512<float> ofColumn = Vector512.LoadUnsafe(ref target, (nuint)j) * Vector512.LoadUnsafe(ref factors, (nuint)j);
            Vector512.MultiplyAddEstimate(ofColumn, Vector512.LoadUnsafe(ref slopes, (nuint)j), ofRow).StoreUnsafe(ref target, (nuint)j);
        }

        for (; j < column.Length; j++)
        {
            column[j] = float.MultiplyAddEstimate(column[j] * columnFactors[j], byColumns[j], row[j] * rowFactor * byRow);
        }
    }

    private void Reshape(int n)
    {
        _ofRows.Reshape(n, n);
        if (_rowFactors.Length != n)
        {
            _rowFactors = new float[n];
            _columnFactors = new float[n];
            _byColumns = new float[n];
        }
    }
}
