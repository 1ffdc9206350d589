using System.Text.Json;
using Microsoft.Playwright;

namespace Infometer.WebTests;

/// <summary>What a page looks like to eyes that need contrast and to hands that have no mouse, as the browser computes it.</summary>
internal static class Readability
{
    private static readonly JsonSerializerOptions s_web = new(JsonSerializerDefaults.Web);

    // A text of HTML lies on its ancestors. One of SVG is laid over the colours of all shapes below it, at its left, middle and right, or on its own rim.
    private const string ContrastScript = """
        () => {
            const canvas = document.createElement('canvas').getContext('2d', { willReadFrequently: true });
            const colours = new Map();
            const parse = colour => {
                if (!colours.has(colour)) {
                    canvas.clearRect(0, 0, 1, 1);
                    canvas.fillStyle = '#000';
                    canvas.fillStyle = colour === 'none' ? 'transparent' : colour;
                    canvas.fillRect(0, 0, 1, 1);
                    const p = canvas.getImageData(0, 0, 1, 1).data;
                    colours.set(colour, [p[0], p[1], p[2], p[3] / 255]);
                }
                return [...colours.get(colour)];
            };
            const over = (top, below) => {
                const a = top[3] + below[3] * (1 - top[3]);
                return a === 0 ? [0, 0, 0, 0] : [0, 1, 2].map(i => (top[i] * top[3] + below[i] * below[3] * (1 - top[3])) / a).concat(a);
            };
            const remember = make => { const known = new Map(); return e => { if (!known.has(e)) { known.set(e, make(e)); } return known.get(e); }; };
            const opacity = remember(e => Number(getComputedStyle(e).opacity) * (e.parentElement ? opacity(e.parentElement) : 1));
            const paint = remember(e => {
                const s = getComputedStyle(e);
                const isShape = e instanceof SVGElement && !(e instanceof SVGSVGElement);
                const c = e instanceof SVGTextContentElement ? [0, 0, 0, 0] : parse(isShape ? s.fill : s.backgroundColor);
                c[3] *= opacity(e) * (isShape ? Number(s.fillOpacity) : 1);
                return c;
            });
            const light = c => {
                const l = c.slice(0, 3).map(v => { v /= 255; return v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4; });
                return 0.2126 * l[0] + 0.7152 * l[1] + 0.0722 * l[2];
            };
            const ratio = (a, b) => { const [x, y] = [light(a), light(b)].sort((p, q) => q - p); return (x + 0.05) / (y + 0.05); };
            const ancestors = e => { const all = []; for (; e; e = e.parentElement) { all.push(e); } return all; };
            const paper = matchMedia('(prefers-color-scheme: dark)').matches && !matchMedia('print').matches ? [18, 18, 18, 1] : [255, 255, 255, 1];
            const found = { texts: 0, worst: 99, faint: [] };
            const look = (e, text, ink, stack, rim = [0, 0, 0, 0]) => {
                let below = rim;
                for (let i = 0; i < stack.length && below[3] < 0.999; i++) {
                    below = over(below, paint(stack[i]));
                }
                below = over(below, paper);
                const r = ratio(over(ink, below), below);
                found.texts++;
                found.worst = Math.min(found.worst, r);
                if (r < 4.5 && found.faint.length < 12) {
                    const place = `${e.tagName}.${e.getAttribute('class') ?? ''} '${text.trim().slice(0, 40)}'`;
                    found.faint.push(`${r.toFixed(2)} ${place} ink ${ink.map(v => Math.round(v * 100) / 100)} on ${below.map(Math.round)}`);
                }
            };
            const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
            for (let node; (node = walker.nextNode());) {
                const e = node.parentElement;
                if (!node.data.trim() || ['SCRIPT', 'STYLE', 'title', 'desc'].includes(e.tagName) || !e.checkVisibility({ visibilityProperty: true })) {
                    continue;
                }
                const s = getComputedStyle(e);
                const isShape = e instanceof SVGElement;
                const ink = parse(isShape ? s.fill : s.color);
                ink[3] *= opacity(e) * (isShape ? Number(s.fillOpacity) : 1);
                if (!isShape) {
                    look(e, node.data, ink, ancestors(e));
                    continue;
                }
                if (s.paintOrder.startsWith('stroke') && s.stroke !== 'none' && parseFloat(s.strokeWidth) >= 2) {
                    look(e, node.data, ink, [], parse(s.stroke));
                    continue;
                }
                const box = e.getBoundingClientRect();
                for (const share of [0.1, 0.5, 0.9]) {
                    const stack = document.elementsFromPoint(box.left + box.width * share, box.top + box.height / 2);
                    const at = stack.findIndex(b => b === e || e.contains(b));
                    if (at >= 0) {
                        look(e, node.data, ink, stack.slice(at));
                    }
                }
            }
            return JSON.stringify(found);
        }
        """;

    /// <summary>Every visible text: how many points were looked at, the least contrast, and the texts below 4.5 to 1.</summary>
    public static async Task<Contrast> ContrastAsync(IPage page)
    {
        // What is outside the window cannot be asked for what lies at a point.
        int[] size = await page.EvaluateAsync<int[]>("() => [Math.max(innerWidth, 1280), document.documentElement.scrollHeight]");
        await page.SetViewportSizeAsync(size[0], size[1]);
        string json = await page.EvaluateAsync<string>(ContrastScript);
        return JsonSerializer.Deserialize<Contrast>(json, s_web)!;
    }

    /// <summary>Controls and pictures to which the browser's accessibility tree gives no name, by their role.</summary>
    public static async Task<IReadOnlyList<string>> NamelessAsync(IPage page)
    {
        string[] roles = ["button", "link", "textbox", "searchbox", "combobox", "checkbox", "radio", "slider", "spinbutton", "DisclosureTriangle", "image", "img"];
        ICDPSession session = await page.Context.NewCDPSessionAsync(page);
        JsonElement tree = (await session.SendAsync("Accessibility.getFullAXTree"))!.Value;
        List<string> nameless = [];
        foreach (JsonElement node in tree.GetProperty("nodes").EnumerateArray())
        {
            if (node.GetProperty("ignored").GetBoolean() || !node.TryGetProperty("role", out JsonElement role))
            {
                continue;
            }

            string word = role.GetProperty("value").GetString()!;
            string? name = node.TryGetProperty("name", out JsonElement n) ? n.GetProperty("value").GetString() : null;
            if (roles.Contains(word) && string.IsNullOrWhiteSpace(name))
            {
                nameless.Add($"{word} {node}");
            }
        }

        return nameless;
    }
}
