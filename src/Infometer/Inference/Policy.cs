namespace Infometer;

/// <summary>Chooses an estimator where none was named, and says why. A policy, not an estimator.</summary>
internal static class Policy
{
    /// <summary>The named estimator, or the policy's choice with a note that gives the reason.</summary>
    public static Estimator Choose(Estimator? named, List<Note> notes)
    {
        if (named is not null)
        {
            return named;
        }

        notes.Add(new Note("auto", "plugin was chosen: with counts its chance level is known exactly and taken away."));
        return new Plugin();
    }
}
