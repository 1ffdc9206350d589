namespace Infometer;

/// <summary>What a law fills a part of its row with: the columns of X, of Y or of Z.</summary>
/// <param name="Kind">Discrete parts hold codes 0 … <paramref name="Levels"/> − 1.</param>
/// <param name="Dimension">Numbers per row.</param>
/// <param name="Levels">The number of levels of a discrete part; 0 elsewhere.</param>
internal readonly record struct LawPart(VariableKind Kind, int Dimension, int Levels = 0)
{
    /// <summary>A part of real numbers.</summary>
    public static LawPart Continuous(int dimension) => new(VariableKind.Continuous, dimension);

    /// <summary>A part of one code.</summary>
    public static LawPart Discrete(int levels) => new(VariableKind.Discrete, 1, levels);

    /// <summary>A part of one number that has atoms.</summary>
    public static LawPart Mixed => new(VariableKind.Mixed, 1);
}
