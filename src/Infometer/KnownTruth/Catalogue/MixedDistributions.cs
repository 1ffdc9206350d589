namespace Infometer;

/// <summary>Discrete with continuous variables, and variables that are both: the settings of Ross (2014) and Gao et al. (2017).</summary>
internal static class MixedDistributions
{
    public static IEnumerable<KnownDistribution> All()
    {
        double third = 1.0 / 3;
        ZeroInflatedPoissonLaw poisson = new(0);
        ZeroInflatedPoissonLaw inflated = new(0.15);
        ZeroInflatedPairLaw pair = new(new[,] { { 0.5, 0.1 }, { 0.1, 0.3 } }, 0.8);
        AtomsAndNormalsLaw atoms = new(0.9, 0.9);
        return
        [
            Task(
                "ross-normal-2",
                "ross",
                "two even labels, X ~ N(±1, 1)",
                new LabelledLaw(false, (0.5, NumberLaw.Normal(1, -1)), (0.5, NumberLaw.Normal(1, 1))),
                KnownValue.Integrated(0.336830820347)),
            Task(
                "ross-normal-3",
                "ross",
                "labels of probability 0.6, 0.3, 0.1, X ~ N(0, 1), N(2, 0.25), N(−3, 4)",
                new LabelledLaw(false, (0.6, NumberLaw.Normal(1, 0)), (0.3, NumberLaw.Normal(0.5, 2)), (0.1, NumberLaw.Normal(2, -3))),
                KnownValue.Integrated(0.566625469901)),
            Task(
                "ross-normal-3-2d",
                "ross",
                "three even labels, X ~ N(m, I) in the plane, m = (0, 0), (2, 0), (0, 2)",
                new LabelledLaw(false, (third, NumberLaw.Normal(1, 0, 0)), (third, NumberLaw.Normal(1, 2, 0)), (third, NumberLaw.Normal(1, 0, 2))),
                KnownValue.Integrated(0.571078123805)),
            Task(
                "ross-uniform-2",
                "ross",
                "two even labels, X ~ U(0, 1), U(0.5, 1.5)",
                new LabelledLaw(false, (0.5, NumberLaw.Uniform(0, 1)), (0.5, NumberLaw.Uniform(0.5, 1.5))),
                KnownValue.Exact(Math.Log(2) / 2)),
            Gao(5),
            Gao(50),
            Task("poisson-exponential", "gao", "X ~ Exp(1), Y ~ Poisson(X)", poisson, KnownValue.Exact(poisson.Nats)),
            Task(
                "zero-inflated-poisson",
                "gao",
                "X ~ Exp(1), Y = 0 with probability 0.15, else Poisson(X)",
                inflated,
                KnownValue.Exact(inflated.Nats)),
            Task(
                "zero-inflated-pair",
                "zero-inflated",
                "X, Y are both 0 (0.5), one of them (0.1 each), or a normal pair, ρ = 0.8 (0.3)",
                pair,
                KnownValue.Exact(pair.Nats)),
            Task(
                "atoms-and-normals",
                "gao",
                "a normal pair, ρ = 0.9, or with probability ½ a pair of atoms at ±1 that agree with probability 0.9",
                atoms,
                KnownValue.Exact(atoms.Nats)),
        ];
    }

    private static KnownDistribution Gao(int levels) => Task(
        $"gao-uniform-{levels}",
        "gao",
        $"X even on 0…{levels - 1}, Y ~ U(X, X + 2)",
        new LabelledLaw(true, [.. Enumerable.Range(0, levels).Select(i => (1.0 / levels, NumberLaw.Uniform(i, i + 2)))]),
        KnownValue.Exact(Math.Log(levels) - ((levels - 1) * Math.Log(2) / levels)));

    private static KnownDistribution Task(string id, string family, string description, JointLaw law, KnownValue truth) =>
        new(id, KnownTruths.Mixed, family, description, law, truth);
}
