using System.Collections.Immutable;

namespace Infometer;

/// <summary>
/// A measure of a representation: an index of the eigenvalues of a Gram or covariance matrix, or of means of kernels. Its properties are its options. None is a
/// mutual information, and none is called one.
/// </summary>
public abstract record RepresentationMeasure
{
    private protected RepresentationMeasure()
    {
    }

    /// <summary>Id, name, unit, range, options, source and criticism.</summary>
    public abstract RepresentationDescriptor Descriptor { get; }

    /// <summary>Measures a representation.</summary>
    /// <param name="data">The rows, and what the measure needs beside them.</param>
    /// <param name="context">Seed, threads, cancellation. The result depends on the seed alone.</param>
    /// <exception cref="InvalidInputException">Something that the measure needs is missing or does not fit.</exception>
    public RepresentationResult Evaluate(RepresentationData data, RunContext? context = null)
    {
        Check(data);
        RepresentationRun run = new(data, context ?? RunContext.Default);
        RepresentationFinding finding = Evaluate(run);
        if (DeadLatentAlarm.For(data.Set) is { } dead)
        {
            run.Raise(dead);
        }

        return new RepresentationResult
        {
            Measure = this,
            Value = double.IsFinite(finding.Value) ? finding.Value : null,
            Low = double.IsFinite(finding.Low) ? finding.Low : null,
            High = double.IsFinite(finding.High) ? finding.High : null,
            Definition = [.. run.Definition],
            Details = finding.Details.ToImmutableSortedDictionary(d => d.Name, d => d.Number, StringComparer.Ordinal),
            Spectrum = finding.Spectrum,
            Alarms = [.. run.Alarms],
            Name = data.Rows.Name,
            Count = data.Count,
            Dimension = data.Dimension,
            Seed = run.Context.Seed,
        };
    }

    /// <summary>The kernel between rows, whose width a run may keep from epoch to epoch; null where there is none.</summary>
    public virtual RepresentationKernel? RowKernel => null;

    /// <summary>The measure with another width of <see cref="RowKernel"/>; second variables keep the rule they had.</summary>
    /// <exception cref="ArgumentException">It has no kernel with a width.</exception>
    public virtual RepresentationMeasure WithRowWidth(WidthRule width) =>
        throw new ArgumentException($"'{Descriptor.Id}' has no kernel with a width.", nameof(width));

    /// <summary>Throws where the data lack what the measure needs.</summary>
    /// <exception cref="InvalidInputException">Says what is missing or does not fit.</exception>
    public void Check(RepresentationData data)
    {
        ArgumentNullException.ThrowIfNull(data);
        if (WhyNot(data) is { } reason)
        {
            throw new InvalidInputException($"'{Descriptor.Id}' {reason}.");
        }
    }

    /// <summary>Whether the data have what the measure needs.</summary>
    public bool IsFor(RepresentationData data)
    {
        ArgumentNullException.ThrowIfNull(data);
        return WhyNot(data) is null;
    }

    /// <summary>What is missing or does not fit, as the rest of a sentence that begins with the measure; null for nothing.</summary>
    private protected virtual string? WhyNot(RepresentationData data) => null;

    /// <summary>Measures data that have what is needed.</summary>
    private protected abstract RepresentationFinding Evaluate(RepresentationRun run);

    /// <summary>Why a second variable cannot serve: it is not there, or is about other rows.</summary>
    private protected static string? WhyNoPartner(RepresentationData data, RepresentationPartner partner)
    {
        Variable? found = partner switch
        {
            RepresentationPartner.Target => data.Target,
            RepresentationPartner.Other => data.Other,
            _ => data.Target ?? data.Other,
        };
        return found is null
            ? $"needs {(partner switch
            {
                RepresentationPartner.Target => "labels or numbers about the rows (--y)",
                RepresentationPartner.Other => "a second set of the same rows (--other)",
                _ => "labels or numbers about the rows (--y), or a second set of them (--other)",
            })}"
            : found.Count == data.Count
                ? null
                : FormattableString.Invariant($"needs the same rows, and '{data.Rows.Name}' has {data.Count:N0} and '{found.Name}' {found.Count:N0}");
    }
}
