namespace Infometer;

/// <summary>
/// What correlations alone say of a pair, as a term that is added to every score: in canonical coordinates u, v with correlations ρ
/// <c>f₀(x, y) = c + g Σⱼ [ρⱼ uⱼ vⱼ − ½ρⱼ²(uⱼ² + vⱼ²)]/(1 − ρⱼ²) − ½ ln(1 − ρⱼ²)</c>, ln r of normal variables times a gain g. A bound
/// holds for any critic, so this one may know what need not be learnt. It is a product of a row of numbers of x and one of y, like a
/// separable critic.
/// </summary>
internal static class GaussianSkip
{
    private const double LargestCorrelation = 0.9999;
    private const int MostCoordinates = 512;

    // Which share of it helps is seen on rows that it was not fitted to; 0 leaves it out.
    private static readonly double[] s_gains = [0, 0.25, 0.5, 0.75, 1];

    /// <summary>The inputs with only the constant c that the best critic of independent variables is.</summary>
    public static CriticInputs Constant(CriticInputs inputs, double constant)
    {
        FloatMatrix x = new(inputs.Count, 1);
        FloatMatrix y = new(inputs.Count, 1);
        x.Values.Fill(1);
        y.Values.Fill((float)constant);
        return inputs with { SkipX = x, SkipY = y };
    }

    /// <summary>Fits correlations to some rows and chooses the gain by what a critic that knows nothing else is worth on others.</summary>
    /// <param name="inputs">All rows.</param>
    /// <param name="constant">The constant c.</param>
    /// <param name="rows">The rows to fit to.</param>
    /// <param name="valueOf">What the inputs are worth on the others.</param>
    /// <param name="context">Cancellation.</param>
    public static CriticInputs Of(CriticInputs inputs, double constant, int[] rows, Func<CriticInputs, double> valueOf, RunContext context)
    {
        double[][] x = ColumnsOf(inputs.X);
        double[][] y = ColumnsOf(inputs.Y);
        CanonicalCorrelations fit = CanonicalCorrelations.Fit(x, y, rows, shrink: true, context);
        int pairs = Math.Min(MostCoordinates, fit.Correlations.Length);
        CriticInputs best = Constant(inputs, constant);
        if (pairs == 0)
        {
            return best;
        }

        double[] rho = Array.ConvertAll(fit.Correlations[..pairs], r => Math.Min(r, LargestCorrelation));
        double[][] u = fit.ProjectX(x, pairs, context);
        double[][] v = fit.ProjectY(y, pairs, context);
        double bestValue = valueOf(best);
        foreach (double gain in s_gains.AsSpan(1))
        {
            CriticInputs candidate = inputs with { SkipX = Left(u, rho, gain), SkipY = Right(v, rho, gain, constant) };
            double value = valueOf(candidate);
            if (value > bestValue)
            {
                (best, bestValue) = (candidate, value);
            }
        }

        return best;
    }

    // One column per pair, one for all squares of x, and ones for those of y.
    private static FloatMatrix Left(double[][] u, double[] rho, double gain)
    {
        FloatMatrix result = new(u[0].Length, rho.Length + 2);
        for (int row = 0; row < result.Rows; row++)
        {
            Span<float> numbers = result.Row(row);
            double squares = 0;
            for (int j = 0; j < rho.Length; j++)
            {
                double rest = 1 - (rho[j] * rho[j]);
                numbers[j] = (float)(gain * rho[j] / rest * u[j][row]);
                squares += rho[j] * rho[j] / rest * u[j][row] * u[j][row];
            }

            numbers[^2] = (float)(-gain * squares / 2);
            numbers[^1] = 1;
        }

        return result;
    }

    private static FloatMatrix Right(double[][] v, double[] rho, double gain, double constant)
    {
        double whole = constant - (gain * rho.Sum(r => Math.Log(1 - (r * r))) / 2);
        FloatMatrix result = new(v[0].Length, rho.Length + 2);
        for (int row = 0; row < result.Rows; row++)
        {
            Span<float> numbers = result.Row(row);
            double squares = 0;
            for (int j = 0; j < rho.Length; j++)
            {
                numbers[j] = (float)v[j][row];
                squares += rho[j] * rho[j] / (1 - (rho[j] * rho[j])) * v[j][row] * v[j][row];
            }

            numbers[^2] = 1;
            numbers[^1] = (float)(whole - (gain * squares / 2));
        }

        return result;
    }

    private static double[][] ColumnsOf(FloatMatrix matrix)
    {
        double[][] columns = new double[matrix.Columns][];
        for (int j = 0; j < columns.Length; j++)
        {
            columns[j] = new double[matrix.Rows];
            for (int row = 0; row < matrix.Rows; row++)
            {
                columns[j][row] = matrix.Row(row)[j];
            }
        }

        return columns;
    }
}
