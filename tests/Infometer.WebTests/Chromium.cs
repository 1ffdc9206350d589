using Microsoft.Playwright;
using Xunit;

[assembly: AssemblyFixture(typeof(Infometer.WebTests.Chromium))]

namespace Infometer.WebTests;

/// <summary>Debian's Chromium, started once for all tests; nothing is downloaded.</summary>
public sealed class Chromium : IAsyncLifetime
{
    private const string Program = "/usr/bin/chromium";

    private IPlaywright? _playwright;
    private IBrowser? _browser;

    /// <summary>The browser; where there is none the test is skipped, and fails in CI, which has to install it.</summary>
    public IBrowser Browser
    {
        get
        {
            if (_browser is null && Environment.GetEnvironmentVariable("CI") == "true")
            {
                Assert.Fail($"There is no {Program}, and CI has to install it.");
            }

            Assert.SkipWhen(_browser is null, $"There is no {Program}; Debian's package chromium has it.");
            return _browser;
        }
    }

    public async ValueTask InitializeAsync()
    {
        if (!File.Exists(Program))
        {
            return;
        }

        _playwright = await Playwright.CreateAsync();
        _browser = await _playwright.Chromium.LaunchAsync(new() { ExecutablePath = Program, Args = ["--no-sandbox", "--disable-gpu"] });
    }

    public async ValueTask DisposeAsync()
    {
        if (_browser is not null)
        {
            await _browser.DisposeAsync();
        }

        _playwright?.Dispose();
    }
}
