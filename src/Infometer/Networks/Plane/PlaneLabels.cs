using System.Collections.Immutable;

namespace Infometer;

/// <summary>The labels Y of a plane: a class per row.</summary>
internal sealed class PlaneLabels
{
    private readonly IReadOnlyList<string>? _levels;

    private PlaneLabels(string name, int[] classes, int classCount, IReadOnlyList<string>? levels)
    {
        Name = name;
        Classes = classes;
        _levels = levels;
        RowsOf = [.. Enumerable.Range(0, classCount).Select(_ => new List<int>())];
        for (int i = 0; i < classes.Length; i++)
        {
            RowsOf[classes[i]].Add(i);
        }

        Entropy = CodeEntropy.Of(classes);
    }

    /// <summary>What messages call them.</summary>
    public string Name { get; }

    /// <summary>The class of each row, from 0.</summary>
    public int[] Classes { get; }

    /// <summary>The rows of each class, ascending; none is empty.</summary>
    public ImmutableArray<List<int>> RowsOf { get; }

    /// <summary>H(Y) in nats, over these rows.</summary>
    public double Entropy { get; }

    /// <summary>Takes a discrete variable as labels.</summary>
    /// <exception cref="InvalidInputException">It is numeric, or hardly any two rows have the same label.</exception>
    public static PlaneLabels Of(Variable variable)
    {
        if (variable.Codes is not { } codes)
        {
            throw new InvalidInputException($"The labels '{variable.Name}' are numbers, not classes; make them discrete, or cut them into classes first.");
        }

        // Levels that no row has would be empty classes.
        Variable used = Variable.Discrete<int>(codes.ToArray(), variable.Name);
        int classes = used.Codes!.LevelCount;
        if (classes > variable.Count / 2)
        {
            throw new InvalidInputException(FormattableString.Invariant(
                $"The labels '{variable.Name}' have {classes:N0} classes in {variable.Count:N0} rows, so that they tell rows apart and not classes; cut them into classes first."));
        }

        int[] first = new int[classes];
        int[] codesUsed = used.Codes.ToArray();
        for (int i = codesUsed.Length - 1; i >= 0; i--)
        {
            first[codesUsed[i]] = codes[i];
        }

        return new PlaneLabels(variable.Name, codesUsed, classes, variable.Levels is { } names ? [.. first.Select(code => names[code])] : null);
    }

    /// <summary>What a class is called.</summary>
    public string NameOf(int index) => _levels?[index] ?? FormattableString.Invariant($"class {index}");
}
