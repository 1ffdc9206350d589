namespace Infometer;

/// <summary>Two columns of an <see cref="InformationMatrix"/>, by their positions there.</summary>
/// <param name="First">The one that stands first.</param>
/// <param name="Second">The other.</param>
public readonly record struct ColumnPair(int First, int Second);
