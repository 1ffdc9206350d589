namespace Infometer;

/// <summary>Numbers that were rounded, so that equal values abound.</summary>
internal static class QuantizedDistributions
{
    public static IEnumerable<KnownDistribution> All() =>
    [
        Task("rounded-0.1", "both sides rounded to 0.1", 0.1, true, 0.412270339284),
        Task("rounded-0.5", "both sides rounded to 0.5", 0.5, true, 0.388020281776),
        Task("rounded-2", "both sides rounded to multiples of 2", 2, true, 0.193835814527),
        Task("rounded-x-0.5", "X rounded to 0.5", 0.5, false, 0.400389045791),
        Task("rounded-x-2", "X rounded to multiples of 2", 2, false, 0.273299511060),
    ];

    private static KnownDistribution Task(string id, string description, double step, bool isYRounded, double nats) => new(
        id,
        KnownTruths.Quantized,
        "rounded",
        $"normal pair, ρ = 0.75, {description}",
        new RoundedGaussianLaw(0.75, step, isYRounded),
        KnownValue.Integrated(nats));
}
