using System.Collections.Immutable;

namespace Infometer;

/// <summary>A kind of result that a page can be made of.</summary>
/// <param name="Name">What it is called.</param>
/// <param name="Properties">The properties by which its JSON is recognised: all of them are there.</param>
/// <param name="Write">Makes the page of the JSON, the table of its data if there is one, and the JSON's file name if there is one.</param>
internal sealed record ReportKind(string Name, ImmutableArray<string> Properties, Func<JsonPart, Table?, string?, string> Write);
