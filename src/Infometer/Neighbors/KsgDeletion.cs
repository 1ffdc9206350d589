namespace Infometer;

/// <summary>
/// What leaving each row out changes, without leaving any out. Row j loses a row from its counts where row i lies in its box; where i is
/// one of its k neighbours, the (k + 1)-th takes its place and the box is made anew.
/// </summary>
internal static class KsgDeletion
{
    /// <summary>(Value without row i) − value for each row i.</summary>
    /// <param name="term">The spaces.</param>
    /// <param name="pass">The neighbours and counts of the value.</param>
    /// <param name="locals">The local values.</param>
    /// <param name="context">Threads and cancellation.</param>
    public static double[] Changes(KsgTerm term, KsgPass pass, double[] locals, RunContext context)
    {
        int n = term.Count;
        double[] changes = new double[n]; // of the sum of all other locals, without what n itself does to them
        double[][] losses = [.. Enumerable.Range(0, term.Margins.Count).Select(m => Losses(term, pass, m))];
        for (int m = 0; m < losses.Length; m++)
        {
            AddLosses(term.Margins[m], term, pass, losses[m], changes, context);
        }

        AddReplacements(term, pass, losses, changes, context);
        double sum = locals.Sum();
        double constant = term.IsConditional ? 0 : (term.ArgumentCount - 1) * (DigammaTable.At(n - 1) - DigammaTable.At(n));
        for (int i = 0; i < n; i++)
        {
            changes[i] = ((sum - locals[i] + changes[i]) / (n - 1)) + constant - (sum / n);
        }

        return changes;
    }

    // What a row's local value gains when its count in a margin falls by one.
    private static double[] Losses(KsgTerm term, KsgPass pass, int m)
    {
        KsgMargin margin = term.Margins[m];
        int fewest = term.Algorithm == KsgAlgorithm.One ? 0 : 1; // a box whose last row goes is made anew below
        double[] losses = new double[term.Count];
        for (int j = 0; j < losses.Length; j++)
        {
            int count = pass.Counts[m][j];
            losses[j] = count > fewest ? term.Contribution(margin, count - 1) - term.Contribution(margin, count) : 0;
        }

        return losses;
    }

    // For each row the losses of all other rows around which it lies.
    private static void AddLosses(KsgMargin margin, KsgTerm term, KsgPass pass, double[] losses, double[] changes, RunContext context)
    {
        double[] sums = new double[changes.Length];
        RadiusPart[] limits = margin.LimitsOf(term, pass.Limits);
        margin.Index.SumAround(limits, losses, sums, context);
        for (int i = 0; i < changes.Length; i++)
        {
            bool isWithin = Array.TrueForAll(limits, p => p.Radii[i] >= 0);
            changes[i] += isWithin ? sums[i] - losses[i] : sums[i];
        }
    }

    // Where a row is a neighbour, what the loss of a count has done above is taken back, and the new box put in its place.
    private static void AddReplacements(KsgTerm term, KsgPass pass, double[][] losses, double[] changes, RunContext context)
    {
        int k = pass.Neighbors;
        int[][] counts = [.. losses.Select(_ => new int[term.Count])];
        double[][] limits = [];
        for (int place = 0; place < k; place++)
        {
            // A cube reaches to the (k + 1)-th neighbour whichever of the others goes.
            bool isNew = place == 0 || term.Algorithm == KsgAlgorithm.Two;
            limits = isNew ? NewLimits(term, pass, place) : limits;
            for (int m = 0; m < losses.Length; m++)
            {
                KsgMargin margin = term.Margins[m];
                if (isNew)
                {
                    margin.Index.CountWithin(margin.LimitsOf(term, limits), true, term.Window, counts[m], context);
                }

                for (int j = 0; j < term.Count; j++)
                {
                    int i = pass.Kept[(j * (k + 1)) + place];
                    int count = counts[m][j] - (term.IsWithin(margin, j, i, limits) ? 1 : 0);
                    double change = term.Contribution(margin, count) - term.Contribution(margin, pass.Counts[m][j]);
                    changes[i] += change - (term.IsWithin(margin, j, i, pass.Limits) ? losses[m][j] : 0);
                }
            }
        }
    }

    // The limits around each row without the neighbour at one place.
    private static double[][] NewLimits(KsgTerm term, KsgPass pass, int place)
    {
        int k = pass.Neighbors;
        double[][] limits = [.. Enumerable.Range(0, term.PartCount).Select(_ => new double[term.Count])];
        int[] others = new int[k];
        for (int j = 0; j < term.Count; j++)
        {
            ReadOnlySpan<int> found = pass.Kept.AsSpan(j * (k + 1), k + 1);
            found[..place].CopyTo(others);
            found[(place + 1)..].CopyTo(others.AsSpan(place));
            for (int part = 0; part < limits.Length; part++)
            {
                limits[part][j] = term.Algorithm == KsgAlgorithm.One
                    ? Math.BitDecrement(term.Joint.Points.Distance(term.Joint.Norm, j, found[k]))
                    : term.WidthOf(part, j, others);
            }
        }

        return limits;
    }
}
