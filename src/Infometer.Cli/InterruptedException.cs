namespace Infometer.Cli;

/// <summary>The user stopped a command that kept something; the message says what.</summary>
internal sealed class InterruptedException(string message, Exception inner) : OperationCanceledException(message, inner);
