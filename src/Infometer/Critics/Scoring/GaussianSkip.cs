namespace Infometer;

/// <summary>
/// What correlations alone say of a pair, as a term that is added to every score: in canonical coordinates u, v with correlations ρ
/// <c>f₀(x, y) = c + g Σⱼ [ρⱼ uⱼ vⱼ − ½ρⱼ²(uⱼ² + vⱼ²)]/(1 − ρⱼ²) − ½ ln(1 − ρⱼ²)</c>, ln r of normal variables times a gain g. A bound
/// holds for any critic, so this one may know what need not be learnt. It is a product of a row of numbers of x and one of y, like a
/// separable critic.
/// </summary>
internal sealed class GaussianSkip
{
    private const double LargestCorrelation = 0.9999;
    private const int MostCoordinates = 512;

    // The fit takes (p + q)³ operations; with more columns, thousands of levels as a rule, correlations are left to be learnt.
    private const int MostColumns = 2048;

    // Which share of it helps is seen on rows that it was not fitted to; 0 leaves it out.
    private static readonly double[] s_gains = [0.25, 0.5, 0.75, 1];

    private readonly CanonicalCorrelations? _fit;
    private readonly double[] _rho;
    private readonly double _gain;
    private readonly double _constant;

    private GaussianSkip(CanonicalCorrelations? fit, double gain, double constant)
    {
        _fit = fit;
        _gain = gain;
        _constant = constant;
        _rho = fit is null
            ? []
            : Array.ConvertAll(fit.Correlations[..Math.Min(MostCoordinates, fit.Correlations.Length)], r => Math.Min(r, LargestCorrelation));
    }

    // Zeros would be multiplied in every step.
    private int Width => _fit is null && _constant == 0 ? 0 : _rho.Length + 2;

    /// <summary>The constant c alone: the best critic where nothing is shared.</summary>
    public static GaussianSkip Constant(double constant) => new(null, 0, constant);

    /// <summary>Fits correlations to some rows and chooses the gain by what a critic that knows nothing else is worth on others.</summary>
    /// <param name="inputs">All rows.</param>
    /// <param name="constant">The constant c.</param>
    /// <param name="rows">The rows to fit to.</param>
    /// <param name="worthOf">What the inputs are worth on the others.</param>
    /// <param name="context">Cancellation.</param>
    public static GaussianSkip Fit(CriticInputs inputs, double constant, int[] rows, Func<CriticInputs, double> worthOf, RunContext context)
    {
        if (inputs.X.Columns + inputs.Y.Columns > MostColumns)
        {
            return Constant(constant);
        }

        CanonicalCorrelations fit = CanonicalCorrelations.Fit(inputs.X.ToColumns(), inputs.Y.ToColumns(), rows, shrink: true, context);
        GaussianSkip best = Constant(constant);
        if (fit.Correlations.Length == 0)
        {
            return best;
        }

        double most = worthOf(best.Apply(inputs, context));
        foreach (double gain in s_gains)
        {
            GaussianSkip candidate = new(fit, gain, constant);
            double worth = worthOf(candidate.Apply(inputs, context));
            if (worth > most)
            {
                (best, most) = (candidate, worth);
            }
        }

        return best;
    }

    /// <summary>The inputs with the numbers whose products are the term.</summary>
    public CriticInputs Apply(CriticInputs inputs, RunContext context) =>
        inputs with { SkipX = Left(inputs.X, context), SkipY = Right(inputs.Y, context) };

    /// <summary>The numbers of x: one per pair of coordinates, one for all squares of x, and a 1 for those of y; none where c = 0 is all.</summary>
    public FloatMatrix Left(FloatMatrix x, RunContext context)
    {
        double[][] u = _fit?.ProjectX(x.ToColumns(), _rho.Length, context) ?? [];
        FloatMatrix result = new(x.Rows, Width);
        for (int row = 0; Width > 0 && row < result.Rows; row++)
        {
            Span<float> numbers = result.Row(row);
            double squares = 0;
            for (int j = 0; j < _rho.Length; j++)
            {
                double rest = 1 - (_rho[j] * _rho[j]);
                numbers[j] = (float)(_gain * _rho[j] / rest * u[j][row]);
                squares += _rho[j] * _rho[j] / rest * u[j][row] * u[j][row];
            }

            numbers[^2] = (float)(-_gain * squares / 2);
            numbers[^1] = 1;
        }

        return result;
    }

    /// <summary>The numbers of y.</summary>
    public FloatMatrix Right(FloatMatrix y, RunContext context)
    {
        double whole = _constant - (_gain * _rho.Sum(r => Math.Log(1 - (r * r))) / 2);
        double[][] v = _fit?.ProjectY(y.ToColumns(), _rho.Length, context) ?? [];
        FloatMatrix result = new(y.Rows, Width);
        for (int row = 0; Width > 0 && row < result.Rows; row++)
        {
            Span<float> numbers = result.Row(row);
            double squares = 0;
            for (int j = 0; j < _rho.Length; j++)
            {
                numbers[j] = (float)v[j][row];
                squares += _rho[j] * _rho[j] / (1 - (_rho[j] * _rho[j])) * v[j][row] * v[j][row];
            }

            numbers[^2] = 1;
            numbers[^1] = (float)(whole - (_gain * squares / 2));
        }

        return result;
    }
}
