namespace Infometer;

/// <summary>Results as pages, with the data at hand.</summary>
public static class ReportExtensions
{
    /// <summary>
    /// The ranking as one HTML page, with pictures of its rows: <see cref="HtmlReport.FromJson"/> of <see cref="Ranking.ToJson"/> and
    /// <see cref="Ranking.Table"/>. The ranking of a wide screening, too.
    /// </summary>
    /// <param name="ranking">The ranking.</param>
    /// <param name="unit">The unit in which amounts are written first; the page can switch to the other one.</param>
    /// <exception cref="ArgumentOutOfRangeException">The unit is neither bits nor nats.</exception>
    public static string ToHtml(this Ranking ranking, Unit unit = Unit.Bits)
    {
        ArgumentNullException.ThrowIfNull(ranking);
        return unit is Unit.Bits or Unit.Nats
            ? HtmlReport.FromJson(ranking.ToJson(unit), ranking.Table)
            : throw new ArgumentOutOfRangeException(nameof(unit), unit, "A ranking is in bits or in nats.");
    }

    /// <summary>The matrix as one HTML page: <see cref="HtmlReport.FromJson"/> of <see cref="InformationMatrix.ToJson"/>.</summary>
    /// <param name="matrix">The matrix.</param>
    /// <param name="unit">The unit in which amounts are written first; the page can switch to the other one.</param>
    /// <exception cref="ArgumentOutOfRangeException">The unit is neither bits nor nats.</exception>
    public static string ToHtml(this InformationMatrix matrix, Unit unit = Unit.Bits)
    {
        ArgumentNullException.ThrowIfNull(matrix);
        return HtmlReport.FromJson(matrix.ToJson(Switchable(unit)));
    }

    /// <summary>The selection as one HTML page: <see cref="HtmlReport.FromJson"/> of <see cref="SelectionPath.ToJson"/>.</summary>
    /// <param name="path">The selection.</param>
    /// <param name="unit">The unit in which amounts are written first; the page can switch to the other one.</param>
    /// <exception cref="ArgumentOutOfRangeException">The unit is neither bits nor nats.</exception>
    public static string ToHtml(this SelectionPath path, Unit unit = Unit.Bits)
    {
        ArgumentNullException.ThrowIfNull(path);
        return HtmlReport.FromJson(path.ToJson(Switchable(unit)));
    }

    /// <summary>The verification as one HTML page: <see cref="HtmlReport.FromJson"/> of <see cref="Verification.ToJson"/>.</summary>
    /// <param name="verification">The verification.</param>
    /// <param name="unit">The unit in which amounts are written first; the page can switch to the other one.</param>
    /// <exception cref="ArgumentOutOfRangeException">The unit is neither bits nor nats.</exception>
    public static string ToHtml(this Verification verification, Unit unit = Unit.Bits)
    {
        ArgumentNullException.ThrowIfNull(verification);
        return HtmlReport.FromJson(verification.ToJson(Switchable(unit)));
    }

    /// <summary>The plane as one HTML page: <see cref="HtmlReport.FromJson"/> of <see cref="InformationPlane.ToJson"/>.</summary>
    /// <param name="plane">The plane.</param>
    /// <param name="unit">The unit in which amounts are written first; the page can switch to the other one.</param>
    /// <exception cref="ArgumentOutOfRangeException">The unit is neither bits nor nats.</exception>
    public static string ToHtml(this InformationPlane plane, Unit unit = Unit.Bits)
    {
        ArgumentNullException.ThrowIfNull(plane);
        return HtmlReport.FromJson(plane.ToJson(Switchable(unit)));
    }

    /// <summary>The explanation as one HTML page: <see cref="HtmlReport.FromJson"/> of <see cref="Explanation.ToJson"/>.</summary>
    /// <param name="explanation">The explanation.</param>
    /// <param name="data">The table that it is of, for a picture of its rows; null for a page without.</param>
    /// <param name="unit">The unit in which amounts are written first; the page can switch to the other one.</param>
    /// <exception cref="ArgumentOutOfRangeException">The unit is neither bits nor nats.</exception>
    /// <exception cref="InvalidInputException">The table is another one: its rows are not as many, or a column is missing.</exception>
    public static string ToHtml(this Explanation explanation, Table? data = null, Unit unit = Unit.Bits)
    {
        ArgumentNullException.ThrowIfNull(explanation);
        return HtmlReport.FromJson(explanation.ToJson(Switchable(unit)), data);
    }

    /// <summary>The estimate as one HTML page: <see cref="HtmlReport.FromJson"/> of <see cref="Estimate.ToJson"/>.</summary>
    /// <param name="estimate">The estimate.</param>
    /// <param name="data">The table that it is of, for a picture of its rows; null for a page without.</param>
    /// <param name="unit">The unit in which amounts are written first; the page can switch to the other one.</param>
    /// <exception cref="ArgumentOutOfRangeException">The unit is neither bits nor nats.</exception>
    /// <exception cref="InvalidInputException">The table is another one: its rows are not as many, or a column is missing.</exception>
    public static string ToHtml(this Estimate estimate, Table? data = null, Unit unit = Unit.Bits)
    {
        ArgumentNullException.ThrowIfNull(estimate);
        return HtmlReport.FromJson(estimate.ToJson(Switchable(unit)), data);
    }

    private static Unit Switchable(Unit unit) => unit is Unit.Bits or Unit.Nats
        ? unit
        : throw new ArgumentOutOfRangeException(nameof(unit), unit, "A page is in bits or in nats.");
}
