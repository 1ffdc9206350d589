using System.Collections.Immutable;

namespace Infometer;

/// <summary>
/// Estimators by nearest neighbours of inputs and activations that are compressed: normal noise on every number, then principal components,
/// whitened. The information of what is left is at most that of the activations with noise, I(f(X);g(T)) ≤ I(X;T).
/// </summary>
/// <remarks>
/// Butakov et al. (2024), Information bottleneck analysis of deep neural networks via lossy compression, there with noise inside the
/// network and autoencoders beside PCA. Principal components lose what is curved.
/// </remarks>
public abstract record CompressedEstimator : PlaneEstimator
{
    private protected CompressedEstimator()
    {
    }

    /// <summary>Components of a layer that are kept at most, 1 to 64. Default 4, of <see cref="CompressedCanonical"/> 40.</summary>
    public int Components
    {
        get;
        init => field = RequireComponents(value, nameof(Components));
    } = 4;

    /// <summary>Components of the inputs that are kept at most, 1 to 64. Default 4, of <see cref="CompressedCanonical"/> 40.</summary>
    public int InputComponents
    {
        get;
        init => field = RequireComponents(value, nameof(InputComponents));
    } = 4;

    /// <summary>
    /// Standard deviation of the noise, as a share of the root mean variance of the units, the same on all of them. Default 0.001; 0 for
    /// none. Seeded.
    /// </summary>
    public double Noise
    {
        get;
        init
        {
            ArgumentOutOfRangeException.ThrowIfNegative(value, nameof(Noise));
            field = double.IsFinite(value) ? value : throw new ArgumentOutOfRangeException(nameof(Noise), value, "The noise must be finite.");
        }
    } = 0.001;

    /// <summary>Number of neighbours k, 1 to 100. Default 5.</summary>
    public int Neighbors
    {
        get;
        init
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(value, 1, nameof(Neighbors));
            ArgumentOutOfRangeException.ThrowIfGreaterThan(value, NeighborEstimator.MostNeighbors, nameof(Neighbors));
            field = value;
        }
    } = 5;

    /// <inheritdoc/>
    internal override bool HasNoiseModel => Noise > 0;

    /// <inheritdoc/>
    internal override bool NeedsInputs => true;

    /// <summary>The options that all have, the components by their default.</summary>
    private protected static ImmutableArray<PlaneOption> OptionsWith(int components) =>
    [
        PlaneOptionFactory.Integer<CompressedEstimator>(
            "components",
            "integer from 1 to 64",
            components,
            "Principal components of a layer that are kept at most.",
            static e => e.Components,
            static (e, value) => e with { Components = value }),
        PlaneOptionFactory.Integer<CompressedEstimator>(
            "input-components",
            "integer from 1 to 64",
            components,
            "Principal components of the inputs that are kept at most.",
            static e => e.InputComponents,
            static (e, value) => e with { InputComponents = value }),
        PlaneOptionFactory.Number<CompressedEstimator>(
            "noise",
            "number ≥ 0",
            0.001,
            "Normal noise on every activation and input, as a share of the root mean variance; seeded.",
            static e => e.Noise,
            static (e, value) => e with { Noise = value }),
        PlaneOptionFactory.Integer<CompressedEstimator>(
            "neighbors",
            "integer from 1 to 100",
            5,
            "Number of neighbours k.",
            static e => e.Neighbors,
            static (e, value) => e with { Neighbors = value }),
    ];

    /// <inheritdoc/>
    internal override ImmutableArray<PlaneReading> Read(LayerActivations layer, PlaneQuestion question, RunContext context)
    {
        CompressedRows? inputs = question.CompressedInputs(new Compression(InputComponents, Noise), context);
        Compression compression = new(Components, Noise);
        CompressedRows? activations = compression.Compress(layer.ToColumns(), "activations", context);
        (TermEstimate aboutInputs, string words) = inputs is null || activations is null
            ? (new TermEstimate(0), FormattableString.Invariant($"k = {Neighbors}"))
            : AboutInputs(inputs.Components, activations.Components, context);
        return
        [
            new PlaneReading(
                Descriptor.Id,
                Amount(aboutInputs),
                question.Labels is not { } labels ? null
                    : activations is not null ? Amount(AboutLabels(activations.Components, labels, context)) : new PlaneAmount(0, QuantityTag.Estimate),
                FormattableString.Invariant($"noise {Noise} of the root mean variance, {compression.Words(activations)}, ")
                    + FormattableString.Invariant($"inputs {(inputs is null ? "constant" : FormattableString.Invariant($"{inputs.Components.Dimension} components with {100 * (1 - inputs.LostVariance):0} % of their variance"))}, {words}"))
            {
                LostVariance = Math.Max(inputs?.LostVariance ?? 0, activations?.LostVariance ?? 0),
            },
        ];
    }

    /// <summary>Î of the compressed inputs and activations, and what the definition of the number says of it.</summary>
    private protected abstract (TermEstimate Estimate, string Words) AboutInputs(Variable inputs, Variable activations, RunContext context);

    /// <summary>Î of the compressed activations and the labels.</summary>
    private protected abstract TermEstimate AboutLabels(Variable activations, PlaneLabels labels, RunContext context);

    /// <summary>I(T;Y) by Ross's estimator of the compressed activations and the labels.</summary>
    private protected TermEstimate ByRoss(Variable activations, PlaneLabels labels, RunContext context)
    {
        Sample sample = Sample.Align([activations, Variable.Discrete<int>(labels.Classes, labels.Name)]);
        return new Ross { Neighbors = Neighbors }.Evaluate(new InformationTerm([VariableSet.Of(0), VariableSet.Of(1)]), sample, context);
    }

    private static PlaneAmount Amount(TermEstimate estimate)
    {
        ReadOnlySpan<double> locals = estimate.Locals.Span;
        return new PlaneAmount(estimate.Nats, QuantityTag.Estimate)
        {
            StandardError = locals.IsEmpty || double.IsNaN(estimate.Nats) ? null : ColumnPreparation.Moments(locals).Deviation / Math.Sqrt(locals.Length),
        };
    }

    private static int RequireComponents(int value, string name)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(value, 1, name);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(value, 64, name);
        return value;
    }
}
