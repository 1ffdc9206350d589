namespace Infometer;

/// <summary>What an objective answers: one term per pair, whose mean is the objective, and the derivatives of that mean.</summary>
/// <param name="terms">The terms u_i; what holds sums over all pairs is linearised, so that they scatter as the objective does.</param>
/// <param name="byJoint">∂⟨u⟩/∂f_i.</param>
/// <param name="byOthers">∂⟨u⟩/∂L_i.</param>
/// <param name="bySecond">∂⟨u⟩/∂v_i; empty for critics with one head.</param>
internal readonly ref struct ContrastTerms(Span<double> terms, Span<double> byJoint, Span<double> byOthers, Span<double> bySecond)
{
    /// <summary>u_i.</summary>
    public Span<double> Terms { get; } = terms;

    /// <summary>∂⟨u⟩/∂f_i.</summary>
    public Span<double> ByJoint { get; } = byJoint;

    /// <summary>∂⟨u⟩/∂L_i.</summary>
    public Span<double> ByOthers { get; } = byOthers;

    /// <summary>∂⟨u⟩/∂v_i.</summary>
    public Span<double> BySecond { get; } = bySecond;

    /// <summary>The objective ⟨u⟩.</summary>
    public double Mean
    {
        get
        {
            double sum = 0;
            foreach (double term in Terms)
            {
                sum += term;
            }

            return sum / Terms.Length;
        }
    }
}
