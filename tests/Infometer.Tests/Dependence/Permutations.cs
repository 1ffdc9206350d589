namespace Infometer.Tests;

/// <summary>All orders of a few things.</summary>
internal static class Permutations
{
    public static IEnumerable<int[]> Of(int n)
    {
        if (n == 0)
        {
            yield return [];
            yield break;
        }

        foreach (int[] shorter in Of(n - 1))
        {
            for (int at = 0; at < n; at++)
            {
                yield return [.. shorter[..at], n - 1, .. shorter[at..]];
            }
        }
    }
}
