using System.Globalization;
using System.Text.Json;
using Microsoft.Playwright;
using Xunit;

namespace Infometer.WebTests;

/// <summary>The table of columns: sorted, filtered, in the other unit, and beyond its first rows.</summary>
public sealed class TableTests(Chromium chromium, Reports reports)
{
    private const string Rows = "#columns tbody tr";

    [Theory]
    [InlineData(Reports.Adult, "value")]
    [InlineData(Reports.Adult, "missing")]
    [InlineData(Reports.Titanic, "value")]
    [InlineData(Reports.Titanic, "adds")]
    [InlineData(Reports.Titanic, "qValue")]
    [InlineData(Reports.Madelon, "pValue")]
    public async Task Sort_ByNumbers_OrdersAllRowsInEachDirectionAndPutsWhatIsMissingLast(string name, string key)
    {
        Report report = reports[name];
        await using Visit visit = await Visit.OpenAsync(chromium.Browser, report);
        HashSet<string> seen = [];
        for (int click = 0; click < 2; click++)
        {
            await visit.Page.ClickAsync($"th[data-key='{key}'] button");
            string direction = (await visit.Page.GetAttributeAsync($"th[data-key='{key}']", "aria-sort"))!;
            Assert.True(seen.Add(direction), direction);
            await ShowAllAsync(visit.Page);
            List<double?> values = await NumbersAsync(visit.Page, report, key);
            Assert.Equal(report.Columns.Count, values.Count);
            List<double> known = [.. values.OfType<double>()];
            Assert.Equal(values.Take(known.Count), known.Cast<double?>());
            Assert.Equal(direction == "ascending" ? known.Order() : known.OrderDescending(), known);
            Assert.Single(await visit.Page.QuerySelectorAllAsync("#columns th[aria-sort='ascending'], #columns th[aria-sort='descending']"));
        }

        Assert.Equal(["ascending", "descending"], seen.Order());
        visit.AssertQuiet();
    }

    [Theory]
    [InlineData(Reports.Adult, "name")]
    [InlineData(Reports.Titanic, "verdict")]
    [InlineData(Reports.Hostile, "name")]
    public async Task Sort_ByTexts_OrdersAllRowsInEachDirection(string name, string key)
    {
        Report report = reports[name];
        await using Visit visit = await Visit.OpenAsync(chromium.Browser, report);
        List<string>[] orders = [[], []];
        for (int click = 0; click < 2; click++)
        {
            // By keyboard, as a button is pressed.
            await visit.Page.FocusAsync($"th[data-key='{key}'] button");
            await visit.Page.Keyboard.PressAsync("Enter");
            string direction = (await visit.Page.GetAttributeAsync($"th[data-key='{key}']", "aria-sort"))!;
            orders[direction == "ascending" ? 0 : 1] = [.. (await ShownAsync(visit.Page)).Select(n => Text(report, n, key))];
        }

        Assert.Equal(report.Names.Select(n => Text(report, n, key)).Order(StringComparer.Ordinal), orders[0].Order(StringComparer.Ordinal));
        Assert.Equal(orders[0], orders[1].AsEnumerable().Reverse());
        if (key == "name")
        {
            string[] plain = [.. orders[0].Where(t => t.All(char.IsAsciiLetter))];
            Assert.Equal(plain.Order(StringComparer.OrdinalIgnoreCase), plain);
        }

        visit.AssertQuiet();
    }

    [Fact]
    public async Task Filter_ShowsTheRowsThatHoldTheTextAndSaysHowMany()
    {
        Report report = reports[Reports.Adult];
        await using Visit visit = await Visit.OpenAsync(chromium.Browser, report);
        IPage page = visit.Page;
        await page.FillAsync("#filter", "EDUC");
        Assert.Equal(["education", "education_num"], await ShownAsync(page));
        Assert.Contains("2", await page.InnerTextAsync("#shown"), StringComparison.Ordinal);
        await page.FillAsync("#filter", "lower-bound");
        Assert.Equal(report.Columns.Where(c => c.GetProperty("verdict").GetString() == "lower-bound").Select(Report.NameOf), await ShownAsync(page));
        await page.FillAsync("#filter", "no such column");
        Assert.Empty(await ShownAsync(page));
        Assert.Matches("^(0|None|No)", await page.InnerTextAsync("#shown"));
        await page.FillAsync("#filter", "");
        Assert.Equal(report.Names, await ShownAsync(page));
        visit.AssertQuiet();
    }

