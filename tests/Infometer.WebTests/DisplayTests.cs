using System.Globalization;
using Microsoft.Playwright;
using Xunit;

namespace Infometer.WebTests;

/// <summary>The page on paper, on a phone, in the dark, without scripts.</summary>
public sealed class DisplayTests(Chromium chromium, Reports reports)
{
    [Fact]
    public async Task Print_ShowsTheContentAndHidesTheControls()
    {
        await using Visit visit = await Visit.OpenAsync(chromium.Browser, reports[Reports.Adult], scheme: ColorScheme.Dark);
        IPage page = visit.Page;
        Assert.True(await page.Locator("#filter").IsVisibleAsync());
        await page.EmulateMediaAsync(new() { Media = Media.Print, ColorScheme = ColorScheme.Dark });
        foreach (string control in new[] { "#filter", "#unit-bits", "#unit-nats", "#more", "nav" })
        {
            Assert.Equal(0, await page.Locator(control + ":visible").CountAsync());
        }

        foreach (string content in new[] { "h1", "#summary", "#pictures svg", "#columns tbody tr", "#method", "#reproduce" })
        {
            Assert.True(await page.Locator(content).First.IsVisibleAsync(), content);
        }

        // Paper is white, whatever the screen is.
        Assert.Matches(
            @"^rgba?\((255, 255, 255|0, 0, 0, 0)\)?", await page.EvaluateAsync<string>("() => getComputedStyle(document.body).backgroundColor"));
        Assert.Empty((await Readability.ContrastAsync(page)).Faint);
        visit.AssertQuiet();
    }

    [Theory]
    [InlineData(Reports.Adult)]
    [InlineData(Reports.Madelon)]
    public async Task WithoutScripts_WordsPicturesRowsAndDetailsAreThere_AndNoDeadControl(string name)
    {
        Report report = reports[name];
        await using Visit visit = await Visit.OpenAsync(chromium.Browser, report, scripts: false);
        IPage page = visit.Page;
        Assert.True(await page.Locator("h1").IsVisibleAsync());
        Assert.True(await page.Locator("#pictures svg").First.IsVisibleAsync());
        Assert.Equal(Math.Min(200, report.Columns.Count), await page.Locator("#columns tbody tr:visible").CountAsync());
        Assert.Equal(Math.Min(50, report.Columns.Count), await page.Locator("#details details.item").CountAsync());
        await page.ClickAsync("#column-1 > summary");
        Assert.True(await page.Locator("#column-1 .body").IsVisibleAsync());
        foreach (string control in new[] { "#filter", "#unit-bits", "#more" })
        {
            Assert.Equal(0, await page.Locator(control + ":visible").CountAsync());
        }

        // Details of later columns are made by the script.
        string[] dead = await page.EvaluateAsync<string[]>(
            "() => [...document.querySelectorAll('a[href]')].map(a => a.getAttribute('href')).filter(h => !document.getElementById(h.slice(1)))");
        Assert.All(dead, link => Assert.InRange(int.Parse(link["#column-".Length..], CultureInfo.InvariantCulture), 51, report.Columns.Count));
        visit.AssertQuiet();
    }

    [Theory]
    [InlineData(Reports.Adult, 390)]
    [InlineData(Reports.Titanic, 390)]
    [InlineData(Reports.Madelon, 390)]
    [InlineData(Reports.Hostile, 390)]
    [InlineData(Reports.Hostile, 1280)]
    [InlineData(Reports.Adult, 320)]
    [InlineData(Reports.Matrix, 390)]
    [InlineData(Reports.Selection, 390)]
    [InlineData(Reports.Explanation, 390)]
    [InlineData(Reports.Estimate, 390)]
    [InlineData(Reports.Verification, 390)]
    [InlineData(Reports.Plane, 390)]
    public async Task Page_OfAnyWidth_DoesNotScrollSideways(string name, int width)
    {
        await using Visit visit = await Visit.OpenAsync(chromium.Browser, reports[name], width, 844);
        await visit.OpenDetailsAsync();
        Assert.Equal("", await visit.Page.EvaluateAsync<string>(
            """
            () => {
                const scrolls = e => { for (; e; e = e.parentElement) { if (/auto|scroll|hidden|clip/.test(getComputedStyle(e).overflowX)) return true; } return false; };
                return document.documentElement.scrollWidth <= innerWidth ? '' : document.documentElement.scrollWidth + ': ' + [...document.body.querySelectorAll('*')]
                    .filter(e => e.getBoundingClientRect().right > innerWidth + 0.5 && !scrolls(e.parentElement))
                    .slice(0, 5).map(e => e.tagName + '#' + e.id + '.' + e.getAttribute('class') + ' ' + Math.round(e.getBoundingClientRect().right)).join('; ');
            }
            """));
        visit.AssertQuiet();
    }

    [Theory]
    [InlineData(Reports.Adult, ColorScheme.Light)]
    [InlineData(Reports.Adult, ColorScheme.Dark)]
    [InlineData(Reports.Titanic, ColorScheme.Light)]
    [InlineData(Reports.Titanic, ColorScheme.Dark)]
    [InlineData(Reports.Madelon, ColorScheme.Dark)]
    [InlineData(Reports.Matrix, ColorScheme.Light)]
    [InlineData(Reports.Matrix, ColorScheme.Dark)]
    [InlineData(Reports.Selection, ColorScheme.Dark)]
    [InlineData(Reports.Explanation, ColorScheme.Dark)]
    [InlineData(Reports.Verification, ColorScheme.Light)]
    [InlineData(Reports.Plane, ColorScheme.Light)]
    [InlineData(Reports.Plane, ColorScheme.Dark)]
    public async Task Text_OnWhateverLiesBelow_HasAContrastOfFourAndAHalf(string name, ColorScheme scheme)
    {
        await using Visit visit = await Visit.OpenAsync(chromium.Browser, reports[name], scheme: scheme);
        await visit.OpenDetailsAsync(7);
        Contrast contrast = await Readability.ContrastAsync(visit.Page);
        Assert.True(contrast.Texts > 90, $"only {contrast.Texts} texts were looked at");
        Assert.Empty(contrast.Faint);
    }

    [Fact]
    public async Task Dark_IsDark()
    {
        await using Visit visit = await Visit.OpenAsync(chromium.Browser, reports[Reports.Titanic], scheme: ColorScheme.Dark);
        int[] paper = await visit.Page.EvaluateAsync<int[]>("() => getComputedStyle(document.body).backgroundColor.match(/\\d+/g).slice(0, 3).map(Number)");
        Assert.All(paper, part => Assert.InRange(part, 0, 60));
    }
}
