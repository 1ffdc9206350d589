namespace Infometer;

/// <summary>What is done beyond training and measuring a critic once on every fold.</summary>
public enum CriticProtocol
{
    /// <summary>Nothing.</summary>
    Once,

    /// <summary>The same on halves, thirds, … of the rows, and a line through the values that leads to endlessly many rows.</summary>
    Extrapolate,

    /// <summary>The same with embeddings of 1, 2, 4, … numbers, to see whether more would show more.</summary>
    EmbeddingSweep,
}
