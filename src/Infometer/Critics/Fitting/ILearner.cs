namespace Infometer;

/// <summary>Networks as <see cref="TrainingLoop"/> sees them.</summary>
internal interface ILearner
{
    /// <summary>The numbers that training changes.</summary>
    IReadOnlyList<Parameter> Parameters { get; }

    /// <summary>Stores the gradient of what is to be made large, on these rows, in the parameters.</summary>
    void Learn(ReadOnlySpan<int> rows);

    /// <summary>What is to be made large, on the rows that decide when to stop.</summary>
    double StoppingValue();
}