    [Theory]
    [InlineData(Reports.Adult)]
    [InlineData(Reports.Titanic)]
    [InlineData(Reports.Madelon)]
    public async Task Units_Switched_MultiplyEveryAmountByLn2AndRenameEveryUnit(string name)
    {
        await using Visit visit = await Visit.OpenAsync(chromium.Browser, reports[name]);
        IPage page = visit.Page;
        await visit.OpenDetailsAsync();
        string[] bits = await AmountsAsync(page);
        Assert.Equal(["bits"], await UnitsAsync(page));
        await page.ClickAsync("#unit-nats");
        Assert.Equal("true", await page.GetAttributeAsync("#unit-nats", "aria-pressed"));
        Assert.Equal("false", await page.GetAttributeAsync("#unit-bits", "aria-pressed"));
        Assert.Equal(["nats"], await UnitsAsync(page));
        (string Text, double Value)[] amounts = [.. (await AmountsAsync(page)).Select(Parse)];
        Assert.True(amounts.Length > 50);
        Assert.All(amounts, a => Assert.Equal(Shown(a.Value * Math.Log(2)), a.Text));
        (string Text, double Value)[] ticks = [.. (await AmountsAsync(page, ".tick")).Select(Parse)];
        Assert.NotEmpty(ticks);
        Assert.All(ticks, t => Assert.Equal(t.Value * Math.Log(2), double.Parse(t.Text.Replace('−', '-'), CultureInfo.InvariantCulture), 0.00006));
        await page.ClickAsync("#unit-bits");
        Assert.Equal(["bits"], await UnitsAsync(page));
        Assert.Equal(bits, await AmountsAsync(page));
        Assert.All(bits.Select(Parse), a => Assert.Equal(Shown(a.Value), a.Text));
        visit.AssertQuiet();
    }

    [Theory]
    [InlineData(Reports.Madelon)]
    [InlineData(Reports.Prostate)]
    public async Task FurtherRows_AreShownAtAClick_InTheUnitAndOrderOfTheOthers(string name)
    {
        Report report = reports[name];
        await using Visit visit = await Visit.OpenAsync(chromium.Browser, report);
        IPage page = visit.Page;
        Assert.Equal(report.Names.Take(200), await ShownAsync(page));
        await page.ClickAsync("#unit-nats");
        await page.ClickAsync("#more");
        IReadOnlyList<string> shown = await ShownAsync(page);
        Assert.InRange(shown.Count, 201, report.Columns.Count);
        Assert.Equal(report.Names.Take(shown.Count), shown);
        (string Text, double Value)[] amounts = [.. (await AmountsAsync(page, $"{Rows}:nth-child(n+201) .amount")).Select(Parse)];
        Assert.NotEmpty(amounts);
        Assert.All(amounts, a => Assert.Equal(Shown(a.Value * Math.Log(2)), a.Text));
        Assert.Equal(["nats"], await UnitsAsync(page));

        // What is not yet shown is found all the same.
        string last = report.Names[^1];
        await page.FillAsync("#filter", last);
        Assert.Contains(last, await ShownAsync(page));
        visit.AssertQuiet();
    }

    [Fact]
    public async Task FurtherRows_ShowTheirOwnDetails()
    {
        Report report = reports[Reports.Madelon];
        await using Visit visit = await Visit.OpenAsync(chromium.Browser, report);
        IPage page = visit.Page;
        foreach (int rank in new[] { 51, 300 })
        {
            JsonElement column = report.Columns[rank - 1];
            await page.FillAsync("#filter", Report.NameOf(column));
            await page.ClickAsync($"{Rows} a[href='#column-{rank}']");
            ILocator details = page.Locator($"details[open]#column-{rank}");
            await Assertions.Expect(details).ToBeVisibleAsync();
            string text = await details.InnerTextAsync();
            Assert.Contains(Report.NameOf(column), text, StringComparison.Ordinal);
            Assert.Contains(column.GetProperty("pMethod").GetString()!, text, StringComparison.Ordinal);
        }

        visit.AssertQuiet();
    }

