namespace Infometer;

/// <summary>Whether KSG itself stays well below ln n, the most that it can show of n rows: near that, everything looks alike.</summary>
internal static class RoomBelowCeiling
{
    private const double Room = 2;

    /// <summary>Whether it does.</summary>
    public static bool Holds(SurrogateEvidence evidence) => evidence.Plain.Nats <= Math.Log(evidence.Count) - Room;
}
