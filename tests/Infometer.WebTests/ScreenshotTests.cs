using Microsoft.Playwright;
using Xunit;

namespace Infometer.WebTests;

/// <summary>Writes the pictures of docs/images, when INFOMETER_SCREENSHOTS names a folder.</summary>
public sealed class ScreenshotTests(Chromium chromium, Reports reports)
{
    private static readonly string? s_folder = Environment.GetEnvironmentVariable("INFOMETER_SCREENSHOTS");

    [Theory]
    [InlineData("report-adult-light", Reports.Adult, "", 1280, 900, ColorScheme.Light)]
    [InlineData("report-adult-dark", Reports.Adult, "", 1280, 900, ColorScheme.Dark)]
    [InlineData("report-adult-phone", Reports.Adult, "", 390, 844, ColorScheme.Light)]
    [InlineData("report-adult-pictures", Reports.Adult, "#pictures", 1280, 900, ColorScheme.Light)]
    [InlineData("report-adult-table", Reports.Adult, "#table", 1280, 900, ColorScheme.Light)]
    [InlineData("report-adult-column", Reports.Adult, "#column-4", 1280, 900, ColorScheme.Dark)]
    [InlineData("report-titanic-light", Reports.Titanic, "", 1280, 900, ColorScheme.Light)]
    [InlineData("report-titanic-column", Reports.Titanic, "#column-3", 1280, 900, ColorScheme.Light)]
    [InlineData("report-titanic-pair", Reports.Titanic, "#pair-1", 1280, 900, ColorScheme.Light)]
    [InlineData("report-matrix-dark", Reports.Matrix, "", 1280, 900, ColorScheme.Dark)]
    [InlineData("report-plane-light", Reports.Plane, "#pictures", 1280, 900, ColorScheme.Light)]
    [InlineData("report-madelon-light", Reports.Madelon, "", 1280, 900, ColorScheme.Light)]
    [InlineData("report-madelon-pictures", Reports.Madelon, "#pictures", 1280, 900, ColorScheme.Dark)]
    public async Task Screenshot_IsWritten(string file, string report, string at, int width, int height, ColorScheme scheme)
    {
        Assert.SkipWhen(s_folder is null, "INFOMETER_SCREENSHOTS names no folder to write pictures to.");
        await using Visit visit = await Visit.OpenAsync(chromium.Browser, reports[report], width, height, scheme, scale: width < 500 ? 1.5f : 1);
        if (at.Length > 0)
        {
            await visit.Page.EvaluateAsync("at => { const e = document.querySelector(at); if (e.tagName === 'DETAILS') e.open = true; e.scrollIntoView(); }", at);
        }

        string path = Path.Combine(s_folder, file + ".png");
        await visit.Page.ScreenshotAsync(new() { Path = path });
        Assert.InRange(new FileInfo(path).Length, 5_000, 250_000);
    }
}
