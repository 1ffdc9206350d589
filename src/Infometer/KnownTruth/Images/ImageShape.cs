namespace Infometer;

/// <summary>What the images of <see cref="KnownImages"/> show.</summary>
public enum ImageShape
{
    /// <summary>A round bell of fixed width, whose centre is two uniform numbers.</summary>
    Bell,

    /// <summary>A rectangle whose place and size are four uniform numbers.</summary>
    Rectangle,
}
