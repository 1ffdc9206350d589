using System.Collections.Concurrent;
using Microsoft.Playwright;
using Xunit;

namespace Infometer.WebTests;

/// <summary>One opened report in a window of its own, with the network cut; keeps what the page complained of or asked for.</summary>
internal sealed class Visit : IAsyncDisposable
{
    private readonly IBrowserContext _context;
    private readonly ConcurrentQueue<string> _complaints = new();

    private Visit(IBrowserContext context, IPage page)
    {
        _context = context;
        Page = page;
    }

    public IPage Page { get; }

    /// <summary>Errors, warnings, refusals of the content-security policy, and everything that was asked for besides the page.</summary>
    public IReadOnlyCollection<string> Complaints => _complaints;

    /// <summary>Opens a report.</summary>
    /// <param name="browser">The browser.</param>
    /// <param name="report">The report.</param>
    /// <param name="width">Width of the window in pixels.</param>
    /// <param name="height">Its height.</param>
    /// <param name="scheme">Light or dark.</param>
    /// <param name="scripts">Whether scripts run.</param>
    /// <param name="scale">Dots per pixel.</param>
    public static async Task<Visit> OpenAsync(
        IBrowser browser, Report report, int width = 1280, int height = 900, ColorScheme scheme = ColorScheme.Light, bool scripts = true, float scale = 1)
    {
        IBrowserContext context = await browser.NewContextAsync(new()
        {
            ViewportSize = new() { Width = width, Height = height },
            ColorScheme = scheme,
            JavaScriptEnabled = scripts,
            DeviceScaleFactor = scale,
            ReducedMotion = ReducedMotion.Reduce,
            Offline = true,
            Locale = "en-US",
        });
        context.SetDefaultTimeout(60_000);
        IPage page = await context.NewPageAsync();
        Visit visit = new(context, page);
        page.Console += (_, message) => visit.Note(message.Type is "error" or "warning" ? $"{message.Type}: {message.Text}" : null);
        page.PageError += (_, error) => visit.Note($"script: {error}");
        page.Request += (_, request) => visit.Note(request.Url == report.Address ? null : $"request: {request.Url}");
        page.Dialog += (_, dialog) => visit.Note($"dialog: {dialog.Message}");
        page.Popup += (_, popup) => visit.Note($"popup: {popup.Url}");
        await context.RouteAsync("**/*", route => route.Request.Url == report.Address ? route.ContinueAsync() : route.AbortAsync());
        await page.AddInitScriptAsync(
            "addEventListener('securitypolicyviolation', e => console.error('policy: ' + e.violatedDirective + ' ' + e.blockedURI + ' ' + e.sample))");
        await page.GotoAsync(report.Address);
        return visit;
    }

    /// <summary>Opens the details of each section, all or the first ones, by their attribute, so that no script of the page has to run.</summary>
    public Task OpenDetailsAsync(int most = int.MaxValue) => Page.EvaluateAsync(
        "most => { for (const s of document.querySelectorAll('section')) [...s.querySelectorAll('details')].slice(0, most).forEach(d => { d.open = true; }); }", most);

    /// <summary>Asserts that the page complained of nothing and asked for nothing.</summary>
    public void AssertQuiet() => Assert.Empty(_complaints);

    public ValueTask DisposeAsync() => _context.DisposeAsync();

    private void Note(string? complaint)
    {
        if (complaint is not null)
        {
            _complaints.Enqueue(complaint);
        }
    }
}
