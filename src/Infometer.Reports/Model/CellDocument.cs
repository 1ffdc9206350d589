namespace Infometer;

/// <summary>A cell of a verification, amounts in the JSON's unit.</summary>
internal sealed record CellDocument
{
    public required string Task { get; init; }

    public required string Estimator { get; init; }

    public required long Count { get; init; }

    public required double Truth { get; init; }

    public required long Runs { get; init; }

    public required long Refused { get; init; }

    public required string? Reason { get; init; }

    public required double? Bias { get; init; }

    public required double? Deviation { get; init; }

    public required double? RootMeanSquareError { get; init; }

    public required long Intervals { get; init; }

    public required double? Coverage { get; init; }

    public required double? Width { get; init; }

    public required double? Rejections { get; init; }

    /// <summary>Runs that ended in a verdict, in the order of <see cref="ResultWords.Verdicts"/>, and those of them whose interval holds the truth.</summary>
    public required (long Runs, long Covered)[] Verdicts { get; init; }

    public static CellDocument Read(JsonPart part)
    {
        JsonPart verdicts = part.Part("verdicts");
        return new CellDocument
        {
            Task = part.Text("task"),
            Estimator = part.Text("estimator"),
            Count = part.Count("n"),
            Truth = part.Number("truth"),
            Runs = part.Count("runs"),
            Refused = part.Count("refused"),
            Reason = part.TextOrNull("reason"),
            Bias = part.NumberOrNull("bias"),
            Deviation = part.NumberOrNull("sd"),
            RootMeanSquareError = part.NumberOrNull("rmse"),
            Intervals = part.Count("intervals"),
            Coverage = part.NumberOrNull("coverage"),
            Width = part.NumberOrNull("width"),
            Rejections = part.NumberOrNull("rejections"),
            Verdicts = [.. ResultWords.Verdicts.Select(v => verdicts.Part(v.Word)).Select(v => (v.Count("runs"), v.Count("covered")))],
        };
    }
}
