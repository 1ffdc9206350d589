namespace Infometer;

/// <summary>Copulas other than the normal one.</summary>
internal static class CopulaDistributions
{
    public static IEnumerable<KnownDistribution> All()
    {
        ClaytonLaw clayton = new(2);
        StudentLaw student = new(Covariances.Pair(1, 1, 0.5), 1, 1, 2);
        return
        [
            Task("clayton-2", "Clayton's copula, θ = 2 (lower tail)", clayton, KnownValue.Exact(clayton.Nats)),
            Task(
                "clayton-2-normal", "Clayton's copula, θ = 2, normal margins", clayton, KnownValue.Exact(clayton.Nats), PointMap.NormalScore),
            Task("frank-6", "Frank's copula, θ = 6 (no tails)", new FrankLaw(6), KnownValue.Integrated(0.336762232167)),
            Task("gumbel-2", "Gumbel's copula, θ = 2 (upper tail)", new GumbelLaw(2), KnownValue.Integrated(0.375389346063)),
            Task(
                "t-copula-2",
                "copula of Student's t, ν = 2, ρ = 0.5 (both tails)",
                student,
                KnownValue.Exact(student.Nats),
                PointMap.StudentTwoCdf),
        ];
    }

    private static KnownDistribution Task(string id, string description, JointLaw law, KnownValue truth, PointMap? margin = null) =>
        new(id, KnownTruths.Copula, "copula", description, law, truth, margin, margin);
}
