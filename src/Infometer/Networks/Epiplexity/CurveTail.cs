namespace Infometer;

/// <summary>The end of a loss curve: its mean, the scatter about a straight line, and the fall of that line.</summary>
/// <param name="Share">The share of tokens.</param>
/// <param name="Mean">The mean loss.</param>
/// <param name="StandardError">Of the mean, by the scatter about the line; null with fewer than four points.</param>
/// <param name="Fall">How much the line falls from its beginning to its end.</param>
/// <param name="FallError">Standard error of the fall; infinite with fewer than four points.</param>
internal sealed record CurveTail(double Share, double Mean, double? StandardError, double Fall, double FallError)
{
    private const int FewestForScatter = 4;

    /// <summary>The last points that a share of the tokens reaches back to; the last one at least.</summary>
    public static CurveTail Of(LossCurve curve, double share)
    {
        double from = curve.Tokens[^1] - (share * (curve.Tokens[^1] - curve.Tokens[0]));
        double[] tokens = [.. curve.Tokens.Where(t => t >= from)];
        double[] losses = [.. curve.Losses.TakeLast(tokens.Length)];
        double mean = losses.Average();
        if (tokens.Length < FewestForScatter)
        {
            return new CurveTail(share, mean, null, 0, double.PositiveInfinity);
        }

        double middle = tokens.Average();
        double spread = tokens.Sum(t => (t - middle) * (t - middle));
        double slope = tokens.Zip(losses, (t, l) => (t - middle) * (l - mean)).Sum() / spread;
        double rest = tokens.Zip(losses, (t, l) => Math.Pow(l - mean - (slope * (t - middle)), 2)).Sum() / (tokens.Length - 2);
        double width = tokens[^1] - tokens[0];
        return new CurveTail(share, mean, Math.Sqrt(rest / tokens.Length), -slope * width, width * Math.Sqrt(rest / spread));
    }
}
