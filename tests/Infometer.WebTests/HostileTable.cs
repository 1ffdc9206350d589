using System.Globalization;

namespace Infometer.WebTests;

/// <summary>A table whose names and levels are HTML, quotes, emoji, marks that turn the writing direction, or very long.</summary>
internal static class HostileTable
{
    /// <summary>The target's name; had it run as a script, the page would have <c>window.hurt</c>.</summary>
    public const string Target = "<script>window.hurt=1</script>&amp;\"'";

    private const int Rows = 300;

    /// <summary>10,000 characters without a place to break.</summary>
    public static string Long { get; } = new('W', 10_000);

    /// <summary>Names of columns that tell about the target.</summary>
    public static IReadOnlyList<string> Names { get; } =
    [
        "<img src=x onerror=\"window.hurt=2\">",
        "\"><svg onload=window.hurt=3>",
        "</script><script>window.hurt=4</script>",
        "</style></title></svg></details><h1>hurt</h1>",
        "<!--<script>]]>",
        "javascript:window.hurt=5",
        "👩‍👩‍👧‍👦 é́́ \u202Ehturt\u202C \u2028 \u0001\u001b[31m\t\n",
        "{{constructor.constructor('window.hurt=6')()}} ${window.hurt=7} `\\u0027",
        Long,
    ];

    /// <summary>Two of its levels: HTML and 10,000 characters.</summary>
    public static Table Create()
    {
        int[] target = [.. Enumerable.Range(0, Rows).Select(row => row * 7 % 3)];
        string[] levels = ["<b onclick=window.hurt=8>yes</b>", "'no\" &lt;", new string('L', 10_000)];
        List<Column> columns = [Column.Categorical(Target, [.. target.Select(level => levels[level])])];
        for (int i = 0; i < Names.Count; i++)
        {
            int shift = i;
            columns.Add(i % 2 == 0
                ? Column.Categorical(Names[i], [.. target.Select((level, row) => row % (shift + 3) == 0 ? "<i>?</i>" : levels[level])])
                : Column.Numeric(Names[i], target.Select((level, row) => level + (row * 13 % 17 * (shift + 1) / 10.0)).ToArray(), VariableKind.Continuous));
        }

        columns.Add(Column.Categorical(
            "<u>harmless</u>",
            [.. Enumerable.Range(0, Rows).Select(row => (row * 5 % 11).ToString(CultureInfo.InvariantCulture))]));
        return Table.Of(columns);
    }
}
