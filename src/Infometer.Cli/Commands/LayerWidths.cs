using System.Globalization;

namespace Infometer.Cli.Commands;

/// <summary>
/// Kernel widths that are kept over the epochs of a layer: the median of the widths that the rule gives for each of its arrays. With a width for every epoch an index
/// would not see activations grow or shrink.
/// </summary>
internal sealed class LayerWidths
{
    private readonly Dictionary<(string Layer, RepresentationKernel Kernel), GivenWidth> _widths = [];

    /// <summary>Looks at all arrays that share a layer with another one.</summary>
    /// <param name="arrays">The arrays.</param>
    /// <param name="measures">What they are measured by.</param>
    /// <param name="read">The rows that are measured of an array.</param>
    /// <param name="context">Seed and cancellation.</param>
    public static LayerWidths Find(
        IReadOnlyList<RepresentationArray> arrays, IReadOnlyList<RepresentationMeasure> measures, Func<RepresentationArray, Variable> read, RunContext context)
    {
        LayerWidths widths = new();
        RepresentationKernel[] kernels = [.. measures.Select(m => m.RowKernel).OfType<RepresentationKernel>().Where(k => k.Width is not (null or GivenWidth)).Distinct()];
        foreach (IGrouping<string, RepresentationArray> layer in arrays.GroupBy(a => a.Layer).Where(g => g.Count() > 1 && kernels.Length > 0))
        {
            Dictionary<RepresentationKernel, List<double>> found = kernels.ToDictionary(k => k, _ => new List<double>());
            foreach (RepresentationArray array in layer)
            {
                context.Cancellation.ThrowIfCancellationRequested();
                Variable rows = read(array);
                foreach (RepresentationKernel kernel in kernels)
                {
                    AddWidth(kernel, rows, found[kernel], context);
                }
            }

            foreach ((RepresentationKernel kernel, List<double> of) in found.Where(f => f.Value.Count > 0))
            {
                of.Sort();
                string origin = string.Create(CultureInfo.InvariantCulture, $"{kernel.Width!.Text}, the middle of {of.Count} arrays");
                widths._widths[(layer.Key, kernel)] = new GivenWidth(of[of.Count / 2]) { Origin = origin };
            }
        }

        return widths;
    }

    // Rows that are all alike have no distances, and no say.
    private static void AddWidth(RepresentationKernel kernel, Variable rows, List<double> found, RunContext context)
    {
        try
        {
            found.Add(kernel.FindWidth(rows, context)!.Value);
        }
        catch (InvalidInputException)
        {
        }
    }

    /// <summary>The measure with the width of an array's layer, where it has one.</summary>
    public RepresentationMeasure Apply(RepresentationMeasure measure, RepresentationArray array) =>
        measure.RowKernel is { } kernel && _widths.TryGetValue((array.Layer, kernel), out GivenWidth? width) ? measure.WithRowWidth(width) : measure;
}
