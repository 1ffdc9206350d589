using System.Collections.Immutable;
using System.Globalization;

namespace Infometer;

/// <summary>The quantities of a classifier.</summary>
internal static class ClassifierQuantities
{
    /// <summary>Makes them from what was summed.</summary>
    public static ImmutableArray<Quantity> Of(
        RowSource scores, ClassSums sums, ClassSpread spread, PredictionSums predictions, LogitGaps gaps)
    {
        double accuracy = (double)predictions.Right.Sum() / scores.Rows;
        double most = Math.Log(scores.Columns);
        bool isSeparated = sums.Separation > 0 && double.IsFinite(sums.Separation);
        return
        [
            new()
            {
                Id = "cmi",
                Tag = QuantityTag.Estimate,
                Value = spread.Information,
                StandardError = spread.InformationStandardError,
                Low = 0,
                High = most,
                Definition = "I(X;Ŷ|Y) = mean KL(P_x‖Q_y), Ŷ drawn from the softmax P_x, Q_y the mean of P_x over the rows of class y",
            },
            new()
            {
                Id = "gamma",
                Tag = QuantityTag.Estimate,
                Value = sums.Separation,
                StandardError = isSeparated ? spread.SeparationStandardError : null,
                Low = 0,
                Definition = "mean over all ordered pairs of rows of the cross entropy of P_x and P_u, 0 for pairs of one class",
            },
            new()
            {
                Id = "ncmi",
                Tag = QuantityTag.Index,
                OtherUnit = "1",
                Value = isSeparated ? spread.Information / sums.Separation : double.NaN,
                StandardError = isSeparated ? spread.RatioStandardError : null,
                Low = 0,
                Definition = "cmi/gamma",
            },
            new()
            {
                Id = "cross-entropy",
                Tag = QuantityTag.Estimate,
                Value = predictions.Loss,
                StandardError = predictions.LossStandardError,
                Low = 0,
                Definition = "mean −ln P_x(y)",
            },
            new()
            {
                Id = "prediction-entropy",
                Tag = QuantityTag.Estimate,
                Value = predictions.Entropy,
                StandardError = predictions.EntropyStandardError,
                Low = 0,
                High = most,
                Definition = "mean H(P_x)",
            },
            new()
            {
                Id = "accuracy",
                Tag = QuantityTag.Estimate,
                OtherUnit = "1",
                Value = accuracy,
                Low = 0,
                High = 1,
                StandardError = accuracy is > 0 and < 1 ? Math.Sqrt(accuracy * (1 - accuracy) / scores.Rows) : null,
                Definition = "share of rows whose largest logit is that of their label; of equal ones the first",
            },
            new()
            {
                Id = "mean-gap",
                Tag = QuantityTag.Estimate,
                OtherUnit = "logits",
                Value = gaps.Mean,
                Low = 0,
                Definition = "mean of the largest less the second largest logit",
            },
            new()
            {
                Id = "gap-exponent",
                Tag = QuantityTag.Estimate,
                OtherUnit = "1",
                Value = gaps.PowerLaw?.Exponent ?? double.NaN,
                StandardError = gaps.PowerLaw?.StandardError,
                Low = 0,
                Definition = gaps.PowerLaw is { } law
                    ? string.Create(CultureInfo.InvariantCulture, $"s of P(Δ < δ) ∝ δ^s by the {law.Count} smallest positive gaps, up to {law.Upper:0.####} logits")
                    : "s of P(Δ < δ) ∝ δ^s near 0",
            },
        ];
    }
}