    [Fact]
    public async Task Details_OpenByClickAndByKeyboard()
    {
        await using Visit visit = await Visit.OpenAsync(chromium.Browser, reports[Reports.Adult]);
        IPage page = visit.Page;
        Assert.Equal(0, await page.Locator("details.item[open]").CountAsync());
        await page.ClickAsync($"{Rows}:nth-child(2) a");
        await Assertions.Expect(page.Locator("#column-2")).ToHaveAttributeAsync("open", "");
        await Assertions.Expect(page.Locator("#column-2 .body")).ToBeInViewportAsync();
        await page.FocusAsync("#column-3 > summary");
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(page.Locator("#column-3 .body")).ToBeVisibleAsync();
        await page.Keyboard.PressAsync("Space");
        await Assertions.Expect(page.Locator("#column-3 .body")).ToBeHiddenAsync();
        await page.FocusAsync($"{Rows}:nth-child(4) a");
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(page.Locator("#column-4 .body")).ToBeVisibleAsync();
        visit.AssertQuiet();
    }

    [Fact]
    public async Task Details_OfABar_OpenAtAClickInThePicture()
    {
        await using Visit visit = await Visit.OpenAsync(chromium.Browser, reports[Reports.Titanic]);
        await visit.Page.Locator("svg a[href='#column-3']").First.ClickAsync();
        await Assertions.Expect(visit.Page.Locator("#column-3 .body")).ToBeVisibleAsync();
        visit.AssertQuiet();
    }

    private static string Text(Report report, string name, string key) => key == "name" ? name : report.Columns.Single(c => Report.NameOf(c) == name).GetProperty(key).GetString()!;

    // Names are unique; long ones are there whole.
    private static async Task<IReadOnlyList<string>> ShownAsync(IPage page) => await page.EvaluateAsync<string[]>(
        "rows => [...document.querySelectorAll(rows)].filter(r => r.checkVisibility()).map(r => r.querySelector('th .name').textContent)", Rows);

    private static async Task ShowAllAsync(IPage page)
    {
        while (await page.Locator("#more").IsVisibleAsync())
        {
            await page.ClickAsync("#more");
        }
    }

    private static async Task<List<double?>> NumbersAsync(IPage page, Report report, string key)
    {
        Dictionary<string, JsonElement> columns = report.Columns.ToDictionary(Report.NameOf);
        return [.. (await ShownAsync(page)).Select(n => columns[n].GetProperty(key) is { ValueKind: JsonValueKind.Number } number ? number.GetDouble() : (double?)null)];
    }

    // Ticks of axes have as many decimals as they need.
    private static Task<string[]> AmountsAsync(IPage page, string selector = ".amount:not(.tick)") => page.EvaluateAsync<string[]>(
        "selector => [...document.querySelectorAll(selector)].map(e => e.textContent + '|' + e.dataset.amount)", selector);

    private static Task<string[]> UnitsAsync(IPage page) => page.EvaluateAsync<string[]>(
        "() => [...new Set([...document.querySelectorAll('.unit')].map(e => e.textContent))]");

    private static (string Text, double Value) Parse(string amount) =>
        (amount.Split('|')[0], double.Parse(amount.Split('|')[1], NumberStyles.Float, CultureInfo.InvariantCulture));

    // Halves of what fifteen digits say go away from zero, as the page's numbers do.
    private static string Shown(double value)
    {
        decimal rounded = Math.Round((decimal)value, 4, MidpointRounding.AwayFromZero);
        return (rounded < 0 ? "−" : "") + Math.Abs(rounded).ToString("F4", CultureInfo.InvariantCulture);
    }
}
