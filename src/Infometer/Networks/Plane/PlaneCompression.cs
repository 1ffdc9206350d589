using System.Collections.Immutable;

namespace Infometer;

/// <summary>
/// Whether one estimator sees a layer compress: I(X;T) at the last epoch lies below its peak by more than the tolerance. Estimators that disagree see bins or
/// noise, not the network.
/// </summary>
/// <param name="Layer">The layer's label.</param>
/// <param name="Estimator">The estimator's id, as in <see cref="PlanePoint.Estimator"/>.</param>
/// <param name="PeakEpoch">The first epoch at which I(X;T) is largest.</param>
/// <param name="Peak">I(X;T) there, in nats.</param>
/// <param name="Last">I(X;T) at the last epoch, in nats.</param>
/// <param name="IsSeen">Whether Peak − Last exceeds <see cref="PlaneOptions.Tolerance"/> times the ceiling of I(X;T).</param>
public sealed record PlaneCompression(string Layer, string Estimator, long PeakEpoch, double Peak, double Last, bool IsSeen)
{
    /// <summary>By layer, then by estimator; layers with fewer than two epochs with a value have none.</summary>
    internal static IEnumerable<PlaneCompression> Of(ImmutableArray<PlanePoint> points, ImmutableArray<string> layers, ImmutableArray<string> outputs, double leastFall)
    {
        ILookup<(string, string), PlanePoint> courses = points.Where(p => double.IsFinite(p.AboutInputs.Nats)).ToLookup(p => (p.Layer, p.Estimator));
        foreach (string layer in layers)
        {
            foreach (string output in outputs)
            {
                PlanePoint[] course = [.. courses[(layer, output)].OrderBy(p => p.Epoch)];
                if (course.Length < 2)
                {
                    continue;
                }

                PlanePoint peak = course.MaxBy(p => p.AboutInputs.Nats)!;
                double last = course[^1].AboutInputs.Nats;
                yield return new PlaneCompression(layer, output, peak.Epoch, peak.AboutInputs.Nats, last, peak.AboutInputs.Nats - last > leastFall);
            }
        }
    }
}
