using System.Collections.Immutable;
using System.Globalization;

namespace Infometer;

/// <summary>
/// Spectra on logarithmic axes: the share of each eigenvalue by its rank, a curve per representation. A straight line is a power law; a
/// cliff says how many directions a representation uses.
/// </summary>
public static class SpectrumPicture
{
    private const int PlotWidth = 460;
    private const int PlotHeight = 320;
    private const int TopRoom = 60;
    private const int KeyRoom = 150;

    // Smaller shares are rounding.
    private const double Least = 1e-12;

    /// <summary>Draws the spectra as SVG.</summary>
    /// <param name="title">What they are of.</param>
    /// <param name="spectra">A name and eigenvalues each, in any order; those that are not above 10⁻¹² of their sum are left out.</param>
    /// <exception cref="InvalidInputException">No spectrum has an eigenvalue above 0.</exception>
    public static string ToSvg(string title, IReadOnlyList<KeyValuePair<string, ImmutableArray<double>>> spectra)
    {
        ArgumentNullException.ThrowIfNull(title);
        ArgumentNullException.ThrowIfNull(spectra);
        (string Name, double[] Shares)[] curves = [.. spectra.Select(s => (s.Key, SharesOf(s.Value))).Where(c => c.Item2.Length > 0)];
        if (curves.Length == 0)
        {
            throw new InvalidInputException($"There is no eigenvalue above 0 in {title}, hence nothing to draw.");
        }

        SvgWriter svg = new(PlotPanel.LeftRoom + PlotWidth + KeyRoom, TopRoom + PlotHeight + PlotPanel.BottomRoom + 10, title, Description(curves));
        svg.Text(PlotPanel.LeftRoom, 24, title, size: 14);
        PlotAxis ranks = PlotAxis.Logarithmic("rank", 1, curves.Max(c => c.Shares.Length));
        PlotAxis shares = PlotAxis.Logarithmic("share of the sum", curves.Min(c => c.Shares[^1]), 1);
        PlotPanel panel = new(svg, PlotPanel.LeftRoom, TopRoom, PlotWidth, PlotHeight, ranks, shares);
        panel.DrawFrame("eigenvalues by rank");
        for (int i = 0; i < curves.Length; i++)
        {
            string colour = ColourMap.At(curves.Length == 1 ? 0 : (double)i / (curves.Length - 1));
            svg.Path([.. curves[i].Shares.Select((share, rank) => panel.At(rank + 1, share))], colour, 1.6);
            svg.Box(PlotPanel.LeftRoom + PlotWidth + 16, TopRoom + (18 * i), 14, 10, colour);
            svg.Text(PlotPanel.LeftRoom + PlotWidth + 36, TopRoom + 9 + (18 * i), curves[i].Name);
        }

        return svg.ToString();
    }

    private static double[] SharesOf(ImmutableArray<double> eigenvalues)
    {
        double sum = eigenvalues.Where(value => value > 0).Sum();
        return [.. eigenvalues.Where(value => value > Least * sum).Select(value => value / sum).OrderDescending()];
    }

    private static string Description((string Name, double[] Shares)[] curves) => "Shares of the eigenvalues by rank, both axes logarithmic. " + string.Join(
        "; ",
        curves.Select(c => string.Create(CultureInfo.InvariantCulture, $"{c.Name}: {c.Shares.Length} eigenvalues, the largest {100 * c.Shares[0]:0.#} % of the sum"))) + ".";
}
