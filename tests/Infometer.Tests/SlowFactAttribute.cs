using System.Runtime.CompilerServices;
using Xunit;
using Xunit.v3;

namespace Infometer.Tests;

/// <summary>A test that takes seconds to minutes (a simulation, a long fuzz): runs where INFOMETER_SLOW=1, as in .ci/run.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class SlowFactAttribute : FactAttribute, ITraitAttribute
{
    public SlowFactAttribute([CallerFilePath] string? file = null, [CallerLineNumber] int line = -1) : base(file, line) =>
        Skip = SlowTests.SkipReason;

    public IReadOnlyCollection<KeyValuePair<string, string>> GetTraits() => SlowTests.Traits;
}
