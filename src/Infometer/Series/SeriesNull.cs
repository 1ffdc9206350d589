using System.Globalization;

namespace Infometer;

/// <summary>
/// What is done to the rows of the source's past to see which values come about where it has nothing to do with the target. All but
/// <see cref="Permutation"/> and <see cref="Local"/> keep the dependence of the source on its own past; without that, autocorrelated series that know
/// nothing of each other look dependent.
/// </summary>
public sealed record SeriesNull
{
    private SeriesNull(SeriesNullKind kind, int blockLength = 0) => (Kind, BlockLength) = (kind, blockLength);

    /// <summary>Shifted in a circle, by five autocorrelation times or more. The default, and the one that kept its level best.</summary>
    public static SeriesNull Circular { get; } = new(SeriesNullKind.Circular);

    /// <summary>Permuted row by row: right only where the rows are exchangeable.</summary>
    public static SeriesNull Permutation { get; } = new(SeriesNullKind.Permutation);

    /// <summary>
    /// Permuted among rows with the same levels of the condition, or among those nearest in it where it is numeric (Runge 2018): right where the target is
    /// exchangeable given the condition. For measures that have one.
    /// </summary>
    public static SeriesNull Local { get; } = new(SeriesNullKind.Local);

    internal SeriesNullKind Kind { get; }

    internal int BlockLength { get; }

    /// <summary>Permuted in blocks of consecutive rows.</summary>
    /// <param name="length">Rows of a block, at least 1: many autocorrelation times, and a small part of the rows.</param>
    public static SeriesNull Blocks(int length)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(length, 1);
        return new SeriesNull(SeriesNullKind.Blocks, length);
    }

    /// <summary>Reads <c>circular</c>, <c>permutation</c>, <c>local</c> or <c>block:N</c>.</summary>
    /// <exception cref="InvalidInputException">The text is none of them.</exception>
    public static SeriesNull Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        const string BlockPrefix = "block:";
        return text switch
        {
            "circular" => Circular,
            "permutation" => Permutation,
            "local" => Local,
            _ when text.StartsWith(BlockPrefix, StringComparison.Ordinal)
                && int.TryParse(text.AsSpan(BlockPrefix.Length), NumberStyles.None, CultureInfo.InvariantCulture, out int length)
                && length >= 1 => Blocks(length),
            _ => throw new InvalidInputException(
                $"There is no null '{text}'; choose circular, permutation, local or block:N with N rows in a block, e.g. block:50."),
        };
    }

    /// <summary>The text that <see cref="Parse"/> reads.</summary>
    public override string ToString() => Kind switch
    {
        SeriesNullKind.Circular => "circular",
        SeriesNullKind.Permutation => "permutation",
        SeriesNullKind.Local => "local",
        _ => FormattableString.Invariant($"block:{BlockLength}"),
    };
}
