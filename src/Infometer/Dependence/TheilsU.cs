using System.Collections.Immutable;

namespace Infometer;

/// <summary>
/// Theil's U, the uncertainty coefficient: U(Y|X) = I(X;Y)/H(Y), the share of the entropy of Y that X tells; 0 if and only if X and Y are
/// independent, 1 if and only if Y is a function of X. From counts, less the jackknife bias of the ratio.
/// </summary>
/// <remarks>
/// Theil (1970), On the estimation of relationships involving qualitative variables, American Journal of Sociology 76. A ratio of two
/// amounts of information; p-value, standard error by the delta method over the local values, interval and verdict are those of every ratio
/// of
/// <see cref="Measure"/>. Cost O(n + cells).
/// </remarks>
public sealed record TheilsU : DependenceMeasure
{
    /// <summary>The descriptor of this measure.</summary>
    public static DependenceDescriptor Describe { get; } = new(
        "theils-u",
        "Theil's U (uncertainty coefficient)",
        "The share of one variable's entropy that the other tells, from 0 to 1, in a direction.",
        "Theil (1970), On the estimation of relationships involving qualitative variables.",
        static () => new TheilsU())
    {
        Variables = "discrete",
        Options =
        [
            new DependenceOption(
                "direction",
                "y-given-x|x-given-y|symmetric",
                "y-given-x",
                "Whose entropy the information is divided by.",
                static m => Word(((TheilsU)m).Direction),
                static (m, text) => (TheilsU)m with
                {
                    Direction = text switch
                    {
                        "y-given-x" => TheilsUDirection.YGivenX,
                        "x-given-y" => TheilsUDirection.XGivenY,
                        "symmetric" => TheilsUDirection.Symmetric,
                        _ => throw new FormatException(),
                    },
                }),
        ],
    };

    /// <inheritdoc/>
    public override DependenceDescriptor Descriptor => Describe;

    /// <inheritdoc/>
    public override string Formula => Direction switch
    {
        TheilsUDirection.XGivenY => "U(X|Y) = I(X;Y) / H(X)",
        TheilsUDirection.Symmetric => "U = 2 I(X;Y) / (H(X) + H(Y))",
        _ => "U(Y|X) = I(X;Y) / H(Y)",
    };

    /// <summary>
    /// Whose entropy the information is divided by. Default <see cref="TheilsUDirection.YGivenX"/>. All are in the details.
    /// </summary>
    public TheilsUDirection Direction { get; init; } = TheilsUDirection.YGivenX;

    private protected override int LeastRows => 2;

    private protected override void CheckKinds(Variable x, Variable y)
    {
        RequireDiscrete(x);
        RequireDiscrete(y);
    }

    private protected override DependenceEstimate Answer(
        Sample sample, DependenceEstimate basis, EstimateOptions options, RunContext context)
    {
        Estimate asked = RatioOf(Direction).Estimate(sample.Variables, null, new Plugin(), options, context);
        ImmutableSortedDictionary<string, double>.Builder details =
            ImmutableSortedDictionary.CreateBuilder<string, double>(StringComparer.Ordinal);
        details.Add("plugin", asked.Raw);
        foreach (TheilsUDirection direction in Enum.GetValues<TheilsUDirection>().Where(d => d != Direction))
        {
            Estimate other = RatioOf(direction).Estimate(sample.Variables, null, new Plugin(), EstimateOptions.Default, context);
            if (other.Value is { } value)
            {
                details.Add(Word(direction), value);
            }
        }

        return basis with
        {
            Value = asked.Value,
            StandardError = asked.StandardError,
            Interval = asked.Interval,
            PValue = asked.PValue,
            PMethod = asked.PMethod,
            Details = details.ToImmutable(),
            Verdict = asked.Verdict,
            Notes = [.. basis.Notes, .. asked.Notes],
            Null = asked.Null,
        };
    }

    private protected override DependenceFinding Evaluate(Sample sample, EstimateOptions options, RunContext context) =>
        throw new NotSupportedException("Theil's U is answered by the inference of counts.");

    private static string Word(TheilsUDirection direction) => direction switch
    {
        TheilsUDirection.XGivenY => "x-given-y",
        TheilsUDirection.Symmetric => "symmetric",
        _ => "y-given-x",
    };

    private static TermMeasure RatioOf(TheilsUDirection direction) => new("theils-u", "Theil's U", "I / H")
    {
        IsRatio = true,
        VanishesUnderIndependence = true,
        Components = static (_, _) => TermMeasure.PairComponents,
        Combine = (components, gradient) =>
        {
            (double ofX, double ofY) = direction switch
            {
                TheilsUDirection.XGivenY => (1.0, 0.0),
                TheilsUDirection.Symmetric => (0.5, 0.5),
                _ => (0.0, 1.0),
            };
            double entropy = (ofX * components[1].Value) + (ofY * components[2].Value);
            double ratio = entropy > 0 ? components[0].Value / entropy : double.NaN;
            (gradient[0], gradient[1], gradient[2]) = (1 / entropy, -ratio * ofX / entropy, -ratio * ofY / entropy);
            return ratio;
        },
    };
}
