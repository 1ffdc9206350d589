using System.Collections.Immutable;

namespace Infometer;

/// <summary>What a classifier says of the rows of one class. Amounts are in nats.</summary>
/// <param name="Label">The class, from 0: the column of its logit.</param>
/// <param name="Count">Rows of this class.</param>
public sealed record ClassPrediction(int Label, int Count)
{
    /// <summary>I(X;Ŷ|Y=y) = mean KL(P_x‖Q_y) over the rows of the class; NaN with fewer than two rows, where Q_y is P_x.</summary>
    public double Information { get; init; }

    /// <summary>Its standard error; null with fewer than two rows.</summary>
    public double? InformationStandardError { get; init; }

    /// <summary>
    /// About how much lower it is than with a centroid of endlessly many rows: Σ_c Var(P_c)/(2 n_y Q_y,c), to first order.
    /// </summary>
    public double CentroidBias { get; init; }

    /// <summary>The share of its rows whose largest probability is its own.</summary>
    public double Accuracy { get; init; }

    /// <summary>Mean margin in logits: that of the class less the largest other one. Negative where it is told wrongly.</summary>
    public double MeanMargin { get; init; }

    /// <summary>The centroid Q_y: the mean of P_x, one probability per class.</summary>
    public ImmutableArray<double> Centroid { get; init; } = [];
}
