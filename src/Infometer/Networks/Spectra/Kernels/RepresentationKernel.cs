namespace Infometer;

/// <summary>A kernel between rows of numbers, from which a Gram matrix is made. Its properties are its options.</summary>
public abstract record RepresentationKernel
{
    private protected RepresentationKernel()
    {
    }

    /// <summary>The name as it would be typed.</summary>
    public abstract string Name { get; }

    /// <summary>The rule of its width; null where it has none.</summary>
    public virtual WidthRule? Width => null;

    /// <summary>Whether k(a, a) = 1 for every row.</summary>
    public virtual bool HasUnitDiagonal => true;

    /// <summary>Whether it is above 0 everywhere, so that means of it have a logarithm.</summary>
    public virtual bool IsPositive => true;

    /// <summary>The kernel with this name: <c>gaussian</c>, <c>exponential</c>, <c>laplacian</c>, <c>cosine</c> or <c>linear</c>.</summary>
    /// <param name="name">The name.</param>
    /// <param name="width">The rule of the width of those that have one; null for the median distance.</param>
    /// <exception cref="FormatException">No kernel has this name.</exception>
    public static RepresentationKernel Parse(string name, WidthRule? width = null)
    {
        WidthRule rule = width ?? new MedianWidth();
        return name switch
        {
            "gaussian" => new GaussianKernel(rule),
            "exponential" => new ExponentialKernel(rule),
            "laplacian" => new LaplacianKernel(rule),
            "cosine" => new CosineKernel(),
            "linear" => new LinearKernel(),
            _ => throw new FormatException(),
        };
    }

    /// <summary>The same kernel with another rule of its width.</summary>
    /// <exception cref="ArgumentException">It has none.</exception>
    public RepresentationKernel WithWidth(WidthRule width) => Width is null
        ? throw new ArgumentException($"The {Name} kernel has no width.", nameof(width))
        : Parse(Name, width);

    /// <summary>The width that its rule gives for some rows; null where it has none.</summary>
    /// <param name="rows">n × d numbers.</param>
    /// <param name="context">The seed of the rows that are drawn where there are more than 1,000.</param>
    /// <exception cref="InvalidInputException">The rule gives 0, because rows are equal, or the rows are levels.</exception>
    public double? FindWidth(Variable rows, RunContext? context = null)
    {
        ArgumentNullException.ThrowIfNull(rows);
        RowSet set = RowSet.Of(rows);
        return set.Codes is null
            ? Width?.Of(set, Shape, context ?? RunContext.Default)
            : throw new InvalidInputException($"'{rows.Name}' has levels, which have no distances; a width is found for numbers.");
    }

    /// <inheritdoc/>
    public override string ToString() => Width is null ? Name : $"{Name}({Width.Text})";

    /// <summary>The kernel of some rows of numbers, at a width (ignored where it has none).</summary>
    internal abstract PairKernel Bind(RowSet rows, double width);

    /// <summary>The distances that its width is compared with.</summary>
    internal virtual KernelShape Shape => KernelShape.Gaussian;
}
