namespace Infometer;

/// <summary>A fully connected network and the state of its training.</summary>
internal sealed class TrainedClassifier
{
    private readonly LabelledRows _rows;
    private readonly Dense[] _layers;
    private readonly AdamW _optimiser;
    private readonly double _rate;
    private readonly int _batchSize;
    private readonly int[] _training;
    private readonly int[] _test;
    private readonly FloatMatrix _batch = new(0, 0);
    private readonly FloatMatrix _gradient = new(0, 0);
    private Rng _order;

    /// <summary>A network with random weights, and the rows that it is to learn from.</summary>
    public TrainedClassifier(LabelledRows rows, NetworkTraining settings, ulong seed)
    {
        _rows = rows;
        Rng weights = Rng.For(seed, "network weights");
        int[] widths = [rows.Inputs.Columns, .. settings.Hidden, rows.Classes];
        _layers = new Dense[widths.Length - 1];
        for (int i = 0; i < _layers.Length; i++)
        {
            _layers[i] = new Dense(widths[i], widths[i + 1], i < settings.Hidden.Length ? settings.Activation : Activation.None, ref weights);
        }

        _optimiser = new AdamW(_layers.SelectMany(layer => layer.Parameters), settings.WeightDecay);
        _rate = settings.LearningRate;
        int[] shuffled = [.. Enumerable.Range(0, rows.Labels.Length)];
        Rng.For(seed, "network rows").Shuffle(shuffled.AsSpan());
        int count = Math.Max(1, (int)Math.Round(settings.TrainingShare * shuffled.Length));
        _training = shuffled[..count];
        _test = shuffled[count..];
        _batchSize = Math.Min(settings.BatchSize, count);
        _order = Rng.For(seed, "network batches");
    }

    /// <summary>One pass over the training rows in a new order; the rows of the last batch that is not full wait for the next pass.</summary>
    public void LearnEpoch()
    {
        _order.Shuffle(_training.AsSpan());
        for (int first = 0; first + _batchSize <= _training.Length; first += _batchSize)
        {
            Learn(_training.AsSpan(first, _batchSize));
        }
    }

    /// <summary>Hands the activations of all rows to a run.</summary>
    /// <returns>The probabilities of the labels.</returns>
    public FloatMatrix Record(int epoch, NetworkRun run)
    {
        FloatMatrix current = _rows.Inputs;
        for (int i = 0; i < _layers.Length; i++)
        {
            // What layers of their own remember of all rows is gone with them.
            current = _layers[i].Share().Forward(current);
            if (i == _layers.Length - 1)
            {
                ToProbabilities(current);
            }

            run.Add(epoch, FormattableString.Invariant($"layer{i + 1}"), current.Values, current.Columns);
        }

        return current;
    }

    /// <summary>Loss and accuracy by the probabilities of all rows.</summary>
    public TrainingEpoch Evaluate(int epoch, FloatMatrix probabilities)
    {
        (double trainingLoss, double trainingAccuracy) = Score(probabilities, _training);
        (double testLoss, double testAccuracy) = Score(probabilities, _test);
        return new TrainingEpoch(epoch, trainingLoss, testLoss, trainingAccuracy, testAccuracy);
    }

    private void Learn(ReadOnlySpan<int> rows)
    {
        FloatMatrix current = _batch.Gather(_rows.Inputs, rows);
        foreach (Dense layer in _layers)
        {
            current = layer.Forward(current);
        }

        // The gradient of the mean ln p(label), uphill: 1{label} − p.
        FloatMatrix gradient = _gradient.CopyFrom(current);
        ToProbabilities(gradient);
        for (int i = 0; i < rows.Length; i++)
        {
            Span<float> row = gradient.Row(i);
            for (int k = 0; k < row.Length; k++)
            {
                row[k] = ((k == _rows.Labels[rows[i]] ? 1 : 0) - row[k]) / rows.Length;
            }
        }

        FloatMatrix? back = gradient;
        for (int i = _layers.Length - 1; i >= 0; i--)
        {
            back = _layers[i].Backward(back!, wanted: i > 0);
        }

        _optimiser.Ascend(_rate);
    }

    private static void ToProbabilities(FloatMatrix scores)
    {
        for (int i = 0; i < scores.Rows; i++)
        {
            Span<float> row = scores.Row(i);
            double log = FloatMath.LogSumExp(row);
            foreach (ref float value in row)
            {
                value = (float)Math.Exp(value - log);
            }
        }
    }

    private (double Loss, double Accuracy) Score(FloatMatrix probabilities, int[] rows)
    {
        double loss = 0;
        int right = 0;
        foreach (int i in rows)
        {
            ReadOnlySpan<float> row = probabilities.Row(i);
            int label = _rows.Labels[i];
            loss -= Math.Log(Math.Max(row[label], float.Epsilon));
            right += IsLargest(row, label) ? 1 : 0;
        }

        return rows.Length == 0 ? (double.NaN, double.NaN) : (loss / rows.Length, (double)right / rows.Length);
    }

    // Of equal ones the first counts.
    private static bool IsLargest(ReadOnlySpan<float> row, int label)
    {
        int largest = 0;
        for (int k = 1; k < row.Length; k++)
        {
            largest = row[k] > row[largest] ? k : largest;
        }

        return largest == label;
    }
}
