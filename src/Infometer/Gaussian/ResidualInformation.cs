namespace Infometer;

/// <summary>
/// I(X;Y) = I_Gauss + [J(R) − J(Y)] + I(X;R) with R = Y − BX, the part of Y that is linear in X taken off. Exact for any B and any law: what shifts Y by a
/// function of X changes H(Y|X) = H(R|X) not at all. I_Gauss = ½ ln(|C_Y|/|C_R|) comes from covariances and knows no ceiling; J(V) = ½ ln|2πe C_V| − H(V) is
/// the negentropy, how far V is from normal; and X and R share little where Y is nearly linear in X.
/// </summary>
/// <remarks>
/// Y, R and X are whitened before anything is measured, so that J is the constant (d/2) ln 2πe less an entropy of numbers of unit covariance. With as many as a
/// twentieth as many columns as rows the residuals are those of regressions on other rows (five folds), since those of the own regression are too small.
/// </remarks>
internal sealed class ResidualInformation
{
    private const int Folds = 5;
    private const double FewRowsPerColumn = 20;

    private readonly Sample? _whitened;

    private ResidualInformation(double linear, double bias, Sample? whitened)
    {
        Linear = linear;
        LinearBias = bias;
        _whitened = whitened;
    }

    /// <summary>The whitened X, R and Y, in this order.</summary>
    /// <exception cref="InvalidOperationException">There is nothing left of X, Y or R.</exception>
    public Sample Whitened => _whitened ?? throw new InvalidOperationException("X or Y is constant, or X determines Y.");

    /// <summary>Whether there is something in X, Y and R beyond constants.</summary>
    public bool HasResidual => _whitened is not null;

    /// <summary>½ ln(|C_Y|/|C_R|) of the sample; ∞ where X determines a column of Y.</summary>
    public double Linear { get; }

    /// <summary>How far the linear part lies above that of the law in the mean, for normal variables.</summary>
    public double LinearBias { get; }

    /// <summary>Takes two blocks of columns apart.</summary>
    /// <param name="x">The columns of X; overwritten.</param>
    /// <param name="y">The columns of Y; overwritten.</param>
    /// <param name="estimator">The id, for the message.</param>
    /// <param name="context">Seed, threads and cancellation.</param>
    /// <exception cref="InvalidInputException">Not more rows than columns.</exception>
    public static ResidualInformation Of(double[][] x, double[][] y, string estimator, RunContext context)
    {
        double[][] columns = [.. x, .. y];
        foreach (double[] column in columns)
        {
            NumericColumns.Standardize(column);
        }

        int n = columns[0].Length;
        int size = columns.Length;
        int[] ofX = [.. Enumerable.Range(0, x.Length)];
        int[] ofY = [.. Enumerable.Range(x.Length, y.Length)];
        double[] covariance = CrossProducts.Matrix(columns, context);
        CrossProducts.Scale(covariance, 1.0 / n);
        PivotedCholesky partY = PivotedCholesky.Of(covariance, size, [], ofY);
        PivotedCholesky joint = PivotedCholesky.Of(covariance, size, ofX, partY.Asked);
        int rank = joint.Given.Length + partY.Asked.Length;
        InformationFactors.RequireRows(n, rank + 2, size, estimator);
        if (joint.Given.Length == 0 || partY.Asked.Length == 0)
        {
            return new ResidualInformation(0, 0, null);
        }

        double bias = new WilksLaw([joint.Given.Length, partY.Asked.Length], n - 1).Mean / 2;
        if (!joint.IsComplete)
        {
            return new ResidualInformation(double.PositiveInfinity, bias, null);
        }

        double[][] whiteX = PivotedCholesky.Of(covariance, size, [], joint.Given).Whiten(columns, 0, n);
        double[][] residuals = (rank * FewRowsPerColumn > n ? HeldOut(columns, joint.Given, partY.Asked, context) : null)
            ?? joint.Whiten(columns, 0, n)[joint.Given.Length..];
        double[][] whiteY = partY.Whiten(columns, 0, n);
        Sample whitened = Sample.Align([AsVariable(whiteX, "x"), AsVariable(residuals, "residual of y"), AsVariable(whiteY, "y")]);
        return new ResidualInformation((partY.LogDeterminant - joint.LogDeterminant) / 2, bias, whitened);
    }

