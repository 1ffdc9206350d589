namespace Infometer;

/// <summary>
/// The Wasserstein dependency measure: <c>I_W = W₁(P, Q) = sup over 1-Lipschitz f of E_P f − E_Q f</c>, P the joint law of (X, Y), Q the
/// product of its margins. 0 if and only if X and Y are independent. The value is what a critic with ‖∇f‖ ≤ 1 reaches on rows that it has
/// not seen, so that it lies below W₁ on average; a distance in the units of the inputs, and no amount of information.
/// </summary>
/// <remarks>
/// The metric is the Euclidean one of all standardised columns of X and Y together. The critic sees them concatenated; each of its layers
/// is divided by its largest singular value, found by power iterations while it learns and exactly before it is evaluated, and its hidden
/// layers sort pairs of numbers, by which no gradient becomes shorter. Q is the law of pairs of different rows. With <see
/// cref="Standardization.None"/> the value scales as the inputs do. Cost: per step batch × 3 passes through the network, on held-out rows
/// 256 passes per row; 1 kB of memory per row. Ozair and others (2019), Wasserstein dependency measure for representation learning;
/// Miyato and others (2018), Spectral normalization; Anil, Lucas and Grosse (2019), Sorting out Lipschitz function approximation.
/// </remarks>
public sealed record WassersteinDependency : Objective
{
    /// <summary>The descriptor of this objective.</summary>
    public static ObjectiveDescriptor Describe { get; } = new(
        "wasserstein-dependency",
        "Wasserstein dependency",
        "How far the joint law lies from independence as a transport distance, from below, by a critic of bounded slope.",
        "Ozair and others (2019), Wasserstein dependency measure for representation learning.",
        static () => new WassersteinDependency())
    {
        Options = SharedOptions,
    };

    /// <inheritdoc/>
    public override ObjectiveDescriptor Descriptor => Describe;

    /// <inheritdoc/>
    public override string Formula => "E f(X,Y) − E f(X,Y′), Y′ independent of X, for the best f with |f(a) − f(b)| ≤ ‖a − b‖";

    /// <inheritdoc/>
    public override string Unit => Standardize switch
    {
        Standardization.ZScore => "standard deviations of the inputs",
        Standardization.RankGaussian => "normal scores of the inputs",
        _ => "units of the inputs",
    };

    /// <inheritdoc/>
    internal override ObjectiveLoss CreateLoss(int widthX, int widthY, ref Rng rng) => new WassersteinLoss(this, widthX, widthY, ref rng);

    /// <inheritdoc/>
    internal override ObjectiveFold Fit(
        ObjectiveInputs inputs, (int[] HeldOut, int[] Stopping, int[] Training) rows, int index, RunContext context, Action stepDone)
    {
        // s f(z/s) has the slope of f: the critic sees numbers near 1 whatever the inputs' unit is.
        double scale = ScaleOf(inputs);
        ObjectiveInputs scaled = new(Divided(inputs.X, scale), Divided(inputs.Y, scale));
        LipschitzNetwork network = WassersteinTraining.Run(this, scaled, rows.Training, rows.Stopping, index, context, stepDone);
        WassersteinScores scores = new(network, scaled, rows.HeldOut, scale, context.Cancellation);
        return new ObjectiveFold(rows.HeldOut, scores.Value, scores.Locals, scores.NewSampler);
    }

    private protected override IEnumerable<Note> NotesOf(double value) =>
    [
        new Note(
            "objective",
            $"A distance in {Unit}, Euclidean over all columns of X and Y; it compares only with distances on the same scale."),
    ];

    // The root mean square of the numbers of all columns.
    private static double ScaleOf(ObjectiveInputs inputs)
    {
        double squares = FloatMath.SumOfSquares(inputs.X.Values) + FloatMath.SumOfSquares(inputs.Y.Values);
        return Math.Sqrt(squares / (inputs.X.Values.Length + inputs.Y.Values.Length));
    }

    private static FloatMatrix Divided(FloatMatrix matrix, double scale)
    {
        FloatMatrix result = new(matrix.Rows, matrix.Columns);
        float inverse = (float)(1 / scale);
        for (int i = 0; i < result.Values.Length; i++)
        {
            result.Values[i] = matrix.Values[i] * inverse;
        }

        return result;
    }
}
