using System.Collections.Immutable;

namespace Infometer;

/// <summary>
/// What a greedy selection maximises at each step: a score of a candidate X from what it tells about the target Y and what it
/// shares with the columns S that are chosen already. The first column is the one with the highest I(X;Y), whatever the
/// criterion; the formulas are for S not empty, with m = |S|. Immutable.
/// </summary>
/// <remarks>
/// All stand for the same thing that cannot be counted, I(X;Y|S), and see S in pairs only; most are
/// I(X;Y) − β Σ I(X;X_j) + γ Σ I(X;X_j|Y) with different weights. Source of the common form and of the comparison:
/// Brown, Pocock, Zhao and Luján (2012), JMLR 13:27–66.
/// </remarks>
public sealed record SelectionCriterion
{
    // A mean redundancy below this many nats counts as this many, so that a quotient stays finite.
    private const double LeastRedundancy = 1e-9;

    private readonly Func<SelectionTerms, double, double> _score;

    private SelectionCriterion(string id, string name, string formula, string reference, Func<SelectionTerms, double, double> score)
    {
        Id = id;
        Name = name;
        Formula = formula;
        Reference = reference;
        _score = score;
    }

    /// <summary>
    /// Joint mutual information: the mean over S of I(X;Y|X_j) = I(X;Y) − (1/m) Σ I(X;X_j) + (1/m) Σ I(X;X_j|Y). It orders
    /// candidates as Σ_j I(X,X_j;Y) does, of which it is 1/m less what S tells alone. Yang and Moody (1999).
    /// </summary>
    public static SelectionCriterion Jmi { get; } = new(
        "jmi",
        "joint mutual information",
        "I(X;Y) − mean I(X;Xj) + mean I(X;Xj|Y)",
        "Yang and Moody (1999)",
        static (t, _) => t.Relevance - ((t.Redundancy - t.ConditionalRedundancy) / t.Count));

    /// <summary>Minimal redundancy, maximal relevance, as a difference: I(X;Y) − (1/m) Σ I(X;X_j). Peng, Long and Ding (2005).</summary>
    public static SelectionCriterion MrmrMid { get; } = new(
        "mrmr-mid",
        "minimal redundancy, maximal relevance (difference)",
        "I(X;Y) − mean I(X;Xj)",
        "Peng, Long and Ding (2005)",
        static (t, _) => t.Relevance - (t.Redundancy / t.Count));

    /// <summary>
    /// Minimal redundancy, maximal relevance, as a quotient: I(X;Y) / [(1/m) Σ I(X;X_j)]. The quotient grows without limit as
    /// the redundancy vanishes, so a mean redundancy below its own chance level (0 where that is not taken away) or below 1e-9
    /// nats counts as that. Ding and Peng (2005).
    /// </summary>
    public static SelectionCriterion MrmrMiq { get; } = new(
        "mrmr-miq",
        "minimal redundancy, maximal relevance (quotient)",
        "I(X;Y) / mean I(X;Xj)",
        "Ding and Peng (2005)",
        static (t, _) => t.Relevance / Math.Max(LeastRedundancy, Math.Max(t.Redundancy, t.RedundancyChance) / t.Count))
    {
        IsRatio = true,
    };

    /// <summary>
    /// Conditional mutual information maximisation: min_j I(X;Y|X_j), with I(X;Y|X_j) = I(X;Y) − I(X;X_j) + I(X;X_j|Y). The
    /// minimum is over S alone: I(X;Y) itself does not cap it, so that a column that tells something only together with
    /// another can be found. Fleuret (2004).
    /// </summary>
    public static SelectionCriterion Cmim { get; } = new(
        "cmim",
        "conditional mutual information maximisation",
        "min I(X;Y|Xj)",
        "Fleuret (2004)",
        static (t, _) => t.Adds);

    /// <summary>
    /// Joint mutual information maximisation: min_j I(X,X_j;Y), with I(X,X_j;Y) = I(X_j;Y) + I(X;Y|X_j).
    /// Bennasar, Hicks and Setchi (2015).
    /// </summary>
    public static SelectionCriterion Jmim { get; } = new(
        "jmim",
        "joint mutual information maximisation",
        "min I(X,Xj;Y)",
        "Bennasar, Hicks and Setchi (2015)",
        static (t, _) => t.Relevance + t.LeastJoint);