    /// <summary>J(Y) and J(R) by an estimator of entropies.</summary>
    public (TermEstimate OfTarget, TermEstimate OfResidual) Negentropies(Estimator entropies, RunContext context) =>
        (Negentropy(2, entropies, context), Negentropy(1, entropies, context));

    /// <summary>I(X;R) by an estimator of information.</summary>
    public TermEstimate OfResidual(Estimator information, RunContext context) =>
        information.Evaluate(new InformationTerm([VariableSet.Of(0), VariableSet.Of(1)]), Whitened, context);

    private TermEstimate Negentropy(int variable, Estimator entropies, RunContext context)
    {
        double normal = Whitened.Shapes[variable].Dimension / 2.0 * Math.Log(2 * Math.PI * Math.E);
        TermEstimate entropy = entropies.Evaluate(new EntropyTerm(VariableSet.Of(variable)), Whitened, context);
        return new TermEstimate(normal - entropy.Nats)
        {
            Locals = Array.ConvertAll(entropy.Locals.ToArray(), local => normal - local),
            Neighbors = entropy.Neighbors,
        };
    }

    // Each fifth of the rows less what a regression on the other four makes of it, whitened as a whole; null where columns of a fold follow from others.
    private static double[][]? HeldOut(double[][] columns, int[] ofX, int[] ofY, RunContext context)
    {
        int n = columns[0].Length;
        int[] order = [.. Enumerable.Range(0, n)];
        Rng rng = Rng.For(context.Seed, "residual folds");
        rng.Shuffle<int>(order);
        double[][] all = [.. ofX.Concat(ofY).Select(c => columns[c])];
        double[][] residuals = Array.ConvertAll(ofY, _ => new double[n]);
        for (int fold = 0; fold < Folds; fold++)
        {
            int[] own = [.. order.Where((_, place) => place % Folds == fold)];
            int[] others = [.. order.Where((_, place) => place % Folds != fold)];
            double[] means = Array.ConvertAll(all, c => others.Average(row => c[row]));
            double[][] training = [.. all.Select((c, j) => Array.ConvertAll(others, row => c[row] - means[j]))];
            double[][] tested = [.. all.Select((c, j) => Array.ConvertAll(own, row => c[row] - means[j]))];
            if (FactorOf(training, context) is not { } factor)
            {
                return null;
            }

            factor.Whiten(tested);
            for (int j = 0; j < ofY.Length; j++)
            {
                for (int i = 0; i < own.Length; i++)
                {
                    residuals[j][own[i]] = tested[ofX.Length + j][i];
                }
            }
        }

        foreach (double[] residual in residuals)
        {
            NumericColumns.Standardize(residual);
        }

        if (FactorOf(residuals, context) is not { } whole)
        {
            return null;
        }

        whole.Whiten(residuals);
        return residuals;
    }

    private static Cholesky? FactorOf(double[][] columns, RunContext context)
    {
        double[] covariance = CrossProducts.Matrix(columns, context);
        CrossProducts.Scale(covariance, 1.0 / columns[0].Length);
        return Cholesky.Of(covariance, columns.Length);
    }

    private static Variable AsVariable(double[][] columns, string name)
    {
        int n = columns[0].Length;
        double[] values = new double[n * columns.Length];
        for (int j = 0; j < columns.Length; j++)
        {
            for (int i = 0; i < n; i++)
            {
                values[(i * columns.Length) + j] = columns[j][i];
            }
        }

        return Variable.Continuous(values, columns.Length, name);
    }
}
