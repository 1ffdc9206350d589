namespace Infometer;

/// <summary>
/// Whether predicted laws of numbers fit rows that had no part in learning them: what they leave of the targets must be normal, with
/// radii of the normal law,
/// and must not depend on what it was predicted from. Means and covariances of the residuals are made those of the law first, by the
/// held-out rows' own: what
/// learning from a finite number of rows gets wrong is mostly there, and would pass for misfit.
/// </summary>
internal static class ResidualCheck
{
    /// <summary>Leading coordinates whose products are looked at.</summary>
    public const int MostFactors = 3;

    private const int Draws = 99;
    private const double Level = 0.01;

    // Below, there is too little to see.
    private const int LeastRows = 500;
    private const int LeastRowsPerColumn = 4;

    // Above, the least flaw would be seen, and most of the time is spent.
    private const int MostRows = 2_000;
    private const double MostCells = 200_000;

    // A residual's mean square is 1 where the law is right; learning from few rows adds to it, and a law that has come to its limits is
    // far off.
    private const double MostScale = 2;

    // Pairs of rows times columns for one energy distance.
    private const double EnergyWork = 2e6;

    /// <summary>Before the check.</summary>
    public static Reservation Untested { get; } = new(Verdict.Unreliable, new Note(
        "no-bound",
        "What 'doe' gives lies neither surely below nor surely above the information unless the laws that it predicts are right."));

    /// <summary>What the check makes of the number.</summary>
    /// <param name="folds">By fold, then by law.</param>
    /// <param name="context">Seed, threads, cancellation.</param>
    public static Reservation Examine(ResidualSet[][] folds, RunContext context)
    {
        int width = folds[0][0].Residuals.Length;
        int held = folds.Sum(f => f[0].Residuals.Length == 0 ? 0 : f[0].Residuals[0].Length);
        int needed = Math.Max(LeastRows, LeastRowsPerColumn * width);
        if (held < needed || width == 0)
        {
            return Untested with
            {
                Reason = Untested.Reason with
                {
                    Text = FormattableString.Invariant($"{Untested.Reason.Text} Whether they are is tested from {needed:N0} rows on."),
                },
            };
        }

        int rows = Math.Min(held, (int)Math.Clamp(MostCells / width, Math.Max(LeastRows, LeastRowsPerColumn * width), MostRows));
        (double p, string strongest) = Test(folds, rows, context);
        return p > Level
            ? new Reservation(Verdict.Value, new Note("specified", FormattableString.Invariant(
                $"The laws that 'doe' predicts fit {rows:N0} rows that they were not learnt from (energy distances, radii, dependence of ")
                + FormattableString.Invariant($"residuals on inputs; p = {p:0.##}); ")
                + "what such a test cannot see, as a misfit of a few among many columns, is not in the number."))
            : new Reservation(Verdict.Unreliable, new Note("misfit", FormattableString.Invariant(
                $"The laws that 'doe' predicts do not fit {rows:N0} rows that they were not learnt from (p = {p:0.##}; ")
                + $"mostly {strongest}), and its number may then be too little or too much; a critic (js, info-nce) bounds the information "
                + "from below, ksg1 measures it in few columns."));
    }

    /// <summary>The p-value of the misfit of all laws together, and what spoke against them most.</summary>
    internal static (double P, string Strongest) Test(ResidualSet[][] folds, int rows, RunContext context)
    {
        int laws = folds[0].Length;
        int width = folds[0][0].Residuals.Length;
        NormalEnergy energy = new(width);
        (double Energy, double Radius)[] drawn = new (double, double)[Draws];
        context.ForEach(Draws, draw =>
        {
            double[][] normal = Normal(width, rows, Rng.For(context.Seed, "residual draws", draw));
            drawn[draw] = Shape(normal, energy) ?? (double.NaN, double.NaN);
        });
        List<(string Word, bool IsTwoSided, double[] Values)> statistics = [];
        for (int law = 0; law < laws; law++)
        {
            string name = law == 0 ? "of Y given what predicts it" : "of Y without X";
            double[][] pooled = Pooled(folds, law, rows);
            if (Array.Exists(pooled, c => CrossProducts.Dot(c, c) / rows is not (> 1 / MostScale and < MostScale)))
            {
                return (0, $"the scale {name}");
            }

            if (Shape(pooled, energy) is not { } shape)
            {
                return (0, $"residuals {name} that determine each other");
            }

            // The laws take the draws in another order each, so that a draw of all statistics together has nothing in common.
            (double Energy, double Radius)[] own = [.. drawn[law..], .. drawn[..law]];
            statistics.Add(($"the shape {name}", false, [shape.Energy, .. own.Select(d => d.Energy)]));
            statistics.Add(($"the tails {name}", true, [shape.Radius, .. own.Select(d => d.Radius)]));
            if (folds[0][law].Inputs.Length > 0)
            {
                statistics.Add(($"what is left {name} depends on that", false, Dependences(folds, law, rows, context)));
            }
        }

        return Compare(statistics);
    }

