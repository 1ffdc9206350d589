using System.Collections.Immutable;

namespace Infometer;

/// <summary>
/// <c>few-per-class</c>: a class has so few rows n_y that H(T|y), which they bound by ln n_y, comes out too low, and I(T;Y) too high, in
/// every estimator that counts or sums kernels.
/// </summary>
public sealed record FewPerClassAlarm : PlaneAlarm
{
    /// <summary>The code of this alarm.</summary>
    internal const string Id = "few-per-class";

    private readonly string _labels;
    private readonly int _least;

    private FewPerClassAlarm(string labels, ImmutableArray<(string Name, int Rows)> classes, int least) : base(Id, [], [])
    {
        _labels = labels;
        Classes = classes;
        _least = least;
    }

    /// <summary>The classes with too few rows, the smallest first.</summary>
    public ImmutableArray<(string Name, int Rows)> Classes { get; }

    /// <inheritdoc/>
    public override string Text(Unit unit) => FormattableString.Invariant(
        $"{(Classes.Length == 1 ? "A class" : $"{Classes.Length} classes")} of '{_labels}' {(Classes.Length == 1 ? "has" : "have")} ")
        + FormattableString.Invariant($"fewer than {_least} rows (the smallest, '{Classes[0].Name}', {Classes[0].Rows}): ")
        + "I(T;Y) comes out too high; take more rows, or join classes.";

    /// <summary>The alarm, if any class is small.</summary>
    internal static IEnumerable<FewPerClassAlarm> Of(InformationPlane plane, PlaneLabels? labels)
    {
        if (labels is null)
        {
            return [];
        }

        ImmutableArray<(string Name, int Rows)> small =
        [
            .. labels.RowsOf.Select((rows, i) => (Name: labels.NameOf(i), Rows: rows.Count))
                .Where(c => c.Rows < plane.Options.LeastPerClass)
                .OrderBy(c => c.Rows),
        ];
        return small.IsEmpty ? [] : [new FewPerClassAlarm(labels.Name, small, plane.Options.LeastPerClass)];
    }
}
