using Xunit;

namespace Infometer.Tests;

public class SmokeTests
{
    [Fact]
    public void Truth_Holds() => Assert.True(true);
}
