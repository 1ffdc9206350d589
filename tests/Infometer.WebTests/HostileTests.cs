using Microsoft.Playwright;
using Xunit;

namespace Infometer.WebTests;

/// <summary>Names and levels that hold HTML, quotes, scripts, emoji, control characters or 10,000 characters.</summary>
public sealed class HostileTests(Chromium chromium, Reports reports)
{
    [Fact]
    public async Task Names_AreShownAsText_AndNothingInThemRuns()
    {
        Report report = reports[Reports.Hostile];
        await using Visit visit = await Visit.OpenAsync(chromium.Browser, report);
        IPage page = visit.Page;
        await visit.OpenDetailsAsync();
        await page.ClickAsync("#unit-nats");
        await page.ClickAsync("th[data-key='name'] button");
        await page.FillAsync("#filter", "<");
        await page.FillAsync("#filter", "");
        Assert.True(await page.EvaluateAsync<bool>("() => window.hurt === undefined"));
        Assert.Equal(0, await page.Locator("img, iframe, object, embed, form, b, i, u, svg svg, [onload], [onerror], [onclick]").CountAsync());
        Assert.Equal(2, await page.Locator("script").CountAsync());
        Assert.Equal(1, await page.Locator("h1, style").CountAsync() - 1);
        string[] names = await page.EvaluateAsync<string[]>("() => [...document.querySelectorAll('#columns tbody th .name')].map(e => e.textContent)");
        Assert.Equal(report.Names.Order(StringComparer.Ordinal), names.Order(StringComparer.Ordinal));
        Assert.Contains(HostileTable.Target[..20], await page.InnerTextAsync("#summary"), StringComparison.Ordinal);
        Assert.Contains("hurt", await page.TitleAsync(), StringComparison.Ordinal);
        visit.AssertQuiet();
    }

    [Fact]
    public async Task LongNames_AreCutInSentencesAndCells()
    {
        await using Visit visit = await Visit.OpenAsync(chromium.Browser, reports[Reports.Hostile]);
        await visit.OpenDetailsAsync();
        Assert.InRange(await visit.Page.EvaluateAsync<double>("() => document.querySelector('#summary').getBoundingClientRect().height"), 50, 1_500);
        Assert.InRange(
            await visit.Page.EvaluateAsync<double>("() => Math.max(...[...document.querySelectorAll('#columns tbody tr')].map(r => r.getBoundingClientRect().height))"), 10, 120);
        Assert.InRange(
            await visit.Page.EvaluateAsync<double>("() => Math.max(...[...document.querySelectorAll('svg text')].map(t => t.getBoundingClientRect().width))"), 10, 900);
    }
}
