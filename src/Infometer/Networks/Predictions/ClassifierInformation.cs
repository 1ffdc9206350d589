using System.Collections.Immutable;

namespace Infometer;

/// <summary>
/// What the predictions of a classifier say: how far those of one class lie apart (CMI), how far those of different classes do (Γ), their
/// ratio (NCMI), entropy, cross entropy, accuracy, and the gaps between the two largest logits. Immutable.
/// </summary>
/// <remarks>
/// <para>With P_x the softmax of row x, Q_y the mean of P_x over class y, and Ŷ drawn from P_X, so that Y → X → Ŷ:
/// CMI = I(X;Ŷ|Y) = E KL(P_X‖Q_Y); Γ = E[1{Y≠V} H(P_X, P_U)] over independent pairs (X,Y), (U,V), H the cross entropy; NCMI = CMI/Γ
/// (Yang and others 2023, Conditional mutual information constrained deep learning for classification). Γ is a mean over all N² ordered
/// pairs of rows, got from sums per class.</para>
/// <para>Two passes over the rows, O(N·C) time; a block of rows, one number per row (its gap) and six C × C tables in memory. Standard
/// errors hold for independent rows that the network was not trained on.</para>
/// </remarks>
public sealed record ClassifierInformation
{
    private ClassifierInformation()
    {
    }

    /// <summary>What the scores are called.</summary>
    public required string Name { get; init; }

    /// <summary>Rows, N.</summary>
    public required int Count { get; init; }

    /// <summary>Classes, C.</summary>
    public required int ClassCount { get; init; }

    /// <summary>CMI, Γ, NCMI, cross entropy, entropy of predictions, accuracy, mean gap and the exponent of the gaps near 0.</summary>
    public required ImmutableArray<Quantity> Quantities { get; init; }

    /// <summary>The classes that occur, in their order.</summary>
    public required ImmutableArray<ClassPrediction> Classes { get; init; }

    /// <summary>The gaps between the two largest logits.</summary>
    public required LogitGaps Gaps { get; init; }

    /// <summary>What has to be known to read the numbers.</summary>
    public required ImmutableArray<Note> Notes { get; init; }

    /// <summary>The quantity of this name.</summary>
    public Quantity this[string id] => Quantities.First(q => q.Id == id);

    /// <summary>Measures predictions in a file.</summary>
    /// <param name="scores">N × C logits, or probabilities where the options say so.</param>
    /// <param name="labels">N whole numbers from 0 to C − 1.</param>
    /// <param name="options">What is read and shown; null for the defaults.</param>
    /// <param name="context">Threads, cancellation and progress; null for the defaults.</param>
    /// <exception cref="InvalidInputException">Shapes do not fit, a number is not finite, a label is no class, or a row of probabilities
    /// does not sum to 1.</exception>
    public static ClassifierInformation Of(NumericArray scores, NumericArray labels, ClassifierOptions? options = null, RunContext? context = null)
    {
        ArgumentNullException.ThrowIfNull(scores);
        ArgumentNullException.ThrowIfNull(labels);
        if (scores.Shape.Length > 2)
        {
            throw new InvalidInputException(
                $"'{scores.Name}' has the shape {scores.ShapeText}, and scores are N rows × C classes; of a sequence take positions as rows: a.reshape(-1, a.shape[-1]).");
        }

        return Of(RowSource.Of(scores), RowSource.Of(labels), options, context);
    }

    /// <summary>Measures predictions in memory.</summary>
    /// <param name="scores">N × C logits, row by row, or probabilities where the options say so.</param>
    /// <param name="labels">N whole numbers from 0 to C − 1.</param>
    /// <param name="classes">C.</param>
    /// <param name="options">What is read and shown; null for the defaults.</param>
    /// <param name="context">Threads, cancellation and progress; null for the defaults.</param>
    /// <exception cref="InvalidInputException">As for files.</exception>
    public static ClassifierInformation Of(
        ReadOnlyMemory<float> scores, ReadOnlyMemory<int> labels, int classes, ClassifierOptions? options = null, RunContext? context = null) =>
        Of(RowSource.Of(scores, classes, "scores"), RowSource.Of(labels, 1, "labels"), options, context);

