namespace Infometer;

/// <summary>What is done with rows in which a value is missing.</summary>
public enum MissingPolicy
{
    /// <summary>A missing category is a level of its own; a row with a missing number is dropped, counted and reported. The default.</summary>
    Level,

    /// <summary>A row with anything missing in a variable of the question is dropped, counted and reported.</summary>
    Drop,

    /// <summary>Anything missing is refused, with its column and first row.</summary>
    Error,
}
