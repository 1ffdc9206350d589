namespace Infometer;

/// <summary>How far a long computation has come.</summary>
/// <param name="Stage">What is being done, as a user would say it.</param>
/// <param name="Done">Units of work finished.</param>
/// <param name="Total">Units of work in all.</param>
public readonly record struct RunProgress(string Stage, long Done, long Total);