    internal static ClassifierInformation Of(RowSource scores, RowSource labels, ClassifierOptions? options, RunContext? context)
    {
        options ??= ClassifierOptions.Default;
        options.Check();
        if (scores.Columns < 2)
        {
            throw new InvalidInputException(
                $"'{scores.Name}' has the shape {scores.ShapeText}, and scores need a column for each of at least two classes; of one logit z save np.column_stack([0 * z, z]).");
        }

        int[] classes = ClassLabels.Read(labels, scores);
        ScoreRows rows = new(scores, options.AreProbabilities, context ?? RunContext.Default);
        ClassSums sums = new(scores.Columns, scores.Name);
        PredictionSums predictions = new(scores.Rows, scores.Columns);
        rows.ForEach("predictions: centroids", (row, p, logs) =>
        {
            sums.Add(classes[row], p, logs);
            predictions.Add(row, classes[row], p, logs);
        });
        sums.Finish();
        ClassSpread spread = new(sums);
        rows.ForEach("predictions: spread", (row, p, logs) => spread.Add(classes[row], p, logs));

        LogitGaps gaps = LogitGaps.Of(predictions.Gaps, options);
        ImmutableArray<ClassPrediction> table =
            [.. Enumerable.Range(0, scores.Columns).Where(y => sums.Counts[y] > 0).Select(y => Class(y, sums, spread, predictions))];
        return new ClassifierInformation
        {
            Name = scores.Name,
            Count = scores.Rows,
            ClassCount = scores.Columns,
            Quantities = ClassifierQuantities.Of(scores, sums, spread, predictions, gaps),
            Classes = table,
            Gaps = gaps,
            Notes =
            [
                .. ClassifierNotes.OfClasses(table, scores, sums, spread, options),
                .. ClassifierNotes.OfRows(scores, gaps, rows.LookLikeProbabilities && !options.AreProbabilities),
            ],
        };
    }

    /// <summary>Everything as JSON, with the members that <c>docs/schema/classifier.schema.json</c> lists.</summary>
    public string ToJson(Unit unit = Unit.Bits) => JsonWriting.ToText(json =>
    {
        double factor = unit.PerNat();
        json.WriteStartObject();
        json.WriteString("scores", Name);
        json.WriteNumber("n", Count);
        json.WriteNumber("classCount", ClassCount);
        json.WriteString("unit", unit.Symbol());
        json.WriteQuantities(Quantities, unit);
        json.WriteStartArray("classes");
        foreach (ClassPrediction c in Classes)
        {
            json.WriteStartObject();
            json.WriteNumber("label", c.Label);
            json.WriteNumber("n", c.Count);
            json.WriteFinite("cmi", c.Information * factor);
            json.WriteFinite("standardError", c.InformationStandardError * factor);
            json.WriteFinite("centroidBias", c.CentroidBias * factor);
            json.WriteFinite("accuracy", c.Accuracy);
            json.WriteFinite("meanMargin", c.MeanMargin);
            json.WriteNumbers("centroid", c.Centroid);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        ClassifierJson.WriteGaps(json, Gaps);
        json.WriteNotes(Notes);
        json.WriteString("version", Estimate.Version);
        json.WriteEndObject();
    });

    private static ClassPrediction Class(int label, ClassSums sums, ClassSpread spread, PredictionSums predictions)
    {
        int count = sums.Counts[label];
        (double information, double? error) = spread.OfClass(label);
        return new ClassPrediction(label, count)
        {
            Information = information,
            InformationStandardError = error,
            CentroidBias = sums.CentroidBias(label),
            Accuracy = (double)predictions.Right[label] / count,
            MeanMargin = predictions.Margins[label] / count,
            Centroid = [.. sums.Centroids[label]],
        };
    }
}
