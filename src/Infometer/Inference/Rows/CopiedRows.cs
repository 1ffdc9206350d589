using System.Globalization;

namespace Infometer;

/// <summary>
/// Whether rows are exact copies of others where chance and rounding explain no copies: in some numeric column the rows that are equal there agree in all the
/// rest too, far more often than rows of neighbouring values do, no grid explains that they are equal (<see cref="EqualValues"/>), and no few values are
/// much more frequent than the others. Values of few digits, such as prices, tell of copies only where two columns do. Rounded columns, whose equal values do
/// not go together, and a function of a rounded column are no copies.
/// </summary>
/// <remarks>
/// <para>What follows: a note, and from <see cref="Harmful"/> · √n copies on the verdict <c>unreliable</c>.</para>
/// <para>What cannot be told apart: copies, and different cases that agree in every digit, such as rows made from a formula with few inputs that are not in
/// the question.</para>
/// </remarks>
internal sealed class CopiedRows : IRowCheck
{
    /// <summary>
    /// From so many times √n copies on, independent columns are found dependent: what copies add grows with their share, and what is found where nothing is
    /// shared scatters as 1/√n.
    /// </summary>
    public const double Harmful = 0.4;

    // Fewer equal values, or fewer that would differ by chance, are no evidence.
    private const int LeastTied = 5;

    // Half of what is possible beyond chance.
    private const double MostAgree = 0.5;

    // Rows drawn with replacement have 0.8.
    private const double LeastEvenness = 0.5;

    private const int MostColumns = 16;

    /// <inheritdoc/>
    public RowFinding? Look(Measure measure, Sample sample, int argumentCount)
    {
        IReadOnlyList<Variable> variables = sample.Variables;
        if (variables.All(static v => v.Codes is not null))
        {
            return null;
        }

        ulong[][] hashes = [.. variables.Select(static v => RowHashes.Of(v))];
        int copies = sample.Count - RowHashes.Groups(RowHashes.Join(hashes, sample.Count)).Sizes.Length;
        if (copies < LeastTied)
        {
            return null;
        }

        EqualValues[] telling =
        [
            .. ColumnsOf(variables, hashes).Where(static e =>
                e.Tied >= LeastTied && e.Expected >= LeastTied && e.Agreement >= MostAgree && e.Evenness >= LeastEvenness),
        ];
        bool areMany = telling.Length > 1 || Array.Exists(telling, static e => e.HasManyDigits);
        return areMany && !Array.Exists(telling, static e => e.IsGrid) ? Finding(copies, sample.Count) : null;
    }

    private static IEnumerable<EqualValues> ColumnsOf(IReadOnlyList<Variable> variables, ulong[][] hashes)
    {
        for (int v = 0; v < variables.Count; v++)
        {
            Variable variable = variables[v];
            for (int i = 0; i < Math.Min(variable.Codes is null ? variable.Dimension : 0, MostColumns); i++)
            {
                int column = (int)((long)i * variable.Dimension / Math.Min(variable.Dimension, MostColumns));
                double[] values = new double[variable.Count];
                variable.CopyColumn(column, values);
                int own = v;
                yield return EqualValues.Of(values, RowHashes.Join(hashes.Select((h, w) => w == own ? RowHashes.Of(variable, column) : h), variable.Count));
            }
        }
    }

    private static RowFinding Finding(int copies, int count)
    {
        string found = string.Create(CultureInfo.InvariantCulture,
            $"{copies:N0} of {count:N0} rows ({100.0 * copies / count:0.#} %) are exact copies of others. Copies make dependence look larger and surer than it is; ")
            + "leave them out, or, if they are different cases that happen to agree in every digit, say --rows exchangeable.";
        Note note = new("duplicate-rows", found);
        return new RowFinding(note) { Obstacle = copies >= Harmful * Math.Sqrt(count) ? note : null };
    }
}
