using System.Collections.Immutable;
using System.Globalization;

namespace Infometer;

/// <summary>
/// What the predictions of a classifier say: how far those of one class lie apart (CMI), how far those of different classes do (Γ), their ratio (NCMI),
/// entropy, cross entropy, accuracy, and the gaps between the two largest logits. Immutable.
/// </summary>
/// <remarks>
/// <para>With P_x the softmax of row x, Q_y the mean of P_x over class y, and Ŷ drawn from P_X, so that Y → X → Ŷ:
/// CMI = I(X;Ŷ|Y) = E KL(P_X‖Q_Y); Γ = E[1{Y≠V} H(P_X, P_U)] over independent pairs (X,Y), (U,V), H the cross entropy; NCMI = CMI/Γ
/// (Yang and others 2023, Conditional mutual information constrained deep learning for classification). Γ is a mean over all N² ordered
/// pairs of rows, got from sums per class.</para>
/// <para>Two passes over the rows, O(N·C) time; a block of rows, one number per row (its gap) and six C × C tables in memory. Standard errors hold for
/// independent rows that the network was not trained on.</para>
/// </remarks>
public sealed record ClassifierInformation
{
    // Above this share of CMI what centroids hide is worth a word.
    private const double NotableBias = 0.1;

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
    /// <exception cref="InvalidInputException">Shapes do not fit, a number is not finite, a label is no class, or a row of probabilities does not sum to 1.</exception>
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
        ImmutableArray<ClassPrediction> table = [.. Enumerable.Range(0, scores.Columns).Where(y => sums.Counts[y] > 0).Select(y => Class(y, sums, spread, predictions))];
        return new ClassifierInformation
        {
            Name = scores.Name,
            Count = scores.Rows,
            ClassCount = scores.Columns,
            Quantities = QuantitiesOf(scores, sums, spread, predictions, gaps),
            Classes = table,
            Gaps = gaps,
            Notes = [.. NotesOf(table, scores, sums, spread, gaps, options), .. LooksOf(rows, scores, options)],
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

    private static ImmutableArray<Quantity> QuantitiesOf(
        RowSource scores, ClassSums sums, ClassSpread spread, PredictionSums predictions, LogitGaps gaps)
    {
        double accuracy = (double)predictions.Right.Sum() / scores.Rows;
        double most = Math.Log(scores.Columns);
        bool isSeparated = sums.Separation > 0 && double.IsFinite(sums.Separation);
        return
        [
            new()
            {
                Id = "cmi", Tag = QuantityTag.Estimate, Value = spread.Information, StandardError = spread.InformationStandardError, Low = 0, High = most,
                Definition = "I(X;Ŷ|Y) = mean KL(P_x‖Q_y), Ŷ drawn from the softmax P_x, Q_y the mean of P_x over the rows of class y",
            },
            new()
            {
                Id = "gamma", Tag = QuantityTag.Estimate, Value = sums.Separation, StandardError = isSeparated ? spread.SeparationStandardError : null, Low = 0,
                Definition = "mean over all ordered pairs of rows of the cross entropy of P_x and P_u, 0 for pairs of one class",
            },
            new()
            {
                Id = "ncmi", Tag = QuantityTag.Index, OtherUnit = "1", Value = isSeparated ? spread.Information / sums.Separation : double.NaN,
                StandardError = isSeparated ? spread.RatioStandardError : null, Low = 0,
                Definition = "cmi/gamma",
            },
            new()
            {
                Id = "cross-entropy", Tag = QuantityTag.Estimate, Value = predictions.Loss, StandardError = predictions.LossStandardError, Low = 0,
                Definition = "mean −ln P_x(y)",
            },
            new()
            {
                Id = "prediction-entropy", Tag = QuantityTag.Estimate, Value = predictions.Entropy, StandardError = predictions.EntropyStandardError, Low = 0, High = most,
                Definition = "mean H(P_x)",
            },
            new()
            {
                Id = "accuracy", Tag = QuantityTag.Estimate, OtherUnit = "1", Value = accuracy, Low = 0, High = 1,
                StandardError = accuracy is > 0 and < 1 ? Math.Sqrt(accuracy * (1 - accuracy) / scores.Rows) : null,
                Definition = "share of rows whose largest logit is that of their label; of equal ones the first",
            },
            new()
            {
                Id = "mean-gap", Tag = QuantityTag.Estimate, OtherUnit = "logits", Value = gaps.Mean, Low = 0,
                Definition = "mean of the largest less the second largest logit",
            },
            new()
            {
                Id = "gap-exponent", Tag = QuantityTag.Estimate, OtherUnit = "1", Value = gaps.PowerLaw?.Exponent ?? double.NaN, StandardError = gaps.PowerLaw?.StandardError, Low = 0,
                Definition = gaps.PowerLaw is { } law
                    ? string.Create(CultureInfo.InvariantCulture, $"s of P(Δ < δ) ∝ δ^s by the {law.Count} smallest positive gaps, up to {law.Upper:0.####} logits")
                    : "s of P(Δ < δ) ∝ δ^s near 0",
            },
        ];
    }

    private static IEnumerable<Note> NotesOf(
        ImmutableArray<ClassPrediction> table, RowSource scores, ClassSums sums, ClassSpread spread, LogitGaps gaps, ClassifierOptions options)
    {
        ClassPrediction[] tiny = [.. table.Where(c => c.Count < options.TinyClass)];
        if (tiny.Length > 0)
        {
            yield return new Note("tiny-classes", $"{tiny.Length} of {table.Length} classes have fewer than {options.TinyClass} rows ({Listed(tiny)}): their centroid follows their own rows, so that their CMI is too low (one row gives 0); see centroidBias.");
        }

        double bias = table.Where(c => c.Count > 1).Sum(c => c.CentroidBias * c.Count / scores.Rows);
        if (bias > NotableBias * spread.Information)
        {
            yield return new Note("centroid-bias", string.Create(
                CultureInfo.InvariantCulture, $"About {bias:0.#####} nats are missing from CMI, because centroids are means of few rows; measure more rows before comparing."));
        }

        if (table.Length < scores.Columns)
        {
            yield return new Note("absent-classes", $"{scores.Columns - table.Length} of {scores.Columns} classes have no row; Γ and CMI are those of the classes that occur.");
        }

        if (table.Length == 1)
        {
            yield return new Note("one-class", "All rows are of one class: no pair of classes is there to be apart, so Γ is 0 and NCMI has no value.");
        }

        if (double.IsPositiveInfinity(sums.Separation))
        {
            yield return new Note("zero-probabilities", "A probability of exactly 0 meets one above 0 in another class, so that Γ is infinite; save logits, which round nothing to 0.");
        }

        if (gaps.PowerLaw is null)
        {
            yield return new Note("few-gaps", "Too few rows have a small positive gap for a power law near 0; at least 10 in the share of rows that is fitted are needed.");
        }

        if (gaps.Ties > 0.01 * scores.Rows)
        {
            yield return new Note("tied-logits", string.Create(
                CultureInfo.InvariantCulture, $"{gaps.Ties:N0} rows have two equal largest logits; were they rounded? The power law is of the others."));
        }
    }

    private static IEnumerable<Note> LooksOf(ScoreRows rows, RowSource scores, ClassifierOptions options) =>
        rows.LookLikeProbabilities && !options.AreProbabilities
            ? [new Note("looks-like-probabilities", $"Every row of '{scores.Name}' is non-negative and sums to 1, but was taken for logits; if these are probabilities, add --probabilities.")]
            : [];

    private static string Listed(ClassPrediction[] classes)
    {
        const int Most = 8;
        string shown = string.Join(", ", classes.Take(Most).Select(c => $"{c.Label}: {c.Count}"));
        return classes.Length > Most ? $"{shown}, …" : shown;
    }
}
