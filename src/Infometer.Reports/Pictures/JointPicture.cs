namespace Infometer;

/// <summary>
/// A column and the target as they are in the rows: two numbers as points, numbers by level as boxes, levels by level as a mosaic. Points and boxes
/// leave out rows in which a number is missing and say how many are left; missing levels are levels.
/// </summary>
internal static class JointPicture
{
    /// <summary>Draws both; null where there is nothing to draw.</summary>
    /// <param name="id">The picture's id on the page.</param>
    /// <param name="column">The column.</param>
    /// <param name="target">The target; of the same table.</param>
    /// <param name="seed">Which rows are drawn where there are many.</param>
    public static string? ToSvg(string id, Column column, Column target, ulong seed) => (column.Codes, target.Codes) switch
    {
        _ when column.Count == 0 || column.Count != target.Count => null,
        (null, null) => ScatterPicture.ToSvg(id, column, target, seed),
        // Half of the numbers are one: a box would be a line.
        (null, _) when column.Kind == VariableKind.Mixed => MosaicPicture.ToSvg(id, column, target),
        (_, null) when target.Kind == VariableKind.Mixed => MosaicPicture.ToSvg(id, column, target),
        (null, _) => BoxesPicture.ToSvg(id, column, target),
        (_, null) => BoxesPicture.ToSvg(id, target, column),
        _ => MosaicPicture.ToSvg(id, column, target),
    };
}
