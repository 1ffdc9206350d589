namespace Infometer.Bench;

/// <summary>One piece of work that Infometer and its rivals do on the same data.</summary>
internal sealed record Job
{
    /// <summary>The page of results that the job stands on.</summary>
    internal string Page { get; init; } = "foundation";

    /// <summary>Short name, for the filter.</summary>
    internal required string Id { get; init; }

    /// <summary>What is done, as the table of results says it.</summary>
    internal required string Title { get; init; }

    /// <summary>Writes the data below a folder where they are not there yet; returns their path.</summary>
    internal required Func<string, string> Data { get; init; }

    /// <summary>
    /// Does the work once on the data at a path: the outer function loads, the inner one is timed and returns a number to
    /// check.
    /// </summary>
    internal required Func<string, Func<double>> Ours { get; init; }

    /// <summary>The rivals, given the path of the data.</summary>
    internal required Func<string, Rival[]> Rivals { get; init; }

    /// <summary>The seconds to stay below, or null.</summary>
    internal double? SecondsAim { get; init; }

    /// <summary>How far the checks of two contenders may lie apart, relatively; random nulls differ, exact counts do not; infinite where
    /// the contenders estimate differently and the check is what they found.</summary>
    internal double Tolerance { get; init; } = 1e-9;

    /// <summary>How many rounds each contender gets.</summary>
    internal int Rounds { get; init; } = 9;

    /// <summary>The series of jobs that differ in size alone, and the size, for the exponent with which the time grows; null for a job that stands alone.</summary>
    internal (string Series, double Size)? Growth { get; init; }

    /// <summary>Figures that others published or that were measured on another machine; shown, never used for a ratio.</summary>
    internal string Published { get; init; } = "";
}

/// <summary>A rival's program.</summary>
/// <param name="Command">The program and its arguments; scripts are relative to bench/rivals.</param>
/// <param name="FactorAim">How many times as fast as this rival we mean to be, or null.</param>
internal sealed record Rival(string[] Command, double? FactorAim = null);
