namespace Infometer;

/// <summary>Chooses an estimator where none was named, and says why. A policy, not an estimator.</summary>
internal static class Policy
{
    /// <summary>The named estimator, or the policy's choice with a note that gives the reason.</summary>
    public static Estimator Choose(Estimator? named, Measure measure, Sample sample, int argumentCount, EstimateOptions options, List<Note> notes)
    {
        if (named is not null)
        {
            return named;
        }

        (Estimator chosen, string reason) = ForData(measure, sample, argumentCount, options);
        notes.Add(new Note("auto", $"{chosen.Descriptor.Id} was chosen: {reason}"));
        return chosen;
    }

    private static (Estimator Chosen, string Reason) ForData(Measure measure, Sample sample, int argumentCount, EstimateOptions options)
    {
        if (sample.IsDiscrete)
        {
            return (new Plugin(), "with counts its chance level is known exactly and taken away.");
        }

        return (new Plugin(), "with counts its chance level is known exactly and taken away.");
    }
}
