namespace Infometer;

/// <summary><c>one-class</c>: all rows have the same label, so that H(Y) and every I(T;Y) are 0 whatever the network knows.</summary>
public sealed record OneClassAlarm : PlaneAlarm
{
    /// <summary>The code of this alarm.</summary>
    internal const string Id = "one-class";

    private readonly string _labels;
    private readonly string _class;

    private OneClassAlarm(string labels, string name) : base(Id, [], []) => (_labels, _class) = (labels, name);

    /// <inheritdoc/>
    public override string Text(Unit unit) => $"All rows of '{_labels}' are '{_class}': I(T;Y) is 0 whatever the layers know; take rows of several classes.";

    /// <summary>The alarm, if there is one class only.</summary>
    internal static IEnumerable<OneClassAlarm> Of(PlaneLabels? labels) =>
        labels?.RowsOf is [_] ? [new OneClassAlarm(labels.Name, labels.NameOf(0))] : [];
}