    /// <summary>
    /// Double input symmetrical relevance: Σ_j I(X,X_j;Y) / H(X,X_j,Y); the entropy is the plain plug-in one.
    /// Meyer and Bontempi (2006).
    /// </summary>
    public static SelectionCriterion Disr { get; } = new(
        "disr",
        "double input symmetrical relevance",
        "Σ I(X,Xj;Y) / H(X,Xj,Y)",
        "Meyer and Bontempi (2006)",
        static (t, _) => t.SymmetricalRelevance)
    {
        IsRatio = true,
    };

    /// <summary>
    /// Interaction capping: I(X;Y) − Σ_j max(0, I(X;X_j) − I(X;X_j|Y)); synergy with one column does not pay for redundancy
    /// with another. Jakulin (2005).
    /// </summary>
    public static SelectionCriterion Icap { get; } = new(
        "icap",
        "interaction capping",
        "I(X;Y) − Σ max(0, I(X;Xj) − I(X;Xj|Y))",
        "Jakulin (2005)",
        static (t, _) => t.Relevance - t.CappedInteraction);

    /// <summary>Conditional infomax feature extraction: I(X;Y) − Σ I(X;X_j) + Σ I(X;X_j|Y). Lin and Tang (2006).</summary>
    public static SelectionCriterion Cife { get; } = new(
        "cife",
        "conditional infomax feature extraction",
        "I(X;Y) − Σ I(X;Xj) + Σ I(X;Xj|Y)",
        "Lin and Tang (2006)",
        static (t, _) => t.Relevance - t.Redundancy + t.ConditionalRedundancy);

    /// <summary>Mutual information maximisation: I(X;Y) alone, so the order of a ranking. Lewis (1992).</summary>
    public static SelectionCriterion Mim { get; } = new(
        "mim",
        "mutual information maximisation",
        "I(X;Y)",
        "Lewis (1992)",
        static (t, _) => t.Relevance);

    /// <summary>All criteria, the default first; <see cref="Mifs"/> with β = 1.</summary>
    public static ImmutableArray<SelectionCriterion> All { get; } = [Jmi, MrmrMid, MrmrMiq, Cmim, Jmim, Disr, Icap, Cife, Mifs(), Mim];

    /// <summary>Kebab-case id, for the command line and JSON.</summary>
    public string Id { get; }

    /// <summary>The full name.</summary>
    public string Name { get; }

    /// <summary>The score once a column is chosen, Σ, mean and min over the chosen columns Xj.</summary>
    public string Formula { get; }

    /// <summary>Where it comes from.</summary>
    public string Reference { get; }

    /// <summary>β of <see cref="Mifs"/>, the weight of the redundancy; null for the others.</summary>
    public double? Beta { get; private init; }

    /// <summary>Whether its score is a ratio with unit 1 from the second step on, and not an amount of information.</summary>
    public bool IsRatio { get; private init; }

    /// <summary>Mutual information based feature selection: I(X;Y) − β Σ I(X;X_j). Battiti (1994).</summary>
    /// <param name="beta">Weight of the redundancy, finite and not negative; Battiti advises 0.5 to 1. Default 1.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="beta"/> is negative or not finite.</exception>
    public static SelectionCriterion Mifs(double beta = 1)
    {
        if (!double.IsFinite(beta) || beta < 0)
        {
            throw new ArgumentOutOfRangeException(nameof(beta), beta, "β must be finite and not negative.");
        }

        return new SelectionCriterion(
            "mifs",
            "mutual information based feature selection",
            "I(X;Y) − β Σ I(X;Xj)",
            "Battiti (1994)",
            static (t, b) => t.Relevance - (b * t.Redundancy))
        {
            Beta = beta,
        };
    }

    /// <summary>The criterion with this id.</summary>
    /// <exception cref="InvalidInputException">No criterion has this id; the message lists those that exist.</exception>
    public static SelectionCriterion Get(string id) =>
        All.FirstOrDefault(c => c.Id == id) ?? throw new InvalidInputException(
            $"There is no criterion '{id}'; choose one of {string.Join(", ", All.Select(c => c.Id))}.");

    /// <summary>A step's score in a unit; ratios have none and stay as they are.</summary>
    public double ScoreIn(SelectionStep step, Unit unit)
    {
        ArgumentNullException.ThrowIfNull(step);
        return IsRatio && step.Step > 1 ? step.Score : step.Score * unit.PerNat();
    }

    /// <summary>The id, with β where there is one.</summary>
    public override string ToString() => Beta is { } beta ? FormattableString.Invariant($"{Id}(beta={beta})") : Id;

    /// <summary>The score of a candidate.</summary>
    internal double Score(SelectionTerms terms) => terms.Count == 0 ? terms.Relevance : _score(terms, Beta ?? 0);
}
