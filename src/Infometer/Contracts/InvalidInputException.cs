namespace Infometer;

/// <summary>
/// The input cannot be answered for: bad data, an unknown name, a combination that no estimator supports.
/// The message is one clear sentence that a user can act on: what, where (file, line, column, value), what was
/// expected, what to do. The command prints it as it is and exits with 1.
/// </summary>
public sealed class InvalidInputException : Exception
{
    /// <summary>Creates the exception with the sentence that the user will read.</summary>
    public InvalidInputException(string message) : base(message)
    {
    }

    /// <summary>Creates the exception with the sentence that the user will read and the failure beneath it.</summary>
    public InvalidInputException(string message, Exception innerException) : base(message, innerException)
    {
    }
}
