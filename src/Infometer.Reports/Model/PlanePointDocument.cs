namespace Infometer;

/// <summary>One layer at one epoch by one estimator, in the JSON's unit.</summary>
internal sealed record PlanePointDocument(
    long Epoch, string Layer, string Estimator, double? AboutInputs, string InputTag, double? AboutLabels, string? LabelTag, double? InputError, double? LabelError, string Definition)
{
    /// <summary>What a picture draws of it.</summary>
    public PlaneMark Mark => new(Epoch, Layer, Estimator, AboutInputs ?? double.NaN, InputError, AboutLabels ?? double.NaN, LabelError);

    public static PlanePointDocument Read(JsonPart part)
    {
        JsonPart inputs = part.Part("ixt");
        JsonPart? labels = part.PartOrNull("ity");
        return new PlanePointDocument(
            part.Count("epoch"),
            part.Text("layer"),
            part.Text("estimator"),
            inputs.NumberOrNull("value"),
            inputs.Word("tag", "estimate", "bound", "index"),
            labels?.NumberOrNull("value"),
            labels?.Word("tag", "estimate", "bound", "index"),
            inputs.NumberOrNull("standardError"),
            labels?.NumberOrNull("standardError"),
            part.Text("definition"));
    }
}
