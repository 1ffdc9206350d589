namespace Infometer.Tests;

/// <summary>
/// Selection by brute force: at every step every score from its definition, every term counted anew, plain plug-in values.
/// </summary>
internal static class SelectionTwin
{
    /// <summary>The columns in the order chosen, with their scores.</summary>
    public static List<(int Column, double Score)> Select(Codes[] columns, Codes y, string criterion, double beta, int count)
    {
        List<(int Column, double Score)> path = [];
        List<int> left = [.. Enumerable.Range(0, columns.Length)];
        while (path.Count < count)
        {
            Codes[] chosen = [.. path.Select(p => columns[p.Column])];
            double[] scores = [.. left.Select(i => Score(columns[i], chosen, y, criterion, beta))];
            int best = Array.FindIndex(scores, s => s >= scores.Max() - 1e-12);
            path.Add((left[best], scores[best]));
            left.RemoveAt(best);
        }

        return path;
    }

    public static double Information(Codes a, Codes b) => H(a) + H(b) - H(a, b);

    public static double Conditional(Codes a, Codes b, Codes z) => H(a, z) + H(b, z) - H(a, b, z) - H(z);

    private static double Score(Codes x, Codes[] chosen, Codes y, string criterion, double beta) =>
        chosen.Length == 0 ? Information(x, y) : criterion switch
        {
            "mim" => Information(x, y),
            "mifs" => Information(x, y) - (beta * chosen.Sum(c => Information(x, c))),
            "mrmr-mid" => Information(x, y) - chosen.Average(c => Information(x, c)),
            "mrmr-miq" => Information(x, y) / chosen.Average(c => Information(x, c)),
            "cife" => Information(x, y) - chosen.Sum(c => Information(x, c)) + chosen.Sum(c => Conditional(x, c, y)),
            "jmi" => chosen.Average(c => Joint(x, c, y)) - chosen.Average(c => Information(c, y)),
            "jmim" => chosen.Min(c => Joint(x, c, y)),
            "cmim" => chosen.Min(c => Conditional(x, y, c)),
            "disr" => chosen.Sum(c => Joint(x, c, y) / H(x, c, y)),
            "icap" => Information(x, y) - chosen.Sum(c => Math.Max(0, Information(x, c) - Conditional(x, c, y))),
            _ => throw new ArgumentException(criterion, nameof(criterion)),
        };

    // I(A,B;Y)
    private static double Joint(Codes a, Codes b, Codes y) => H(a, b) + H(y) - H(a, b, y);

    private static double H(params Codes[] variables)
    {
        JointCounts joint = JointCounts.Count(variables);
        return new Plugin().Entropy(joint.Counts, joint.CellCount);
    }
}
