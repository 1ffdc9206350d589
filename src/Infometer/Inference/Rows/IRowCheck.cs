namespace Infometer;

/// <summary>One reason why rows may be no independent draws. To add one: write the type, and list it in <see cref="RowChecks.All"/>.</summary>
internal interface IRowCheck
{
    /// <summary>What was noticed; null where nothing was. O(n log n) per variable.</summary>
    /// <param name="measure">What is asked for.</param>
    /// <param name="sample">The arguments and what is given, as they came, over common rows.</param>
    /// <param name="argumentCount">How many of the variables are arguments.</param>
    RowFinding? Look(Measure measure, Sample sample, int argumentCount);
}
