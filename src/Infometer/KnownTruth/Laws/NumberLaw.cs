namespace Infometer;

/// <summary>A law of numbers under one label.</summary>
internal abstract class NumberLaw(int dimension)
{
    public int Dimension { get; } = dimension;

    public abstract void Draw(ref Rng rng, Span<double> numbers);

    public abstract double LogDensity(ReadOnlySpan<double> numbers);

    /// <summary>Independent normal columns with the given means and one standard deviation.</summary>
    public static NumberLaw Normal(double deviation, params double[] means) => new NormalNumbers(means, deviation);

    /// <summary>Uniform between two numbers.</summary>
    public static NumberLaw Uniform(double low, double high) => new UniformNumber(low, high);

    private sealed class NormalNumbers(double[] means, double deviation) : NumberLaw(means.Length)
    {
        public override void Draw(ref Rng rng, Span<double> numbers)
        {
            for (int i = 0; i < means.Length; i++)
            {
                numbers[i] = means[i] + (deviation * rng.NextNormal());
            }
        }

        public override double LogDensity(ReadOnlySpan<double> numbers)
        {
            double sum = 0;
            for (int i = 0; i < means.Length; i++)
            {
                double z = (numbers[i] - means[i]) / deviation;
                sum -= (0.5 * z * z) + Math.Log(deviation) + (0.5 * Math.Log(2 * Math.PI));
            }

            return sum;
        }
    }

    private sealed class UniformNumber(double low, double high) : NumberLaw(1)
    {
        public override void Draw(ref Rng rng, Span<double> numbers) => numbers[0] = low + ((high - low) * rng.NextOpenDouble());

        public override double LogDensity(ReadOnlySpan<double> numbers) =>
            numbers[0] >= low && numbers[0] <= high ? -Math.Log(high - low) : double.NegativeInfinity;
    }
}