    // The least tail of the data's statistics among those of the draws. Each tail is that of a normal law of the cube root (Wilson and
    // Hilferty 1931) with the
    // mean and scatter of data and draws together: only their order counts.
    private static (double P, string Strongest) Compare(List<(string Word, bool IsTwoSided, double[] Values)> statistics)
    {
        double[] least = new double[Draws + 1];
        string strongest = "";
        foreach ((string word, bool isTwoSided, double[] values) in statistics)
        {
            double[] roots = Array.ConvertAll(values, Math.Cbrt);
            (double mean, double deviation) = ColumnPreparation.Moments(roots);
            for (int i = 0; i < roots.Length; i++)
            {
                double z = (roots[i] - mean) / deviation;
                double tail = SpecialFunctions.LogNormalSurvival(isTwoSided ? Math.Abs(z) : z) + (isTwoSided ? Math.Log(2) : 0);
                strongest = i == 0 && tail < least[0] ? word : strongest;
                least[i] = Math.Min(least[i], tail);
            }
        }

        return (least.Count(tail => tail <= least[0]) / (Draws + 1.0), strongest);
    }

    // The first rows of each fold, which are in random order, in proportion.
    private static double[][] Pooled(ResidualSet[][] folds, int law, int rows)
    {
        int width = folds[0][law].Residuals.Length;
        return
        [
            .. Enumerable.Range(0, width).Select(j =>
                folds.SelectMany((f, i) => f[law].Residuals[j].Take(Share(folds, i, rows))).ToArray()),
        ];
    }

    private static int Share(ResidualSet[][] folds, int fold, int rows)
    {
        int total = folds.Sum(f => f[0].Residuals[0].Length);
        int before = folds.Take(fold).Sum(f => f[0].Residuals[0].Length);
        int own = folds[fold][0].Residuals[0].Length;
        return (int)((long)(before + own) * rows / total) - (int)((long)before * rows / total);
    }

    private static double[][] Normal(int width, int rows, Rng rng)
    {
        double[][] columns = new double[width][];
        for (int j = 0; j < width; j++)
        {
            columns[j] = new double[rows];
            for (int i = 0; i < rows; i++)
            {
                columns[j][i] = rng.NextNormal();
            }
        }

        return columns;
    }

    // The energy distance from the normal law and the scatter of the squared radii, of whitened columns; null where they determine each
    // other.
    private static (double Energy, double Radius)? Shape(double[][] columns, NormalEnergy energy)
    {
        int rows = columns[0].Length;
        foreach (double[] column in columns)
        {
            NumericColumns.Standardize(column);
        }

        double[] covariance = CrossProducts.Matrix(columns, new RunContext { MaxDegreeOfParallelism = 1 });
        CrossProducts.Scale(covariance, 1.0 / rows);
        if (Cholesky.Of(covariance, columns.Length) is not { } factor)
        {
            return null;
        }

        factor.Whiten(columns);
        double[] radii = new double[rows];
        foreach (double[] column in columns)
        {
            CrossProducts.AddSquares(radii, column);
        }

        CrossProducts.Shift(radii, -columns.Length);
        int compared = Math.Min(rows, (int)Math.Sqrt(2 * EnergyWork / columns.Length));
        return (energy.Of(columns, compared), CrossProducts.Dot(radii, radii) / rows);
    }

    // Squares and products of inputs against residuals, and inputs against squares and products of residuals; rows permuted within folds
    // for the null.
    private static double[] Dependences(ResidualSet[][] folds, int law, int rows, RunContext context)
    {
        (double[][] Inputs, double[][] Residuals)[] features =
        [
            .. folds.Select((f, i) =>
            {
                int count = Share(folds, i, rows);
                return (Features(f[law].Inputs, count), Features(f[law].Residuals, count));
            }),
        ];
        int linearInputs = Math.Min(MostFactors, folds[0][law].Inputs.Length);
        int linearResiduals = Math.Min(MostFactors, folds[0][law].Residuals.Length);
        double[] values = new double[Draws + 1];
        values[0] = Dependence(features, linearInputs, linearResiduals, null);
        context.ForEach(Draws, draw =>
        {
            Rng rng = Rng.For(context.Seed, "residual orders", law, draw);
            int[][] orders = Array.ConvertAll(features, f =>
            {
                int[] order = [.. Enumerable.Range(0, f.Inputs[0].Length)];
                rng.Shuffle<int>(order);
                return order;
            });
            values[draw + 1] = Dependence(features, linearInputs, linearResiduals, orders);
        });
        return values;
    }

    // The first columns, then their squares and products.
    private static double[][] Features(double[][] columns, int count)
    {
        double[][] first = [.. columns.Take(MostFactors).Select(c => c[..count])];
        List<double[]> features = [.. first.Select(c => (double[])c.Clone())];
        for (int a = 0; a < first.Length; a++)
        {
            for (int b = 0; b <= a; b++)
            {
                features.Add([.. first[a].Zip(first[b], static (x, y) => x * y)]);
            }
        }

        foreach (double[] feature in features)
        {
            NumericColumns.Standardize(feature);
        }

        return [.. features];
    }

    private static double Dependence(
        (double[][] Inputs, double[][] Residuals)[] folds, int linearInputs, int linearResiduals, int[][]? orders)
    {
        double sum = 0;
        for (int f = 0; f < folds.Length; f++)
        {
            (double[][] inputs, double[][] residuals) = folds[f];
            int rows = inputs[0].Length;
            for (int a = 0; a < inputs.Length; a++)
            {
                double[] input = orders is null ? inputs[a] : Array.ConvertAll(orders[f], row => inputs[a][row]);

                // What is linear in both is what learning gets slightly wrong.
                for (int b = a < linearInputs ? linearResiduals : 0; b < residuals.Length; b++)
                {
                    double correlation = CrossProducts.Dot(input, residuals[b]);
                    sum += correlation * correlation / rows;
                }
            }
        }

        return sum;
    }
}
