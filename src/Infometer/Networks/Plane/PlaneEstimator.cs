using System.Collections.Immutable;

namespace Infometer;

/// <summary>
/// A way to give a layer a place in the information plane: I(X;T) and I(T;Y) of the inputs X, the layer's activations T and the labels Y. A
/// network without noise makes T a function of X, and of a continuous X the information is infinite or constant; each estimator therefore
/// measures a coarser or noisier T, and says which. Sealed records whose properties are their options; all are in
/// <see cref="PlaneEstimators"/>.
/// </summary>
public abstract record PlaneEstimator
{
    private protected PlaneEstimator()
    {
    }

    /// <summary>The id, options and reference of this kind of estimator.</summary>
    public abstract PlaneEstimatorDescriptor Descriptor { get; }

    /// <summary>
    /// Whether what is measured is the information through a channel with noise, or of a code that the network itself uses; where not, the
    /// number of a network without noise is a property of the bins.
    /// </summary>
    internal virtual bool HasNoiseModel => false;

    /// <summary>Whether it looks at the inputs themselves, not only at which rows of them are equal.</summary>
    internal virtual bool NeedsInputs => false;

    /// <summary>The range that its bins cover; null where that is no matter of other layers and epochs.</summary>
    internal virtual BinRange? Bins => null;

    /// <summary>Measures one layer at one epoch.</summary>
    internal abstract ImmutableArray<PlaneReading> Read(LayerActivations layer, PlaneQuestion question, RunContext context);
}
