namespace Infometer;

/// <summary>Some whole records that lie together in a text.</summary>
/// <param name="Offset">Where the first begins.</param>
/// <param name="Length">How many bytes they take, the last line end included.</param>
/// <param name="FirstRow">The row number of the first, from 0.</param>
/// <param name="Records">How many they are.</param>
/// <param name="FirstLine">The line number of the first in the file, from 1.</param>
internal readonly record struct RecordBlock(long Offset, int Length, int FirstRow, int Records, long FirstLine);
