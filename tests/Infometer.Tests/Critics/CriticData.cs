namespace Infometer.Tests;

/// <summary>Data, critics and plain twins for the tests of estimators that learn.</summary>
internal static class CriticData
{
    /// <summary>The estimators by contrast, as they come.</summary>
    public static ContrastiveEstimator[] Estimators { get; } =
    [
        new DonskerVaradhan(), new Mine(), new Nwj(), new JensenShannon(), new InfoNce(), new IAlpha(), new Smile(), new Flo(),
    ];

    public static ContrastiveEstimator Get(string id) => Estimators.Single(e => e.Descriptor.Id == id);

    /// <summary>n rows of two blocks of d columns whose like columns have a correlation; of variance 1.</summary>
    public static CriticInputs Normal(int n, int d, double correlation, ulong seed)
    {
        Rng rng = Rng.For(seed, "critic tests", d);
        FloatMatrix x = new(n, d);
        FloatMatrix y = new(n, d);
        for (int i = 0; i < n * d; i++)
        {
            double a = rng.NextNormal();
            x.Values[i] = (float)a;
            y.Values[i] = (float)((correlation * a) + (Math.Sqrt(1 - (correlation * correlation)) * rng.NextNormal()));
        }

        return CriticInputs.Of(x, y);
    }

    /// <summary>The same as variables.</summary>
    public static Variable[] Variables(int n, int d, double correlation, ulong seed)
    {
        CriticInputs inputs = Normal(n, d, correlation, seed);
        return [Variable.Continuous(Doubles(inputs.X), d, "x"), Variable.Continuous(Doubles(inputs.Y), d, "y")];
    }

    /// <summary>Pairs of single numbers, with the score ln p(x,y)/p(x)p(y) + constant known beforehand.</summary>
    public static CriticInputs WithBestScore(int n, double correlation, double constant, ulong seed)
    {
        CriticInputs inputs = Normal(n, 1, correlation, seed);
        double rest = 1 - (correlation * correlation);
        FloatMatrix left = new(n, 3);
        FloatMatrix right = new(n, 3);
        for (int i = 0; i < n; i++)
        {
            (float x, float y) = (inputs.X.Row(i)[0], inputs.Y.Row(i)[0]);
            double square = correlation * correlation / (2 * rest);
            ((ReadOnlySpan<float>)[(float)(correlation / rest * x), (float)(-square * x * x), 1]).CopyTo(left.Row(i));
            ((ReadOnlySpan<float>)[y, 1, (float)(constant - (Math.Log(rest) / 2) - (square * y * y))]).CopyTo(right.Row(i));
        }

        return inputs with { SkipX = left, SkipY = right };
    }

    /// <summary>A small critic whose parameters are all somewhere.</summary>
    public static Critic Create(CriticShape shape, CriticInputs inputs, ulong seed)
    {
        Rng rng = Rng.For(seed, "critic tests");
        Critic critic = shape.Create((inputs.X.Columns, inputs.Y.Columns), ref rng);
        Shake(critic.Parameters, ref rng);
        return critic;
    }

    /// <summary>Adds a third of a standard normal number to every parameter.</summary>
    public static void Shake(IEnumerable<Parameter> parameters, ref Rng rng)
    {
        foreach (Parameter parameter in parameters)
        {
            foreach (ref float value in parameter.Values.AsSpan())
            {
                value += (float)(rng.NextNormal() / 3);
            }
        }
    }

    public static CriticShape Shape(
        CriticKind kind,
        int heads = 1,
        Activation activation = Activation.Tanh,
        bool hasNormalization = false,
        bool isResidual = false,
        double beta = 0) => new(kind, Width: 6, Layers: 2, Embedding: 3, activation, hasNormalization, isResidual, heads, beta);

    /// <summary>A matrix of standard normal numbers.</summary>
    public static FloatMatrix Matrix(int rows, int columns, ulong seed)
    {
        Rng rng = Rng.For(seed, "critic matrix");
        FloatMatrix matrix = new(rows, columns);
        foreach (ref float value in matrix.Values)
        {
            value = (float)rng.NextNormal();
        }

        return matrix;
    }

    /// <summary>Scores of all pairs of n rows, and second scores.</summary>
    public static Scores RandomScores(int n, double scale, ulong seed)
    {
        Scores scores = new();
        scores.Reshape(n, n, isOfAllPairs: true, 0);
        FloatMatrix numbers = Matrix(n + 1, n, seed);
        for (int i = 0; i < n * n; i++)
        {
            scores.First.Values[i] = (float)(scale * numbers.Values[i]);
        }

        numbers.Row(n).CopyTo(scores.Second);
        return scores;
    }

    /// <summary>
    /// Checks derivatives one by one against central differences of a function that is computed in single precision.
    /// </summary>
    /// <param name="values">The numbers that are moved.</param>
    /// <param name="gradient">The derivatives to check.</param>
    /// <param name="function">The function of the numbers.</param>
    /// <param name="step">How far each number is moved.</param>
    public static void CheckGradient(float[] values, ReadOnlySpan<float> gradient, Func<double> function, float step)
    {
        double largest = 0.05;
        foreach (float derivative in gradient)
        {
            largest = Math.Max(largest, Math.Abs(derivative));
        }

        for (int i = 0; i < gradient.Length; i++)
        {
            float before = values[i];
            (float above, float below) = (before + step, before - step);
            values[i] = above;
            double high = function();
            values[i] = below;
            double low = function();
            values[i] = before;
            double expected = (high - low) / (above - below);
            Xunit.Assert.True(
                Math.Abs(expected - gradient[i]) <= 0.01 * largest,
                $"Derivative {i} is {gradient[i]}, the difference quotient {expected}, the largest derivative {largest}.");
        }
    }

    public static double Mean(ReadOnlySpan<double> values)
    {
        double sum = 0;
        foreach (double value in values)
        {
            sum += value;
        }

        return sum / values.Length;
    }

    public static double StandardError(ReadOnlySpan<double> values)
    {
        double mean = Mean(values);
        double squares = 0;
        foreach (double value in values)
        {
            squares += (value - mean) * (value - mean);
        }

        return Math.Sqrt(squares / values.Length / (values.Length - 1));
    }

    private static double[] Doubles(FloatMatrix matrix) => Array.ConvertAll(matrix.Values.ToArray(), v => (double)v);
}
