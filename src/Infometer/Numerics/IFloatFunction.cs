using System.Runtime.Intrinsics;

namespace Infometer;

/// <summary>A function of floats, in sixteen lanes at once and one by one; the two agree to a few units in the last place.</summary>
internal interface IFloatFunction
{
    /// <summary>The function of every lane.</summary>
    static abstract Vector512<float> Of(Vector512<float> x);

    /// <summary>The function of one number.</summary>
    static abstract float Of(float x);
}
