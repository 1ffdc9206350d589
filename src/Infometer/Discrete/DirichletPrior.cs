using System.Globalization;

namespace Infometer;

/// <summary>
/// A symmetric Dirichlet prior over the levels of a discrete variable, given by its concentration α per level or by a
/// rule for it. A number converts to a prior: <c>new Bayes { Alpha = 0.5 }</c>.
/// </summary>
public readonly record struct DirichletPrior
{
    private readonly Rule _rule;
    private readonly double _alpha;

    private DirichletPrior(Rule rule, double alpha)
    {
        _rule = rule;
        _alpha = alpha;
    }

    // The first one is what `default` means.
    private enum Rule
    {
        SchurmannGrassberger,
        MinMax,
        Fixed,
    }

    /// <summary>α = 1/K, so that the whole prior weighs as much as one row; also known as Perks's prior.</summary>
    public static DirichletPrior SchurmannGrassberger => default;

    /// <summary>α = 1: every distribution is equally likely.</summary>
    public static DirichletPrior Laplace => FromDouble(1);

    /// <summary>α = ½: the prior that does not depend on how the probabilities are parametrised.</summary>
    public static DirichletPrior Jeffreys => FromDouble(0.5);

    /// <summary>α = √n/K: minimises the largest expected squared error of the probabilities (Trybula 1958).</summary>
    public static DirichletPrior MinMax => new(Rule.MinMax, 0);

    /// <summary>The prior with this α for every level.</summary>
    public static implicit operator DirichletPrior(double alpha) => FromDouble(alpha);

    /// <summary>The prior with this α for every level.</summary>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="alpha"/> is not a finite number above 0.</exception>
    public static DirichletPrior FromDouble(double alpha) => alpha > 0 && double.IsFinite(alpha)
        ? new DirichletPrior(Rule.Fixed, alpha)
        : throw new ArgumentOutOfRangeException(nameof(alpha), alpha, "The concentration must be a finite number above 0.");

    /// <summary>Reads a number or the name of a rule, in any case: <c>laplace</c>, <c>jeffreys</c>, <c>schurmann-grassberger</c>,
    /// <c>perks</c>, <c>min-max</c>.</summary>
    /// <exception cref="FormatException">The text is neither.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The number is not above 0.</exception>
    public static DirichletPrior Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return text.ToUpperInvariant() switch
        {
            "LAPLACE" => Laplace,
            "JEFFREYS" or "JEFFREY" => Jeffreys,
            "SCHURMANN-GRASSBERGER" or "SCH-GRASS" or "PERKS" => SchurmannGrassberger,
            "MIN-MAX" => MinMax,
            _ => FromDouble(double.Parse(text, NumberStyles.Float, CultureInfo.InvariantCulture)),
        };
    }

    /// <summary>α for n rows and K levels.</summary>
    public double Concentration(double n, double alphabetSize) => _rule switch
    {
        Rule.SchurmannGrassberger => 1 / alphabetSize,
        Rule.MinMax => Math.Sqrt(n) / alphabetSize,
        _ => _alpha,
    };

    /// <summary>The text that <see cref="Parse"/> reads back.</summary>
    public override string ToString() => _rule switch
    {
        Rule.SchurmannGrassberger => "schurmann-grassberger",
        Rule.MinMax => "min-max",
        _ => _alpha.ToString("R", CultureInfo.InvariantCulture),
    };
}
