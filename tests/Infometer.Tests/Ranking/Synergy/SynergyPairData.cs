namespace Infometer.Tests;

/// <summary>A pair of columns and a target as the search sees them, every level kept.</summary>
internal sealed record SynergyPairData(LevelBitsets First, LevelBitsets Second, TargetClasses Target, int[] Cells)
{
    public SynergyValue Value => SynergyValue.Of(First, Second, Target, Cells);

    public SynergyBound Bound => SynergyBound.Of(First, Second, Target, Cells);

    public InteractionTest Test => InteractionTest.Of(First, Second, Target, Cells);

    public static SynergyPairData Of(Codes first, Codes second, Codes target)
    {
        TargetClasses classes = new(LevelPooling.Of(target, 0, 8));
        LevelBitsets a = new(LevelPooling.Of(first, 0, 8), classes);
        LevelBitsets b = new(LevelPooling.Of(second, 0, 8), classes);
        return new SynergyPairData(a, b, classes, SynergyCells.Of(a, b, classes));
    }

    /// <summary>Rows with the given counts, [y][i][j].</summary>
    public static SynergyPairData OfCounts(int first, int second, params int[] counts)
    {
        List<int> x1 = [];
        List<int> x2 = [];
        List<int> y = [];
        for (int cell = 0; cell < counts.Length; cell++)
        {
            for (int row = 0; row < counts[cell]; row++)
            {
                x1.Add(cell / second % first);
                x2.Add(cell % second);
                y.Add(cell / (first * second));
            }
        }

        return Of(Codes.Create([.. x1], first), Codes.Create([.. x2], second), Codes.Create([.. y], counts.Length / (first * second)));
    }
}
