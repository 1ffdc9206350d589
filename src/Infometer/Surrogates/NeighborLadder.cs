namespace Infometer;

/// <summary>KSG (algorithm 1) of two sides with 3, 5 and 10 neighbours from one pass.</summary>
/// <param name="Few">The value with 3 neighbours, in nats.</param>
/// <param name="Nats">The value with 5.</param>
/// <param name="Many">The value with 10.</param>
internal sealed record NeighborLadder(double Few, double Nats, double Many)
{
    /// <summary>The number of neighbours that scatter and tests are about.</summary>
    public const int Neighbors = 5;

    /// <summary>So many rows at least.</summary>
    public const int LeastRows = 12;

    private static readonly int[] s_steps = [3, Neighbors, 10];

    /// <summary>How far the value moves from 3 to 10 neighbours.</summary>
    public double Drift => Math.Abs(Few - Many);

    /// <summary>
    /// How many dimensions the rows fill, D = (ψ(10) − ψ(3))/⟨ln r₁₀/r₃⟩ with the distances of the third and the tenth neighbour: the form of Levina
    /// and Bickel (2004) between two numbers of neighbours. NaN where more than 3 neighbours are at distance 0.
    /// </summary>
    public double Filled { get; init; }

    /// <summary>The local values with 5 neighbours.</summary>
    public double[] Locals { get; private init; } = [];

    /// <summary>What leaving out each row changes in the value with 5 neighbours; empty where not asked for.</summary>
    public double[] Changes { get; private init; } = [];

    /// <summary>
    /// The standard error with 5 neighbours: the root of the mean of two variances, of which the delete-one jackknife is too large and
    /// the scatter of the local values too small.
    /// </summary>
    public double StandardError
    {
        get
        {
            double n = Locals.Length;
            double jackknife = (n - 1) / n * SquaresAboutMean(Changes);
            return Math.Sqrt(((SquaresAboutMean(Locals) / (n - 1) / n) + jackknife) / 2);
        }
    }

    /// <summary>Searches and counts. O(n log n) in few columns, O(n²(p + q)) in many.</summary>
    public static NeighborLadder Of(double[][] first, double[][] second, bool withDeletion, RunContext context)
    {
        KsgTerm term = TermOf(first, second, s_steps[^1], context);
        KsgPass pass = new(term, s_steps, Neighbors, withDeletion);
        double[][] locals = pass.Run(context);
        double[] nats = Array.ConvertAll(locals, static l => Ksg.ValueOf(l, 0));
        return new NeighborLadder(nats[0], nats[1], nats[2])
        {
            Filled = FilledOf(pass),
            Locals = locals[1],
            Changes = withDeletion ? KsgDeletion.Changes(term, pass, locals[1], context) : [],
        };
    }

    /// <summary>The value with 5 neighbours alone.</summary>
    public static double Point(double[][] first, double[][] second, RunContext context) =>
        Ksg.ValueOf(new KsgPass(TermOf(first, second, Neighbors, context), [Neighbors], Neighbors, false).Run(context)[0], 0);

    private static KsgTerm TermOf(double[][] first, double[][] second, int neighbors, RunContext context) => new(
        KsgAlgorithm.One,
        NeighborNorm.Chebyshev,
        neighbors,
        [new PointSet(first), new PointSet(second)],
        null,
        TheilerWindow.None,
        context);

    private static double FilledOf(KsgPass pass)
    {
        double[][] near = pass.LimitsAt(0);
        double[][] far = pass.LimitsAt(s_steps.Length - 1);
        double growth = near.Length == 0 ? double.NaN : near[0].Zip(far[0], static (r, wider) => Math.Log(wider / r)).Average();
        return (SpecialFunctions.Digamma(s_steps[^1]) - SpecialFunctions.Digamma(s_steps[0])) / growth;
    }

    private static double SquaresAboutMean(double[] values)
    {
        double mean = values.Average();
        return values.Sum(v => (v - mean) * (v - mean));
    }
}
