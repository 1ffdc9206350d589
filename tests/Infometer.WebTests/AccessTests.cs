using System.Text.Json;
using Microsoft.Playwright;
using Xunit;

namespace Infometer.WebTests;

/// <summary>The page for those who use a keyboard or hear it read.</summary>
public sealed class AccessTests(Chromium chromium, Reports reports)
{
    [Theory]
    [InlineData(Reports.Adult)]
    [InlineData(Reports.Hostile)]
    [InlineData(Reports.Matrix)]
    [InlineData(Reports.Selection)]
    [InlineData(Reports.Explanation)]
    [InlineData(Reports.Verification)]
    [InlineData(Reports.Plane)]
    public async Task ControlsAndPictures_HaveNames(string name)
    {
        await using Visit visit = await Visit.OpenAsync(chromium.Browser, reports[name]);
        await visit.OpenDetailsAsync(7);
        Assert.Empty(await Readability.NamelessAsync(visit.Page));
        Assert.Empty(await visit.Page.EvaluateAsync<string[]>(
            """
            () => [...document.querySelectorAll('svg')]
                .filter(s => !['img', 'group'].includes(s.getAttribute('role')) || !s.getAttribute('aria-labelledby') || !s.querySelector(':scope > title')?.textContent || !s.querySelector(':scope > desc')?.textContent)
                .map(s => s.outerHTML.slice(0, 120))
            """));
        Assert.Empty(await visit.Page.EvaluateAsync<string[]>(
            "() => [...document.querySelectorAll('[id]')].map(e => e.id).filter((id, i, all) => all.indexOf(id) !== i)"));
        Assert.Empty(await visit.Page.EvaluateAsync<string[]>(
            """
            () => [...document.querySelectorAll('[aria-labelledby], [aria-controls], [aria-describedby], label[for]')]
                .flatMap(e => ['aria-labelledby', 'aria-controls', 'aria-describedby', 'for'].flatMap(a => (e.getAttribute(a) ?? '').split(/\s+/).filter(Boolean)))
                .filter(id => !document.getElementById(id))
            """));
    }

    [Theory]
    [InlineData(Reports.Adult)]
    [InlineData(Reports.Titanic)]
    [InlineData(Reports.Matrix)]
    [InlineData(Reports.Verification)]
    [InlineData(Reports.Plane)]
    public async Task Headings_StepDownByOne(string name)
    {
        await using Visit visit = await Visit.OpenAsync(chromium.Browser, reports[name]);
        int[] levels = await visit.Page.EvaluateAsync<int[]>("() => [...document.querySelectorAll('h1, h2, h3, h4, h5, h6')].map(h => Number(h.tagName[1]))");
        Assert.Equal(1, levels[0]);
        Assert.Single(levels, 1);
        Assert.All(levels.Zip(levels.Skip(1)), pair => Assert.True(pair.Second <= pair.First + 1, $"h{pair.First} is followed by h{pair.Second}"));
        Assert.Equal("en", await visit.Page.GetAttributeAsync("html", "lang"));
        Assert.NotEmpty(await visit.Page.TitleAsync());
    }

    [Fact]
    public async Task Tab_GoesInTheOrderOfReading_AndShowsWhereItIs()
    {
        await using Visit visit = await Visit.OpenAsync(chromium.Browser, reports[Reports.Titanic]);
        IPage page = visit.Page;
        Assert.Empty(await page.EvaluateAsync<string[]>("() => [...document.querySelectorAll('[tabindex]')].filter(e => e.tabIndex > 0).map(e => e.outerHTML.slice(0, 80))"));
        await page.EvaluateAsync("() => { window.seen = []; }");
        int stops = 0;
        for (; stops < 400; stops++)
        {
            await page.Keyboard.PressAsync("Tab");
            JsonElement stop = JsonDocument.Parse(await page.EvaluateAsync<string>(
                """
                () => {
                    const e = document.activeElement, last = window.seen.at(-1);
                    if (e === document.body || window.seen.includes(e)) return JSON.stringify({ isEnd: true });
                    window.seen.push(e);
                    const s = getComputedStyle(e), r = e.getBoundingClientRect();
                    const ring = s.outlineStyle !== 'none' && parseFloat(s.outlineWidth) >= 1 || s.boxShadow !== 'none';
                    const inner = [...e.querySelectorAll('*')].some(c => { const t = getComputedStyle(c); return t.outlineStyle !== 'none' && parseFloat(t.outlineWidth) >= 1; });
                    return JSON.stringify({
                        isEnd: false, what: e.outerHTML.slice(0, 120), isVisible: r.width > 0 && r.height > 0 && r.bottom > 0 && r.top < innerHeight, hasRing: ring || inner,
                        isAfter: !last || Boolean(last.compareDocumentPosition(e) & Node.DOCUMENT_POSITION_FOLLOWING),
                    });
                }
                """)).RootElement;
            if (stop.GetProperty("isEnd").GetBoolean())
            {
                break;
            }

            string what = stop.GetProperty("what").GetString()!;
            Assert.True(stop.GetProperty("isAfter").GetBoolean(), "not after the stop before it: " + what);
            Assert.True(stop.GetProperty("isVisible").GetBoolean(), "not in sight: " + what);
            Assert.True(stop.GetProperty("hasRing").GetBoolean(), "does not show that it has the focus: " + what);
        }

        // All that can be clicked can be reached.
        int controls = await page.EvaluateAsync<int>(
            "() => [...document.querySelectorAll('a[href], button, input, summary, [tabindex=\"0\"]')].filter(e => e.checkVisibility()).length");
        Assert.InRange(stops, 30, 399);
        Assert.Equal(controls, stops);
    }

    [Fact]
    public async Task SkipLink_GoesToTheFindings()
    {
        await using Visit visit = await Visit.OpenAsync(chromium.Browser, reports[Reports.Titanic]);
        await visit.Page.Keyboard.PressAsync("Tab");
        await visit.Page.Keyboard.PressAsync("Enter");
        Assert.EndsWith("#main-start", visit.Page.Url, StringComparison.Ordinal);
    }
}
