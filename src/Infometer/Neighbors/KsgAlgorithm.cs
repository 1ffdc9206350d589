namespace Infometer;

/// <summary>Which of the two estimators of Kraskov, Stögbauer and Grassberger.</summary>
public enum KsgAlgorithm
{
    /// <summary>
    /// One cube around each point, with the k-th neighbour on its face: counts of what lies strictly inside. The default of the field.
    /// </summary>
    One,

    /// <summary>A box around each point that just holds its k neighbours, with a width of its own per variable.</summary>
    Two,
}
