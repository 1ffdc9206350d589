using System.Collections.Immutable;
using System.Globalization;

namespace Infometer;

/// <summary>
/// The local non-uniformity correction of Gao, Ver Steeg and Galstyan (2015) on top of KSG's second algorithm, for variables that nearly
/// determine each other. For numeric columns x₁…x_d
/// <c>Î = ψ(k) − (d − 1)/k + (d − 1)ψ(n) − ⟨Σ ψ(n_j)⟩ + ⟨ln(V/V̄)⟩</c>, the last term over the rows with <c>V̄ &lt; α V</c>: V is the
/// volume of the box along the coordinates around the k neighbours of a row, V̄ that of the box along their principal axes, and n_j rows
/// are within the first box's half width in column j.
/// </summary>
/// <remarks>
/// <para>Where an argument has several columns, I(A;B;…) is the above over all columns less the above over the columns of each argument:
/// what columns of one argument share with each other is not shared with the others.</para>
/// <para><see cref="Alpha"/> decides how flat a neighbourhood must be. Too large and independent variables share something, too small and
/// nothing is corrected. NPEET leaves it to the user (its default 0 corrects nothing); the authors' own code has 0.25 with 3 neighbours,
/// and 0.15 where their table of (k, d) says nothing. Needs more neighbours than columns. NaN where neighbours lie in a plane exactly (a
/// copy, or a linear function: the information is infinite) or at distance 0; <see cref="NeighborDiagnostics.TiedRows"/> counts such
/// rows.</para>
/// <para>Cost that of <c>ksg2</c>, plus O(k d²) per row.</para>
/// </remarks>
public sealed record Lnc : NeighborEstimator
{
    /// <summary>Creates the estimator with 5 neighbours, as its authors do.</summary>
    public Lnc() => Neighbors = 5;

    /// <summary>The descriptor of this estimator.</summary>
    public static EstimatorDescriptor Describe { get; } = new(
        "lnc",
        "KSG with local non-uniformity correction",
        "Shared information of numeric variables that nearly determine each other.",
        "Gao, Ver Steeg and Galstyan (2015), Efficient estimation of mutual information for strongly dependent variables.",
        static () => new Lnc())
    {
        Kinds = [VariableKind.Continuous, VariableKind.Mixed],
        Options = SharedOptionsWith(5).Add(new OptionDescriptor(
            "alpha",
            "number from 0 to 1",
            "0.25",
            "A neighbourhood is corrected where its principal box is smaller than this share of its coordinate box.",
            static e => ((Lnc)e).Alpha.ToString(CultureInfo.InvariantCulture),
            static (e, text) => (Lnc)e with { Alpha = double.Parse(text, NumberStyles.Float, CultureInfo.InvariantCulture) })),
    };

    /// <summary>
    /// The threshold α, 0 (never) to 1. Default 0.25. A neighbourhood is corrected where its principal box is smaller than this share of
    /// its coordinate box.
    /// </summary>
    public double Alpha
    {
        get;
        init
        {
            if (!(value >= 0 && value <= 1))
            {
                throw new ArgumentOutOfRangeException(nameof(Alpha), value, "The threshold must lie between 0 and 1.");
            }

            field = value;
        }
    } = 0.25;

    /// <inheritdoc/>
    public override EstimatorDescriptor Descriptor => Describe;

    /// <inheritdoc/>
    public override bool Supports(Term term, ReadOnlySpan<VariableShape> shapes)
    {
        if (term is not InformationTerm { Condition.IsEmpty: true } information)
        {
            return false;
        }

        foreach (VariableSet argument in information.Arguments)
        {
            if (!MixedInformation.IsNumeric(argument, shapes))
            {
                return false;
            }
        }

        return true;
    }

    /// <inheritdoc/>
    public override TermEstimate Evaluate(Term term, Sample sample, RunContext context)
    {
        ArgumentNullException.ThrowIfNull(sample);
        ArgumentNullException.ThrowIfNull(context);
        int[] others = AdmittedRows(sample, Neighbors, context);
        ImmutableArray<VariableSet> arguments = ((InformationTerm)term).Arguments;
        PointSet[] parts = [.. arguments.Select(a => PointsOf(sample, a, context))];
        PointSet all = PointSet.Join(parts);
        if (Neighbors <= all.Dimension)
        {
            throw new InvalidInputException(FormattableString.Invariant(
                $"'lnc' needs more neighbours than columns, and neighbors={Neighbors} for {all.Dimension} columns; ")
                + FormattableString.Invariant($"set neighbors={all.Dimension + 2} or more."));
        }

        TheilerWindow window = TheilerWindow.Of(sample);
        double[] locals = new double[sample.Count];
        AddCorrelation(locals, 1, all, others, window, context);
        foreach (PointSet part in parts.Where(static p => p.Dimension > 1))
        {
            AddCorrelation(locals, -1, part, others, window, context);
        }

        NeighborDiagnostics diagnostics = new(Neighbors, locals.Count(static local => !double.IsFinite(local)), all.Dimension);
        return diagnostics.TiedRows > 0 ? NeighborEntropy.Undefined(sample.Count, diagnostics) : NeighborEntropy.Of(locals, diagnostics);
    }

    // Adds ± the local total correlation of the columns.
    private void AddCorrelation(double[] locals, int sign, PointSet points, int[] others, TheilerWindow window, RunContext context)
    {
        int d = points.Dimension;
        PointSet flat = new([.. Enumerable.Range(0, d).Select(j => points.Column(j).ToArray())], [.. Enumerable.Repeat(1, d)]);
        NeighborLists lists = NeighborIndex.Build(flat, NeighborNorm.Chebyshev, Neighbors).Nearest(Neighbors, window, context);
        double constant = SpecialFunctions.Digamma(Neighbors) - ((d - 1.0) / Neighbors);
        double[][] reach = [.. Enumerable.Range(0, d).Select(_ => new double[locals.Length])];
        double[] offsets = new double[Neighbors * d];
        for (int i = 0; i < locals.Length; i++)
        {
            double logBox = 0;
            for (int j = 0; j < d; j++)
            {
                ReadOnlySpan<double> column = flat.Column(j);
                for (int neighbor = 0; neighbor < Neighbors; neighbor++)
                {
                    double offset = column[lists.IndicesOf(i)[neighbor]] - column[i];
                    offsets[(neighbor * d) + j] = offset;
                    reach[j][i] = Math.Max(reach[j][i], Math.Abs(offset));
                }

                logBox += Math.Log(reach[j][i]);
            }

            double logPrincipal = PrincipalBox.LogHalfWidths(offsets, d);
            bool isFlat = double.IsNegativeInfinity(logBox) || logPrincipal < logBox + Math.Log(Alpha);
            double all = SpecialFunctions.Digamma(others[i] + 1);
            locals[i] += sign * (constant + ((d - 1) * all) + (isFlat ? logBox - logPrincipal : 0));
        }

        int[] counts = new int[locals.Length];
        for (int j = 0; j < d; j++)
        {
            PointSet column = new([flat.Column(j).ToArray()]);
            NeighborIndex.Build(column, NeighborNorm.Chebyshev, 0).CountWithin(reach[j], isInclusive: true, window, counts, context);
            for (int i = 0; i < locals.Length; i++)
            {
                locals[i] -= sign * SpecialFunctions.Digamma(counts[i]);
            }
        }
    }
}
