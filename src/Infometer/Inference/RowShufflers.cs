namespace Infometer;

/// <summary>Which rows may be exchanged under the null of a question.</summary>
internal static class RowShufflers
{
    /// <summary>The shuffler of a question's null.</summary>
    public static IRowShuffler For(Measure measure, Question question) => new Permutation();
}
