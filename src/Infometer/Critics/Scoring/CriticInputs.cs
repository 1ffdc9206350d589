namespace Infometer;

/// <summary>Rows of the two sides of a pair as a critic takes them: numbers, and what is known of them beforehand.</summary>
/// <param name="X">n × d_x numbers.</param>
/// <param name="Y">n × d_y numbers.</param>
/// <param name="SkipX">n × r numbers whose product with those of <paramref name="SkipY"/> is added to every score.</param>
/// <param name="SkipY">The other side's.</param>
internal sealed record CriticInputs(FloatMatrix X, FloatMatrix Y, FloatMatrix SkipX, FloatMatrix SkipY)
{
    /// <summary>Rows n.</summary>
    public int Count => X.Rows;

    /// <summary>Inputs without anything known beforehand.</summary>
    public static CriticInputs Of(FloatMatrix x, FloatMatrix y) => new(x, y, new FloatMatrix(x.Rows, 0), new FloatMatrix(y.Rows, 0));

    /// <summary>Room for a batch.</summary>
    public static CriticInputs Empty() => new(new FloatMatrix(0, 0), new FloatMatrix(0, 0), new FloatMatrix(0, 0), new FloatMatrix(0, 0));

    /// <summary>Takes rows of other inputs.</summary>
    public CriticInputs Gather(CriticInputs source, ReadOnlySpan<int> rows)
    {
        X.Gather(source.X, rows);
        Y.Gather(source.Y, rows);
        SkipX.Gather(source.SkipX, rows);
        SkipY.Gather(source.SkipY, rows);
        return this;
    }
}
