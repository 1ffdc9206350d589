using System.Globalization;

namespace Infometer;

/// <summary>
/// Between InfoNCE (α = 1) and NWJ (α = 0): <c>I ≥ 1 + ⟨ln(e^f_ii / b_i)⟩ − ⟨e^f_ij / b′_i⟩</c> with the baselines b = α m + 1 − α, m the
/// mean of e^f over the candidates of a row, the joint pair among them in b and not in b′. Never above ln(K/α).
/// </summary>
public sealed record IAlpha : ContrastiveEstimator
{
    /// <summary>The descriptor of this estimator.</summary>
    public static EstimatorDescriptor Describe { get; } = new(
        "i-alpha",
        "I_α",
        "A lower bound by a critic that trades the ceiling of InfoNCE for the scatter of NWJ.",
        "Poole and others (2019), On variational bounds of mutual information.",
        static () => new IAlpha())
    {
        Kinds = s_anyKind,
        Options = SharedOptions.Add(new OptionDescriptor(
            "alpha",
            "number above 0, at most 1",
            "0.01",
            "How much of the baseline comes from the other candidates; 1 is InfoNCE.",
            static e => ((IAlpha)e).Alpha.ToString(CultureInfo.InvariantCulture),
            static (e, text) => (IAlpha)e with { Alpha = double.Parse(text, NumberStyles.Float, CultureInfo.InvariantCulture) })),
    };

    /// <inheritdoc/>
    public override EstimatorDescriptor Descriptor => Describe;

    /// <summary>How much of the baseline comes from the other candidates. Default 0.01; 1 is InfoNCE.</summary>
    public double Alpha
    {
        get;
        init
        {
            if (!(value > 0 && value <= 1))
            {
                throw new ArgumentOutOfRangeException(nameof(Alpha), value, "Alpha must lie above 0 and not above 1.");
            }

            field = value;
        }
    } = 0.01;

    internal override CriticReach Reach => CriticReach.LowerBound;

    internal override bool IsOfRows => true;

    /// <inheritdoc/>
    internal override double CeilingOf(int alternatives) => Math.Log((alternatives + 1.0) / Alpha);

    /// <inheritdoc/>
    internal override void Measure(in ContrastScores scores, in ContrastTerms answer)
    {
        int n = scores.Count;
        double k = scores.Alternatives + 1.0;
        double logAlpha = Math.Log(Alpha);
        double logRest = Math.Log(1 - Alpha);
        for (int i = 0; i < n; i++)
        {
            (double f, double others) = (scores.Joint[i], scores.Others[i]);

            // ln of the three parts of the baseline with the joint pair in it, and of the two parts of the one without.
            double joint = logAlpha + f - Math.Log(k);
            double rest = logAlpha + others + Math.Log((k - 1) / k);
            double baseline = LogSum(LogSum(joint, rest), logRest);
            double outer = LogSum(logAlpha + others, logRest);
            double mass = Math.Exp(others - outer);
            answer.Terms[i] = 1 + f - baseline - mass;
            answer.ByJoint[i] = (1 - Math.Exp(joint - baseline)) / n;
            answer.ByOthers[i] = -(Math.Exp(rest - baseline) + (mass * Math.Exp(logRest - outer))) / n;
        }
    }

    private static double LogSum(double a, double b)
    {
        double larger = Math.Max(a, b);
        return double.IsNegativeInfinity(larger) ? larger : larger + Math.Log(Math.Exp(a - larger) + Math.Exp(b - larger));
    }
}
