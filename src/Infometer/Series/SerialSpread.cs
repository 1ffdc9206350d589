namespace Infometer;

/// <summary>How much less rows in serial order say than independent ones.</summary>
/// <param name="OfRows">Autocorrelation time of what the present and the past share: as many rows stand for one.</param>
/// <param name="OfLocals">Autocorrelation time of the local values: by so much the variance of their mean is larger.</param>
internal readonly record struct SerialSpread(double OfRows, double OfLocals)
{
    // With fewer independent rows no null was found to keep its level.
    private const double LeastIndependent = 20;

    // From here on rows are alike enough to say so.
    private const double WorthSaying = 1.5;

    /// <summary>Measures an embedded sample whose variable 0 is the present and variable 1 the past; without local values those of the rows stand in.</summary>
    public static SerialSpread Of(Sample sample, ReadOnlySpan<double> locals)
    {
        double ofRows = SerialDependence.JointTime(sample.Variables[0], sample.Variables[1]);
        return new SerialSpread(ofRows, locals.IsEmpty ? ofRows : SerialDependence.Time(locals));
    }

    /// <summary>Why too few rows are independent to conclude anything; null where enough are.</summary>
    public Note? Obstacle(int n) => n / OfRows >= LeastIndependent ? null : new Note("few-independent-rows", FormattableString.Invariant(
        $"{n:N0} rows that stay alike for about {OfRows:0.#} steps are worth at most {n / OfRows:0} independent ones, too few to tell anything from chance: ")
        + "record longer, or take differences where a series wanders.");

    /// <summary>What the reader should know of it.</summary>
    public Note[] Remarks(int n) => OfRows < WorthSaying || Obstacle(n) is not null ? [] :
    [
        new Note("serial", FormattableString.Invariant(
            $"Rows stay alike for about {OfRows:0.#} steps, so that {n:N0} of them are worth about {n / OfRows:N0} independent ones; the null and the interval allow for it.")),
    ];
}
