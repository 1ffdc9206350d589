using System.Globalization;
using System.Text.Json;

namespace Infometer;

/// <summary>What a holdout remembers between runs, as JSON. Read strictly: a state that is not wholly understood is refused.</summary>
/// <param name="Options">Share, threshold, noise, budget, seed.</param>
/// <param name="Rows">Rows of the table.</param>
/// <param name="Target">The target's name.</param>
/// <param name="TargetHash">The hash of the target's values.</param>
/// <param name="Asked">Queries answered: the position of the random stream.</param>
/// <param name="Used">Answers from the holdout.</param>
internal sealed record HoldoutState(HoldoutOptions Options, int Rows, string Target, string TargetHash, long Asked, int Used)
{
    private const string Format = "infometer-holdout";
    private const int FormatVersion = 1;

    public string ToJson() => JsonWriting.ToText(json =>
    {
        json.WriteStartObject();
        json.WriteString("format", Format);
        json.WriteNumber("version", FormatVersion);
        json.WriteString("seed", Options.Seed.ToString(CultureInfo.InvariantCulture));
        json.WriteNumber("share", Options.Share);
        json.WriteNumber("threshold", Options.Threshold!.Value);
        json.WriteNumber("noise", Options.Noise!.Value);
        json.WriteNumber("budget", Options.Budget);
        json.WriteNumber("used", Used);
        json.WriteNumber("asked", Asked);
        json.WriteNumber("rows", Rows);
        json.WriteString("target", Target);
        json.WriteString("targetHash", TargetHash);
        json.WriteEndObject();
    });

    public static HoldoutState Parse(string json, string name)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(json);
            JsonElement root = document.RootElement;
            if (root.GetProperty("format").GetString() != Format || root.GetProperty("version").GetInt32() != FormatVersion)
            {
                throw Refused(name);
            }

            HoldoutOptions options = new()
            {
                Seed = ulong.Parse(root.GetProperty("seed").GetString()!, NumberStyles.None, CultureInfo.InvariantCulture),
                Share = root.GetProperty("share").GetDouble(),
                Threshold = root.GetProperty("threshold").GetDouble(),
                Noise = root.GetProperty("noise").GetDouble(),
                Budget = root.GetProperty("budget").GetInt32(),
            };
            options.Check();
            HoldoutState state = new(
                options,
                root.GetProperty("rows").GetInt32(),
                root.GetProperty("target").GetString()!,
                root.GetProperty("targetHash").GetString()!,
                root.GetProperty("asked").GetInt64(),
                root.GetProperty("used").GetInt32());
            return state.Used >= 0 && state.Used <= options.Budget && state.Asked >= state.Used ? state : throw Refused(name);
        }
        catch (Exception e) when (e is JsonException or KeyNotFoundException or InvalidOperationException or FormatException
            or OverflowException or ArgumentNullException or InvalidInputException)
        {
            throw Refused(name);
        }
    }

    private static InvalidInputException Refused(string name) => new(
        $"{name} is not a holdout state that this version of infometer wrote; name another file, which is then created.");
}
