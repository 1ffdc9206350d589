namespace Infometer;

/// <summary>How enumerations are written on the command line, in JSON and in print.</summary>
public static class Words
{
    /// <summary><c>value</c>, <c>lower-bound</c>, <c>not-detected</c> or <c>unreliable</c>.</summary>
    public static string Word(this Verdict verdict) => verdict switch
    {
        Verdict.Value => "value",
        Verdict.LowerBound => "lower-bound",
        Verdict.NotDetected => "not-detected",
        _ => "unreliable",
    };

    /// <summary><c>discrete</c>, <c>continuous</c> or <c>mixed</c>.</summary>
    public static string Word(this VariableKind kind) => kind switch
    {
        VariableKind.Discrete => "discrete",
        VariableKind.Continuous => "continuous",
        _ => "mixed",
    };

    /// <summary><c>constant</c>, <c>all-missing</c>, <c>identifier</c>, <c>duplicate</c>, <c>target-copy</c>, <c>missing-informative</c>,
    /// <c>many-levels</c>, <c>negligible</c> or <c>serial</c>.</summary>
    public static string Word(this ColumnTrait flag) => flag switch
    {
        ColumnTrait.Constant => "constant",
        ColumnTrait.AllMissing => "all-missing",
        ColumnTrait.Identifier => "identifier",
        ColumnTrait.Duplicate => "duplicate",
        ColumnTrait.TargetCopy => "target-copy",
        ColumnTrait.MissingInformative => "missing-informative",
        ColumnTrait.ManyLevels => "many-levels",
        ColumnTrait.Negligible => "negligible",
        _ => "serial",
    };

    /// <summary><c>none</c>, <c>nmi</c>, <c>min</c>, <c>joint</c> or <c>rajski</c>.</summary>
    public static string Word(this Normalization normalization) => normalization switch
    {
        Normalization.Nmi => "nmi",
        Normalization.Min => "min",
        Normalization.Joint => "joint",
        Normalization.Rajski => "rajski",
        _ => "none",
    };

    /// <summary><c>none</c>, <c>z-score</c> or <c>rank-gaussian</c>.</summary>
    public static string Word(this Standardization standardization) => standardization switch
    {
        Standardization.ZScore => "z-score",
        Standardization.RankGaussian => "rank-gaussian",
        _ => "none",
    };

    /// <summary><c>once</c>, <c>extrapolate</c> or <c>embedding-sweep</c>.</summary>
    public static string Word(this CriticProtocol protocol) => protocol switch
    {
        CriticProtocol.Extrapolate => "extrapolate",
        CriticProtocol.EmbeddingSweep => "embedding-sweep",
        _ => "once",
    };

    /// <summary><c>auto</c>, <c>exchangeable</c> or <c>serial</c>.</summary>
    public static string Word(this RowAssumption rows) => rows switch
    {
        RowAssumption.Exchangeable => "exchangeable",
        RowAssumption.Serial => "serial",
        _ => "auto",
    };

    /// <summary><c>estimate</c>, <c>bound</c> or <c>index</c>.</summary>
    public static string Word(this QuantityTag tag) => tag switch
    {
        QuantityTag.Estimate => "estimate",
        QuantityTag.Bound => "bound",
        _ => "index",
    };

    /// <summary><c>collapse</c> or <c>overload</c>; null for none.</summary>
    public static string? Word(this AttentionFinding flag) => flag switch
    {
        AttentionFinding.Collapse => "collapse",
        AttentionFinding.Overload => "overload",
        _ => null,
    };

    /// <summary>The tag that a word names.</summary>
    /// <exception cref="FormatException">No tag has this name.</exception>
    internal static QuantityTag ParseQuantityTag(string word) => word switch
    {
        "estimate" => QuantityTag.Estimate,
        "bound" => QuantityTag.Bound,
        "index" => QuantityTag.Index,
        _ => throw new FormatException(),
    };

    /// <summary>The protocol that a word names.</summary>
    /// <exception cref="FormatException">No protocol has this name.</exception>
    internal static CriticProtocol ParseProtocol(string word) => word switch
    {
        "once" => CriticProtocol.Once,
        "extrapolate" => CriticProtocol.Extrapolate,
        "embedding-sweep" => CriticProtocol.EmbeddingSweep,
        _ => throw new FormatException(),
    };

    /// <summary>The standardisation that a word names.</summary>
    /// <exception cref="FormatException">No standardisation has this name.</exception>
    internal static Standardization ParseStandardization(string word) => word switch
    {
        "none" => Standardization.None,
        "z-score" => Standardization.ZScore,
        "rank-gaussian" => Standardization.RankGaussian,
        _ => throw new FormatException(),
    };

    /// <summary><c>nats</c>, <c>bits</c> or <c>1</c>.</summary>
    public static string Symbol(this Unit unit) => unit switch
    {
        Unit.Nats => "nats",
        Unit.Bits => "bits",
        _ => "1",
    };

    /// <summary>How many of the unit one nat is; 1 for a ratio.</summary>
    public static double PerNat(this Unit unit) => unit == Unit.Bits ? 1 / Math.Log(2) : 1;
}
