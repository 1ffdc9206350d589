namespace Infometer;

/// <summary>What a critic made of each row of both sides, from which the score of any pair follows.</summary>
/// <param name="Left">Of x.</param>
/// <param name="Right">Of y.</param>
/// <param name="SkipX">See <see cref="CriticInputs"/>.</param>
/// <param name="SkipY">See <see cref="CriticInputs"/>.</param>
internal sealed record EmbeddedPairs(FloatMatrix Left, FloatMatrix Right, FloatMatrix SkipX, FloatMatrix SkipY)
{
    /// <summary>Rows.</summary>
    public int Count => Left.Rows;

    /// <summary>The same with x and y in each other's role.</summary>
    public EmbeddedPairs Swapped => new(Right, Left, SkipY, SkipX);

    /// <summary>What was known beforehand of the pair (x_i, y_j).</summary>
    public float Known(int x, int y) => (float)FloatMath.Dot(SkipX.Row(x), SkipY.Row(y));

    /// <summary>The same in memory of its own.</summary>
    public EmbeddedPairs Copy() => new(Copy(Left), Copy(Right), Copy(SkipX), Copy(SkipY));

    private static FloatMatrix Copy(FloatMatrix matrix) => new FloatMatrix(0, 0).CopyFrom(matrix);
}
