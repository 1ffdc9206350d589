namespace Infometer;

/// <summary>
/// What correlations alone say of numbers Y, given inputs: in canonical coordinates u of the inputs and v of Y, of some rows, with
/// correlations ρ,
/// v_j is normal with mean ρⱼuⱼ and variance 1 − ρⱼ², and the v_j are independent of each other. Of normal variables it is the whole
/// truth. The coordinates are what a
/// predictor of Y predicts; ln |det| of the map takes the density back to Y.
/// </summary>
internal sealed class LinearPrediction
{
    private const double LargestCorrelation = 1 - 1e-9;

    private readonly PredictiveLaw _law;
    private readonly FloatMatrix _inputs;
    private readonly double[] _correlations;
    private readonly double[][] _known;
    private readonly FloatMatrix _targets;
    private readonly double _logVolume;

    /// <summary>Fits correlations.</summary>
    /// <param name="law">The family of laws.</param>
    /// <param name="inputs">All rows of the inputs; may have no columns.</param>
    /// <param name="target">Numbers, all rows.</param>
    /// <param name="rows">The rows to fit to.</param>
    /// <param name="shrink">Whether correlations are shrunk, where rows are few.</param>
    /// <param name="context">Cancellation.</param>
    public LinearPrediction(PredictiveLaw law, FloatMatrix inputs, PredictionTarget target, int[] rows, bool shrink, RunContext context)
    {
        _law = law;
        _inputs = inputs;
        double[][] x = inputs.ToColumns();
        double[][] y = target.Columns!;
        CanonicalCorrelations fit = CanonicalCorrelations.Fit(x, y, rows, shrink, context);
        _correlations = Array.ConvertAll(fit.Correlations, r => Math.Min(r, LargestCorrelation));
        _known = _correlations.Length == 0 ? [] : fit.ProjectX(x, _correlations.Length, context);
        double[][] v = fit.ProjectY(y, fit.DirectionsY.Length, context);
        _targets = new FloatMatrix(inputs.Rows, v.Length);
        for (int row = 0; row < inputs.Rows; row++)
        {
            Span<float> numbers = _targets.Row(row);
            for (int j = 0; j < numbers.Length; j++)
            {
                numbers[j] = (float)v[j][row];
            }
        }

        InputRank = fit.DirectionsX.Length;
        _logVolume = LogVolume(fit.DirectionsY);
    }

    /// <summary>Coordinates of Y.</summary>
    public int Dimension => _targets.Columns;

    /// <summary>Independent columns of the inputs.</summary>
    public int InputRank { get; }

    /// <summary>The first canonical coordinates of some rows of the inputs, at most so many, one array each.</summary>
    public double[][] LeadingInputs(int most, int[] rows) => [.. _known.Take(most).Select(u => Array.ConvertAll(rows, row => u[row]))];

    /// <summary>All rows with the laws that correlations, times a gain, name; a gain of 0 leaves the inputs' part out.</summary>
    public PredictionRows Rows(double gain)
    {
        int q = Dimension;
        FloatMatrix known = new(_targets.Rows, 2 * q);
        double[] correlations = Array.ConvertAll(_correlations, rho => gain * rho);
        for (int row = 0; row < known.Rows; row++)
        {
            Span<float> law = known.Row(row);
            for (int j = 0; j < correlations.Length && gain > 0; j++)
            {
                law[j] = (float)(correlations[j] * _known[j][row]);
                law[q + j] = (float)SpecialFunctions.LogOnePlus(-correlations[j] * correlations[j]);
            }
        }

        float[] scales = new float[2 * q];
        scales.AsSpan().Fill(1);
        for (int j = 0; j < correlations.Length; j++)
        {
            scales[j] = (float)Math.Sqrt(1 - (correlations[j] * correlations[j]));
        }

        return new PredictionRows(_law, _inputs, known, scales, _targets, _logVolume);
    }

    /// <summary>The same coordinates of Y, with nothing to predict them from.</summary>
    public PredictionRows WithoutInputs() => Rows(0) with { Inputs = new FloatMatrix(_inputs.Rows, 0) };

    // ½ ln |BBᵀ|.
    private static double LogVolume(double[][] directions)
    {
        int q = directions.Length;
        double[] gram = new double[q * q];
        for (int i = 0; i < q; i++)
        {
            for (int j = 0; j <= i; j++)
            {
                gram[(i * q) + j] = gram[(j * q) + i] = CrossProducts.Dot(directions[i], directions[j]);
            }
        }

        return PivotedCholesky.Of(gram, q, [], [.. Enumerable.Range(0, q)]).LogDeterminant / 2;
    }
}
