namespace Infometer;

/// <summary>The normal scores Φ⁻¹(rank/(n + 1)) of the ranks 1 … n; equal values share their mean rank.</summary>
internal sealed class NormalScores
{
    private readonly double[] _ofRank;

    /// <summary>The scores of n ranks.</summary>
    public NormalScores(int count)
    {
        _ofRank = new double[count];
        for (int i = 0; i < count; i++)
        {
            _ofRank[i] = ScoreAt(i + 1);
        }
    }

    /// <summary>Replaces each of n numbers by the score of its rank, in place. O(n log n).</summary>
    public void Replace(double[] column)
    {
        int n = column.Length;
        double[] sorted = (double[])column.Clone();
        int[] rows = new int[n];
        for (int i = 0; i < n; i++)
        {
            rows[i] = i;
        }

        Array.Sort(sorted, rows);
        for (int start = 0; start < n;)
        {
            int end = start + 1;
            while (end < n && sorted[end] == sorted[start])
            {
                end++;
            }

            // The ranks start + 1, …, end.
            double score = end == start + 1 ? _ofRank[start] : ScoreAt((start + 1 + end) / 2.0);
            for (int i = start; i < end; i++)
            {
                column[rows[i]] = score;
            }

            start = end;
        }
    }

    private double ScoreAt(double rank) => SpecialFunctions.QuickNormalQuantile(rank / (_ofRank.Length + 1));
}
