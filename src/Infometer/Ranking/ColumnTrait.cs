namespace Infometer;

/// <summary>What is peculiar about a ranked column.</summary>
public enum ColumnTrait
{
    /// <summary>One and the same value in every row. Set aside: ranked behind the others, no part of the tests.</summary>
    Constant,

    /// <summary>Every cell is missing. Set aside.</summary>
    AllMissing,

    /// <summary>
    /// (Nearly) every row has its own value: a name, a ticket, a row number. It would tell everything about these rows and nothing about
    /// others. Set aside.
    /// </summary>
    Identifier,

    /// <summary>Row for row the same as a column above it, or the same under other names for its levels.</summary>
    Duplicate,

    /// <summary>It tells at least 95 % of the target: a copy, or something only known afterwards (a leak)?</summary>
    TargetCopy,

    /// <summary>Whether its cell is missing tells something about the target.</summary>
    MissingInformative,

    /// <summary>So many levels that chance alone would show a tenth of H(target).</summary>
    ManyLevels,

    /// <summary>A survivor that tells less than half a per cent of H(target): there for sure, and of no use alone.</summary>
    Negligible,

    /// <summary>Neighbouring rows resemble each other in this column and in the target, so that rows may not be exchangeable.</summary>
    Serial,
}
