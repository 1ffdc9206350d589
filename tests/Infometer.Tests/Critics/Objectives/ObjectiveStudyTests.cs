using Xunit;

namespace Infometer.Tests;

public class ObjectiveStudyTests
{
    private const int Seeds = 120;
    private const int Draws = 399;
    private const int Rows = 240;

    // What docs/objectives.md says of independent variables: p keeps its level, and why it is not taken from the draws of all folds together.
    [SlowTheory]
    [InlineData("wasserstein-dependency")]
    [InlineData("mi-alpha")]
    public void PValue_Independent_KeepsItsLevel(string id)
    {
        Objective objective = Objectives.Get(id).Create() with { Width = 32, Steps = 150, Patience = 100, Layers = 2 };
        int small = 0;
        double[] values = new double[Seeds];
        double frozen = 0;
        for (int seed = 0; seed < Seeds; seed++)
        {
            RunContext context = new() { Seed = (ulong)seed };
            ObjectiveInputs inputs = new(Normal(context.Seed, 0), Normal(context.Seed, 1));
            ObjectiveFolds folds = ObjectiveFolds.Run(objective, inputs, context);
            values[seed] = folds.Value;
            small += folds.PValue(new EstimateOptions { Permutations = Draws }, context).P <= 0.05 ? 1 : 0;
            frozen += Variance(DrawsOf(objective, inputs, context)) / Seeds;
        }

        (double scatter, double drawn) = (Math.Sqrt(Variance(values)), Math.Sqrt(frozen));
        TestContext.Current.TestOutputHelper!.WriteLine($"{id}: {small} of {Seeds}; scatter {scatter:0.0000}, drawn {drawn:0.0000}");
        Assert.InRange(small, 0, 12);
        Assert.True(scatter > 1.1 * drawn);
    }

    private static double[] DrawsOf(Objective objective, ObjectiveInputs inputs, RunContext context)
    {
        double[] sums = new double[Draws];
        (int[], int[], int[])[] rows = RowFolds.Of(Rows, objective.Folds, context.Seed);
        for (int fold = 0; fold < rows.Length; fold++)
        {
            Rng rng = Rng.For(context.Seed, "draws of a fold", fold);
            INullSampler sampler = objective.Fit(inputs, rows[fold], fold, context, () => { }).NewSampler();
            sampler.Reset();
            for (int i = 0; i < Draws; i++)
            {
                sums[i] += sampler.Next(ref rng) / rows.Length;
            }
        }

        return sums;
    }

    private static double Variance(double[] values)
    {
        double mean = values.Average();
        return values.Sum(v => (v - mean) * (v - mean)) / (values.Length - 1);
    }

    private static FloatMatrix Normal(ulong seed, int side)
    {
        Rng rng = Rng.For(seed, "objective study", side);
        FloatMatrix matrix = new(Rows, 3);
        foreach (ref float v in matrix.Values)
        {
            v = (float)rng.NextNormal();
        }

        return matrix;
    }
}
