namespace Infometer;

/// <summary>How far apart two names are, for suggestions.</summary>
internal static class EditDistance
{
    /// <summary>
    /// The number of single-character insertions, deletions and replacements between two names, case aside; −1 where it is
    /// above <paramref name="limit"/>.
    /// </summary>
    public static int Between(string a, string b, int limit)
    {
        if (Math.Abs(a.Length - b.Length) > limit)
        {
            return -1;
        }

        int[] row = [.. Enumerable.Range(0, b.Length + 1)];
        for (int i = 1; i <= a.Length; i++)
        {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.Length; j++)
            {
                int replaced = diagonal + (char.ToLowerInvariant(a[i - 1]) == char.ToLowerInvariant(b[j - 1]) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.Min(replaced, Math.Min(row[j], row[j - 1]) + 1);
            }
        }

        return row[^1] <= limit ? row[^1] : -1;
    }
}
