namespace Infometer;

/// <summary>X and Y with margins of their own, independent of each other: I = 0 at every point.</summary>
internal sealed class IndependentLaw(IndependentLaw.Margin x, IndependentLaw.Margin y) : JointLaw(x.Part, y.Part)
{
    public delegate void Drawing(ref Rng rng, Span<double> numbers);

    public override void DrawRow(ref Rng rng, Span<double> row)
    {
        x.Draw(ref rng, row[..X.Dimension]);
        y.Draw(ref rng, row[X.Dimension..]);
    }

    public override double Pointwise(ReadOnlySpan<double> row) => 0;

    /// <summary>One side: what it is and how it is drawn.</summary>
    public sealed record Margin(LawPart Part, Drawing Draw)
    {
        /// <summary>Independent standard normal columns.</summary>
        public static Margin Normal(int dimension) => new(LawPart.Continuous(dimension), (ref Rng rng, Span<double> numbers) =>
        {
            foreach (ref double number in numbers)
            {
                number = rng.NextNormal();
            }
        });

        /// <summary>Multivariate Student t, dispersion I.</summary>
        public static Margin Student(int dimension, double freedom) => new(LawPart.Continuous(dimension), (ref Rng rng, Span<double> numbers) =>
        {
            double factor = Math.Sqrt(freedom / RandomDraws.ChiSquare(ref rng, freedom));
            foreach (ref double number in numbers)
            {
                number = factor * rng.NextNormal();
            }
        });

        /// <summary>e to the power of a normal number.</summary>
        public static Margin LogNormal { get; } = new(
            LawPart.Continuous(1), static (ref Rng rng, Span<double> numbers) => numbers[0] = Math.Exp(rng.NextNormal()));

        /// <summary>0 with the given probability, else exponential.</summary>
        public static Margin ZeroInflated(double zero) => new(LawPart.Mixed, (ref Rng rng, Span<double> numbers) =>
            numbers[0] = rng.NextDouble() < zero ? 0 : rng.NextExponential());

        /// <summary>Levels with the given probabilities.</summary>
        public static Margin Levels(params double[] weights)
        {
            double[] cumulative = RandomDraws.Cumulate(weights);
            return new(LawPart.Discrete(weights.Length), (ref Rng rng, Span<double> numbers) =>
                numbers[0] = RandomDraws.Place(ref rng, cumulative));
        }
    }
}
