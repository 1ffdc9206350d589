namespace Infometer;

/// <summary>What is peculiar about a ranked column.</summary>
public enum ColumnTrait
{
    /// <summary>One and the same value in every row.</summary>
    Constant,

    /// <summary>Every cell is missing.</summary>
    AllMissing,

    /// <summary>(Nearly) every row has its own value: a name, a ticket, a row number. It would tell everything about these rows and nothing about others.</summary>
    Identifier,
}
