namespace Infometer;

/// <summary>min(gain · score + shift, cap).</summary>
internal readonly record struct ScoreMap(float Gain, float Shift, float Cap)
{
    /// <summary>The same, and then another shift.</summary>
    public ScoreMap Shifted(float shift) => new(Gain, Shift + shift, Cap + shift);

    /// <summary>Maps scores in place.</summary>
    public void Apply(Span<float> scores)
    {
        foreach (ref float score in scores)
        {
            score = MathF.Min((Gain * score) + Shift, Cap);
        }
    }
}
