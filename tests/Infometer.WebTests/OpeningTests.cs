using Microsoft.Playwright;
using Xunit;

namespace Infometer.WebTests;

public sealed class OpeningTests(Chromium chromium, Reports reports)
{
    public static TheoryData<string> All =>
    [
        Reports.Adult, Reports.Titanic, Reports.Madelon, Reports.Prostate, Reports.Hostile,
        Reports.Matrix, Reports.Selection, Reports.Explanation, Reports.Estimate, Reports.Verification, Reports.Plane,
    ];

    [Theory]
    [MemberData(nameof(All))]
    public async Task Report_Opened_AsksForNothingAndComplainsOfNothing(string name)
    {
        await using Visit visit = await Visit.OpenAsync(chromium.Browser, reports[name]);
        await visit.OpenDetailsAsync();
        await visit.Page.WaitForLoadStateAsync(LoadState.NetworkIdle);
        visit.AssertQuiet();
        string[] outside = await visit.Page.EvaluateAsync<string[]>(
            """
            () => [...document.querySelectorAll('*')].flatMap(e => [...e.attributes]
                .filter(a => ['href', 'src', 'srcset', 'action', 'formaction', 'data', 'poster', 'ping', 'xlink:href', 'background'].includes(a.name))
                .filter(a => !a.value.startsWith('#'))
                .map(a => e.tagName + ' ' + a.name + '=' + a.value.slice(0, 80)))
            """);
        Assert.Empty(outside);
    }
}
