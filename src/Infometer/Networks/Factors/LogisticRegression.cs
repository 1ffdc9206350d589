namespace Infometer;

/// <summary>
/// Multinomial logistic regression without penalty: weights W and offsets b that make Σ_i w_i (−ln softmax(W x_i + b)_(y_i)) / Σ w_i least,
/// by L-BFGS (Nocedal and Wright 2006, algorithm 7.5) with halved steps until the loss falls enough (Armijo).
/// </summary>
internal sealed class LogisticRegression
{
    private const int Memory = 10;
    private const int MostHalvings = 40;
    private const double EnoughFall = 1e-4;
    private const double SmallGradient = 1e-6;

    private readonly double[][] _columns;
    private readonly int[] _labels;
    private readonly int _classes;
    private readonly double[] _weights;
    private readonly double _total;

    /// <param name="columns">d columns of n numbers.</param>
    /// <param name="labels">The class of each row.</param>
    /// <param name="classes">Classes.</param>
    /// <param name="weights">The weight of each class's rows.</param>
    public LogisticRegression(double[][] columns, int[] labels, int classes, double[] weights)
    {
        (_columns, _labels, _classes, _weights) = (columns, labels, classes, weights);
        _total = labels.Sum(label => weights[label]);
    }

    /// <summary>The least loss found in so many iterations, in nats.</summary>
    public double Fit(int iterations, CancellationToken cancellation)
    {
        double[] at = new double[(_columns.Length + 1) * _classes];
        double[] gradient = new double[at.Length];
        double loss = Evaluate(at, gradient);
        LinkedList<(double[] Step, double[] Change)> pairs = [];
        for (int i = 0; i < iterations && gradient.Max(Math.Abs) > SmallGradient; i++)
        {
            cancellation.ThrowIfCancellationRequested();
            double[] direction = Direction(gradient, pairs);
            double[] next = new double[at.Length];
            double[] nextGradient = new double[at.Length];
            double nextLoss = Search(at, loss, gradient, direction, next, nextGradient);
            if (!(nextLoss < loss))
            {
                break;
            }

            Remember(pairs, at, gradient, next, nextGradient);
            (at, gradient, loss) = (next, nextGradient, nextLoss);
        }

        return loss;
    }

    private double Search(double[] at, double loss, double[] gradient, double[] direction, double[] next, double[] nextGradient)
    {
        double slope = Dot(gradient, direction);
        double step = 1;
        double nextLoss = double.PositiveInfinity;
        for (int i = 0; i < MostHalvings && !(nextLoss <= loss + (EnoughFall * step * slope)); i++)
        {
            step = i == 0 ? 1 : step / 2;
            for (int j = 0; j < at.Length; j++)
            {
                next[j] = at[j] + (step * direction[j]);
            }

            nextLoss = Evaluate(next, nextGradient);
        }

        return nextLoss;
    }

    private static void Remember(
        LinkedList<(double[] Step, double[] Change)> pairs, double[] at, double[] gradient, double[] next, double[] nextGradient)
    {
        double[] step = Difference(next, at);
        double[] change = Difference(nextGradient, gradient);
        if (Dot(step, change) > 0)
        {
            pairs.AddLast((step, change));
        }

        if (pairs.Count > Memory)
        {
            pairs.RemoveFirst();
        }
    }

    // The two loops: the gradient under the inverse Hessian that the steps so far suggest.
    private static double[] Direction(double[] gradient, LinkedList<(double[] Step, double[] Change)> pairs)
    {
        double[] direction = Array.ConvertAll(gradient, g => -g);
        Stack<double> shares = [];
        foreach ((double[] step, double[] change) in pairs.Reverse())
        {
            double share = Dot(step, direction) / Dot(step, change);
            shares.Push(share);
            Add(direction, change, -share);
        }

        double scale = pairs.Last is { Value: var last } ? Dot(last.Step, last.Change) / Dot(last.Change, last.Change) : 1;
        for (int j = 0; j < direction.Length; j++)
        {
            direction[j] *= scale;
        }

        foreach ((double[] step, double[] change) in pairs)
        {
            Add(direction, step, shares.Pop() - (Dot(change, direction) / Dot(step, change)));
        }

        return direction;
    }

    // Parameters: the offsets, then one number per class for every column.
    private double Evaluate(double[] at, double[] gradient)
    {
        Array.Clear(gradient);
        double[] scores = new double[_classes];
        double loss = 0;
        for (int row = 0; row < _labels.Length; row++)
        {
            at.AsSpan(0, _classes).CopyTo(scores);
            for (int j = 0; j < _columns.Length; j++)
            {
                AddScaled(scores, at.AsSpan((j + 1) * _classes, _classes), _columns[j][row]);
            }

            double weight = _weights[_labels[row]] / _total;
            loss += weight * ToResiduals(scores, _labels[row], weight);
            AddScaled(gradient.AsSpan(0, _classes), scores, 1);
            for (int j = 0; j < _columns.Length; j++)
            {
                AddScaled(gradient.AsSpan((j + 1) * _classes, _classes), scores, _columns[j][row]);
            }
        }

        return loss;
    }

    // −ln softmax(scores)_label; the scores become weight·(softmax − 1{label}).
    private static double ToResiduals(double[] scores, int label, double weight)
    {
        double max = scores.Max();
        double own = scores[label] - max;
        double sum = 0;
        for (int c = 0; c < scores.Length; c++)
        {
            scores[c] = Math.Exp(scores[c] - max);
            sum += scores[c];
        }

        for (int c = 0; c < scores.Length; c++)
        {
            scores[c] *= weight / sum;
        }

        scores[label] -= weight;
        return Math.Log(sum) - own;
    }

    private static void AddScaled(Span<double> to, ReadOnlySpan<double> from, double factor)
    {
        for (int c = 0; c < to.Length; c++)
        {
            to[c] += factor * from[c];
        }
    }

    private static void Add(double[] to, double[] from, double factor) => AddScaled(to, from, factor);

    private static double[] Difference(double[] a, double[] b) => [.. a.Zip(b, static (x, y) => x - y)];

    private static double Dot(double[] a, double[] b)
    {
        double sum = 0;
        for (int i = 0; i < a.Length; i++)
        {
            sum += a[i] * b[i];
        }

        return sum;
    }
}
