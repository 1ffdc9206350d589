namespace Infometer;

/// <summary>Reflections I − τ v vᵀ with v₀ = 1.</summary>
internal static class Householder
{
    /// <summary>Turns x into the v of the reflection that takes x to (image, 0, …, 0).</summary>
    /// <returns>The image and τ; τ = 0, no reflection at all, where x is 0 below its first number.</returns>
    public static (double Image, double Scale) Reflect(Span<double> x)
    {
        double first = x[0];
        double below = CrossProducts.Dot(x[1..], x[1..]);
        x[0] = 1;
        if (below == 0)
        {
            x[1..].Clear();
            return (first, 0);
        }

        // The sign that adds up: no digits cancel.
        double length = Math.Sqrt((first * first) + below);
        double image = first > 0 ? -length : length;
        CrossProducts.Scale(x[1..], 1 / (first - image));
        return (image, (image - first) / image);
    }
}
