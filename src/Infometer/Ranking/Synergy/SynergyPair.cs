namespace Infometer;

/// <summary>Two columns that together tell more about the target than the sum of what each tells alone, in nats.</summary>
public sealed record SynergyPair
{
    /// <summary>The column that comes first in the search's order.</summary>
    public required Column First { get; init; }

    /// <summary>The other column.</summary>
    public required Column Second { get; init; }

    /// <summary>
    /// I(X₁,X₂;Y) − I(X₁;Y) − I(X₂;Y) = I(X₁;X₂|Y) − I(X₁;X₂) of the codes, less its chance level d/2n, d being
    /// (r₁ − 1)(r₂ − 1)(c − 1) where every two-way count is above zero, and the cells that the two-way counts allow less their free
    /// parameters where not.
    /// </summary>
    public required double Value { get; init; }

    /// <summary>√(v/n + |d|/2n²), v the variance of the local values: the delta method and the second-order term.</summary>
    public required double StandardError { get; init; }

    /// <summary>
    /// 95 %: the hull of <see cref="Value"/> ± 1.96 standard errors and of a noncentral χ² for the plug-in. Of this pair alone, not
    /// adjusted for having been selected.
    /// </summary>
    public required Interval Interval { get; init; }

    /// <summary>The p-value of no three-way interaction, never 0.</summary>
    public required double PValue { get; init; }

    /// <summary>How <see cref="PValue"/> was found.</summary>
    public required string PMethod { get; init; }

    /// <summary>The q-value over all pairs tested.</summary>
    public required double QValue { get; init; }

    /// <summary>G² against the log-linear model [X₁X₂][X₁Y][X₂Y], over the pairs of levels that took part in the test.</summary>
    public required double Statistic { get; init; }

    /// <summary>Degrees of freedom of <see cref="Statistic"/>.</summary>
    public required int DegreesOfFreedom { get; init; }

    /// <inheritdoc/>
    public override string ToString() =>
        FormattableString.Invariant($"{First.Name} × {Second.Name}: {Value:0.0000} nats, q={QValue:0.0e+0}");
}
