using System.Globalization;

namespace Infometer;

/// <summary>
/// Whether rows come in groups, such as the visits of a patient: the numbers of one argument repeat exactly in groups of rows, which neither rounding nor
/// chance explains, while the rest of the row varies. Groups are of similar sizes: a few values that many rows have are points of mass, not groups.
/// </summary>
/// <remarks>
/// <para>What follows: p by permuting the values of whole groups, which is exact whatever the sizes of the groups, and the standard error from the scatter of
/// groups, whose low end alone is given. Unreliable where other variables are given, or where there are more than two, whose groups would have to be permuted
/// too, and for neighbours of labels.</para>
/// <para>What cannot be told apart: a whole number such as an age, or one of few digits, which repeats in any case; and numbers of a few kinds that are themselves what is asked about
/// (an embedding of fifty words), which are no sample of kinds.</para>
/// </remarks>
internal sealed class GroupedRows : IRowCheck
{
    /// <summary>Groups there must be at least.</summary>
    public const int LeastGroups = 20;

    /// <summary>The share of the rows that must have others of their group.</summary>
    public const double LeastShare = 0.8;

    // (Σ m)² / Σ m² of the sizes m over their number: 1 for equal sizes, 0.9 for sizes of 10 to 30, less than 0.3 for points of mass.
    private const double LeastEvenness = 0.5;

    // Groups whose rows agree in everything are copies.
    private const double LeastDiffering = 0.05;

    // Whole vectors repeat so many times more often than independent columns would.
    private const double Beyond = 10;

    private const int MostColumns = 16;

    /// <inheritdoc/>
    public RowFinding? Look(Measure measure, Sample sample, int argumentCount)
    {
        (int Argument, int[] Groups, int Count)? found = null;
        for (int i = 0; i < argumentCount; i++)
        {
            if (sample.Variables[i].Codes is null && GroupsOf(sample, i) is { } groups && !(groups.Count >= found?.Count))
            {
                found = (i, groups.Groups, groups.Count);
            }
        }

        return found is { } grouped && measure.MinArguments > 1 && measure is not DivergenceMeasure
            ? Finding(sample, argumentCount, grouped.Argument, grouped.Groups, grouped.Count)
            : null;
    }

    private static (int[] Groups, int Count)? GroupsOf(Sample sample, int argument)
    {
        Variable variable = sample.Variables[argument];
        double n = sample.Count;
        ulong[] own = RowHashes.Of(variable);
        (int[] groups, int[] sizes) = RowHashes.Groups(own);
        double squares = sizes.Sum(static m => (double)m * m);
        bool areGroups = sizes.Length >= LeastGroups
            && sizes.Where(static m => m > 1).Sum() >= LeastShare * n
            && n * n / squares >= LeastEvenness * sizes.Length
            && Differing(groups, sizes.Length, RowHashes.Join(sample.Variables.Where((_, i) => i != argument).Select(static v => RowHashes.Of(v)), sample.Count)) >= LeastDiffering
            && IsBeyondChance(variable, (squares - n) / 2);
        return areGroups ? (groups, sizes.Length) : null;
    }

    // The share of rows that differ in the rest from the row of their group before them.
    private static double Differing(int[] groups, int count, ulong[] rest)
    {
        int[] last = new int[count];
        Array.Fill(last, -1);
        int pairs = 0;
        int differing = 0;
        for (int row = 0; row < groups.Length; row++)
        {
            if (last[groups[row]] is >= 0 and var before)
            {
                pairs++;
                differing += rest[row] != rest[before] ? 1 : 0;
            }

            last[groups[row]] = row;
        }

        return (double)differing / Math.Max(1, pairs);
    }

    // A column of many digits that no grid explains repeats with the whole vector; or the vector repeats far more often than its columns together would by chance.
    private static bool IsBeyondChance(Variable variable, double pairs)
    {
        int n = variable.Count;
        double all = n * (n - 1.0) / 2;
        double chance = 1;
        bool isExplained = false;
        int chosen = Math.Min(variable.Dimension, MostColumns);
        for (int i = 0; i < chosen; i++)
        {
            int index = (int)((long)i * variable.Dimension / chosen);
            double[] column = new double[n];
            variable.CopyColumn(index, column);
            EqualValues values = EqualValues.Of(column, RowHashes.Of(variable, index));
            double tied = RowHashes.Groups(RowHashes.Of(Variable.Continuous(column))).Sizes.Sum(static m => m * (m - 1.0) / 2);
            bool goesAlong = tied <= 2 * pairs;
            if (goesAlong && !values.IsGrid && values.HasManyDigits)
            {
                return true;
            }

            isExplained |= goesAlong && values.IsGrid;
            chance *= tied / all;
        }

        return !isExplained && variable.Dimension > 1 && pairs >= Beyond * Math.Max(1, all * chance);
    }

    private static RowFinding Finding(Sample sample, int argumentCount, int argument, int[] groups, int count)
    {
        int n = sample.Count;
        string name = sample.Variables[argument].Name;
        string found = string.Create(CultureInfo.InvariantCulture,
            $"'{name}' has {count:N0} distinct values in {n:N0} rows and repeats them exactly, as where a subject has several rows; rows of one subject are not independent");
        string remedy = "Keep one row per subject, or use rank --groups; if rows are independent all the same, say --rows exchangeable.";
        return new RowFinding(new Note("grouped-rows", $"{found}. p comes from permuting the values of whole groups, the interval from the scatter of groups, and only its low end can be trusted. {remedy}"))
        {
            Obstacle = argumentCount == 2 && sample.Variables.Count == 2
                ? null
                : new Note("grouped-rows", $"{found}, and with so many variables nothing here allows for it. {remedy}"),
            ObstacleToNumbers = sample.Variables.All(static v => v.Codes is null)
                ? null
                : new Note("grouped-rows", $"{found}, and next to labels neighbours see the groups but not where their values lie. {remedy}"),
            IsBoundOnly = true,
            Shuffler = new WholeGroups(groups, count),
            Moved = argument,
            Inflation = locals => InflationOf(locals, groups, count),
            UsualInflation = Math.Max(1, groups.GroupBy(static g => g).Sum(static g => (double)g.Count() * g.Count()) / n),
        };
    }

    // The variance of a mean from the sums of groups, over that from single rows.
    private static double InflationOf(double[] locals, int[] groups, int count)
    {
        double mean = locals.Average();
        double[] sums = new double[count];
        double scatter = 0;
        for (int row = 0; row < locals.Length; row++)
        {
            double difference = locals[row] - mean;
            sums[groups[row]] += difference;
            scatter += difference * difference;
        }

        return scatter > 0 ? Math.Max(1, count / (count - 1.0) * sums.Sum(static s => s * s) / scatter) : 1;
    }
}
