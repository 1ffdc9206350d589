namespace Infometer;

/// <summary>A reason to distrust a measure of a representation: what was seen, what it means, what to do.</summary>
public abstract record RepresentationAlarm
{
    private protected RepresentationAlarm()
    {
    }

    /// <summary>Kebab-case and stable, for programs.</summary>
    public abstract string Code { get; }

    /// <summary>A plain sentence for people.</summary>
    public abstract string Text { get; }

    /// <summary>The alarm as a note.</summary>
    public Note ToNote() => new(Code, Text);
}
