using System.Text.RegularExpressions;

namespace Infometer;

/// <summary>How names of files and arrays say an epoch: the number behind <c>epoch</c> or <c>step</c>. A word of its own: the step of <c>timestep1</c> is none of training.</summary>
internal static partial class EpochName
{
    /// <summary>Finds it: the group <c>word</c> is all before the digits, the group <c>number</c> these.</summary>
    [GeneratedRegex("(?<word>(?:(?<![A-Za-z])(?:epoch|step|EPOCH|STEP)|Epoch|Step)[_=. -]?)(?<number>[0-9]+)", RegexOptions.CultureInvariant)]
    public static partial Regex Regex();
}
