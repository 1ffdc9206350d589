namespace Infometer;

/// <summary>What an objective sees of the scores of n pairs.</summary>
/// <param name="joint">f_i, the score of the joint pair (x_i, y_i).</param>
/// <param name="others">What the scores f(x_i, y_j) of the pairs that do not belong together amount to, by the contrast asked for; as a
/// rule L_i = ln ⟨e^f⟩ over j ≠ i.</param>
/// <param name="second">v_i, the second score of the joint pair; empty for critics with one head.</param>
/// <param name="alternatives">How many pairs that do not belong together stand behind each L_i.</param>
internal readonly ref struct ContrastScores(
    ReadOnlySpan<double> joint, ReadOnlySpan<double> others, ReadOnlySpan<double> second, int alternatives)
{
    /// <summary>f_i.</summary>
    public ReadOnlySpan<double> Joint { get; } = joint;

    /// <summary>L_i.</summary>
    public ReadOnlySpan<double> Others { get; } = others;

    /// <summary>v_i.</summary>
    public ReadOnlySpan<double> Second { get; } = second;

    /// <summary>Alternatives per pair.</summary>
    public int Alternatives { get; } = alternatives;

    /// <summary>Number of pairs n.</summary>
    public int Count => Joint.Length;
}
