using System.Runtime.Intrinsics;
using Xunit;

namespace Infometer.Tests;

/// <summary>A run that switches vector units off must really be without them, or it tests nothing.</summary>
[Trait("Kernels", "Vector")]
public class VectorUnitTests
{
    [Fact]
    public void VectorUnits_SwitchedOffByTheEnvironment_AreOff()
    {
        string? expected = Environment.GetEnvironmentVariable("INFOMETER_EXPECT_VECTOR");
        if (expected is null)
        {
            Assert.Null(Environment.GetEnvironmentVariable("DOTNET_EnableAVX512"));
            Assert.Null(Environment.GetEnvironmentVariable("DOTNET_EnableHWIntrinsic"));
            return;
        }

        Assert.False(Vector512.IsHardwareAccelerated);
        Assert.Equal(expected == "0", !Vector256.IsHardwareAccelerated);
    }
}
