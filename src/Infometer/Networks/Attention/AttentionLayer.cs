using System.Collections.Immutable;

namespace Infometer;

/// <summary>The heads of one layer.</summary>
/// <param name="Name">The array.</param>
/// <param name="ShapeText">Its shape.</param>
public sealed record AttentionLayer(string Name, string ShapeText)
{
    /// <summary>Its number: that in its name where every layer of the run has one of its own, else its position, from 0.</summary>
    public required int Number { get; init; }

    /// <summary>Sequences, B.</summary>
    public required int Batch { get; init; }

    /// <summary>Queries per sequence and head, T.</summary>
    public required int Tokens { get; init; }

    /// <summary>Whether token i was taken to attend to tokens up to i alone.</summary>
    public required bool IsCausal { get; init; }

    /// <summary>Queries measured, of all heads.</summary>
    public required long Rows { get; init; }

    /// <summary>Queries left out because the mask says that they are padding.</summary>
    public required long MaskedRows { get; init; }

    /// <summary>The heads.</summary>
    public required ImmutableArray<AttentionHead> Heads { get; init; }
}
