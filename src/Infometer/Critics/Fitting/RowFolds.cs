namespace Infometer;

/// <summary>Rows in random order, cut into parts of which each is held out once.</summary>
internal static class RowFolds
{
    // Of the rows that are not held out, those that decide when to stop.
    private const int StoppingShare = 6;

    /// <summary>The folds of n rows: those held out, those that stop the training, and those that train.</summary>
    public static (int[] HeldOut, int[] Stopping, int[] Training)[] Of(int n, int folds, ulong seed)
    {
        int[] order = [.. Enumerable.Range(0, n)];
        Rng rng = Rng.For(seed, "critic folds");
        rng.Shuffle(order.AsSpan());
        return
        [
            .. Enumerable.Range(0, folds).Select(fold =>
            {
                int start = (int)((long)fold * n / folds);
                int end = (int)((long)(fold + 1) * n / folds);
                int[] rest = [.. order[end..], .. order[..start]];
                int stopping = Math.Max(2, rest.Length / StoppingShare);
                return (order[start..end], rest[..stopping], rest[stopping..]);
            }),
        ];
    }
}
