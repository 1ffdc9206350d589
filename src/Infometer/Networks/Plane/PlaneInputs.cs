namespace Infometer;

/// <summary>Refuses runs, inputs and labels that do not fit together, before anything is measured.</summary>
internal static class PlaneInputs
{
    /// <summary>Checks counts, shapes and estimators.</summary>
    /// <exception cref="InvalidInputException">The sentence says which arrays do not fit.</exception>
    public static void Require(IReadOnlyList<LayerSnapshot> snapshots, PlaneOptions options)
    {
        if (snapshots.Count == 0)
        {
            throw new InvalidInputException("The run has no activations; add some, or name files that have.");
        }

        RequireEstimators(options);
        foreach (LayerSnapshot snapshot in snapshots)
        {
            RequireRows(snapshot.Source, snapshot, snapshots[0].Source, snapshots[0].Rows, "");
            RequireUnits(snapshot, snapshots.First(s => s.Layer == snapshot.Layer));
        }

        if (options.Inputs is { } inputs)
        {
            RequireRows(snapshots[0].Source, snapshots[0], inputs.Name, inputs.Count, "the inputs ");
        }

        if (options.Labels is { } labels)
        {
            RequireRows(snapshots[0].Source, snapshots[0], labels.Name, labels.Count, "the labels ");
        }

        if (snapshots[0].Rows < 2)
        {
            throw new InvalidInputException($"'{snapshots[0].Source}' has one row; rows are inputs, and at least two are needed.");
        }
    }

    private static void RequireEstimators(PlaneOptions options)
    {
        if (options.Estimators.IsDefaultOrEmpty)
        {
            throw new InvalidInputException("There is no estimator; name at least one.");
        }

        if (options.Estimators.GroupBy(e => e.Descriptor.Id).FirstOrDefault(group => group.Count() > 1) is { } twice)
        {
            throw new InvalidInputException($"The estimator '{twice.Key}' is given twice; make two planes to compare its options.");
        }

        if (options.Inputs is not { Codes: null } && options.Estimators.FirstOrDefault(e => e.NeedsInputs) is { } needy)
        {
            string id = needy.Descriptor.Id;
            throw new InvalidInputException(options.Inputs is null
                ? $"'{id}' compares activations with the inputs, which are not given; give them (--x), or leave '{id}' out."
                : $"'{id}' needs numeric inputs, and '{options.Inputs.Name}' is discrete; give it as numbers, or leave '{id}' out.");
        }
    }

    private static void RequireRows(string source, LayerSnapshot snapshot, string other, int rows, string what)
    {
        if (snapshot.Rows != rows)
        {
            throw new InvalidInputException(FormattableString.Invariant(
                $"'{source}' (epoch {snapshot.Epoch}, layer {snapshot.Layer}) has {snapshot.Rows:N0} rows and {what}'{other}' {rows:N0}; ")
                + "all need the same inputs in the same order.");
        }
    }

    private static void RequireUnits(LayerSnapshot snapshot, LayerSnapshot first)
    {
        if (snapshot.Units != first.Units)
        {
            throw new InvalidInputException(FormattableString.Invariant(
                $"Layer {snapshot.Layer} has {first.Units:N0} units at epoch {first.Epoch} ('{first.Source}') ")
                + FormattableString.Invariant($"and {snapshot.Units:N0} at epoch {snapshot.Epoch} ('{snapshot.Source}'); were arrays mislabelled?"));
        }
    }
}
