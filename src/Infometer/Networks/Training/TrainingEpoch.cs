namespace Infometer;

/// <summary>How well a network did after an epoch.</summary>
/// <param name="Epoch">The epoch; 0 is before the first step.</param>
/// <param name="TrainingLoss">Mean cross entropy of the training rows, in nats.</param>
/// <param name="TestLoss">The same of the other rows; NaN where all rows train.</param>
/// <param name="TrainingAccuracy">The share of training rows whose likeliest label is theirs.</param>
/// <param name="TestAccuracy">The same of the other rows; NaN where all rows train.</param>
public sealed record TrainingEpoch(int Epoch, double TrainingLoss, double TestLoss, double TrainingAccuracy, double TestAccuracy);
