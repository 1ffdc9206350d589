namespace Infometer;

/// <summary>One pass over the rows of a layer.</summary>
internal sealed class AttentionScan
{
    private const int RowsPerPart = 64;

    // A weight of a later token that is more than rounding.
    private const double LaterTolerance = 1e-6;

    // Padding that is attended to by more than this, on average, makes entropies doubtful.
    private const double PaddingTolerance = 0.01;

    // Queries that attend to padding more than to tokens are told by a mask of the wrong sense.
    private const double MostPadding = 0.5;

    private readonly AttentionArray _layer;
    private readonly AttentionMask _mask;
    private readonly AttentionOptions _options;
    private readonly HeadSums[] _heads;
    private double _later;
    private double _padding;
    private long _masked;
    private bool _lookLikeWeights = true;

    public AttentionScan(AttentionArray layer, AttentionMask mask, AttentionOptions options)
    {
        (_layer, _mask, _options) = (layer, mask, options);
        _heads = [.. Enumerable.Range(0, layer.Heads).Select(_ => new HeadSums())];
    }

    /// <summary>Measures the layer.</summary>
    /// <param name="index">Its number.</param>
    /// <param name="context">Threads, cancellation and progress.</param>
    /// <param name="notes">Hears what has to be said of it.</param>
    public AttentionLayer Run(int index, RunContext context, List<Note> notes)
    {
        RowSource rows = _layer.Rows;
        double[] block = new double[rows.BlockRows * rows.Columns];
        AttentionRow[] read = new AttentionRow[rows.BlockRows];
        for (int first = 0; first < rows.Rows; first += rows.BlockRows)
        {
            int count = Math.Min(rows.BlockRows, rows.Rows - first);
            rows.Read(first, count, block);
            Read(first, block, read.AsMemory(0, count), context);
            for (int i = 0; i < count; i++)
            {
                Add(first + i, read[i]);
            }

            context.Progress?.Report(new RunProgress($"attention of {rows.Name}", first + count, rows.Rows));
        }

        return Finish(index, notes);
    }

    private bool IsReal(int row) => _mask.IsReal(row / (_layer.Heads * _layer.Queries), row % _layer.Queries);

    // Rows of padding are not looked at: what is in them may be anything.
    private void Read(int first, double[] block, Memory<AttentionRow> read, RunContext context) =>
        context.ForEach((read.Length + RowsPerPart - 1) / RowsPerPart, part =>
        {
            for (int i = part * RowsPerPart; i < Math.Min(read.Length, (part + 1) * RowsPerPart); i++)
            {
                Span<double> values = block.AsSpan(i * _layer.Keys, _layer.Keys);
                read.Span[i] = IsReal(first + i) ? AttentionRow.Read(_layer, first + i, values, _options.AreLogits, _mask) : default;
            }
        });

    private void Add(int row, AttentionRow read)
    {
        int query = row % _layer.Queries;
        HeadSums head = _heads[row / _layer.Queries % _layer.Heads];
        if (IsReal(row))
        {
            int sequence = row / (_layer.Heads * _layer.Queries);
            head.Add(read.Entropy, _mask.RealBefore(sequence, _layer.Keys), _mask.RealBefore(sequence, Math.Min(query + 1, _layer.Keys)));
            _later = Math.Max(_later, read.Later);
            _padding += read.Padding;
            _lookLikeWeights &= read.LooksLikeWeights;
        }
        else
        {
            _masked++;
        }

        if (query == _layer.Queries - 1)
        {
            head.EndSequence();
        }
    }

    private AttentionLayer Finish(int index, List<Note> notes)
    {
        long rows = _layer.Rows.Rows - _masked;
        if (rows == 0)
        {
            throw new InvalidInputException(
                $"The mask leaves no token of '{_layer.Rows.Name}' (shape {_layer.ShapeText}); it must hold 1 for real tokens and 0 for padding.");
        }

        JudgePadding(_padding / rows, notes);
        bool isCausal = IsCausal(notes);
        if (_options.AreLogits && _lookLikeWeights)
        {
            notes.Add(new Note(
                "looks-like-probabilities",
                $"Every row of '{_layer.Rows.Name}' is non-negative and sums to 1, but was taken for scores; if these are weights, leave --logits out."));
        }

        return new AttentionLayer(_layer.Rows.Name, _layer.ShapeText)
        {
            Number = index,
            Batch = _layer.Batch,
            Tokens = _layer.Queries,
            IsCausal = isCausal,
            Rows = rows,
            MaskedRows = _masked,
            Heads = [.. _heads.Select((sums, h) => sums.ToHead(index, h, isCausal, _options))],
        };
    }

    private void JudgePadding(double share, List<Note> notes)
    {
        if (share > MostPadding)
        {
            throw new InvalidInputException(FormattableString.Invariant(
                $"'{_layer.Rows.Name}' (shape {_layer.ShapeText}) puts {100 * share:0.#} % of its weight on tokens that the mask calls padding; is the mask inverted? 1 must mean a real token, 0 padding."));
        }

        if (share > PaddingTolerance)
        {
            notes.Add(new Note("attends-to-padding", FormattableString.Invariant(
                $"'{_layer.Rows.Name}' puts {100 * share:0.#} % of its weight on tokens that the mask calls padding; is the mask of these sequences, 1 for real tokens?")));
        }
    }

    private bool IsCausal(List<Note> notes)
    {
        string name = $"'{_layer.Rows.Name}' (shape {_layer.ShapeText})";
        bool looksCausal = _layer.Queries == _layer.Keys && _layer.Keys > 1 && _later <= LaterTolerance;
        if (_options.IsCausal == true && !looksCausal)
        {
            string why = _layer.Queries == _layer.Keys
                ? FormattableString.Invariant($"a weight on a later token is {_later:0.####}")
                : "queries and keys differ in number";
            throw new InvalidInputException($"{name} is not causal: {why}; leave --causal yes out.");
        }

        if (_options.IsCausal == false && looksCausal)
        {
            notes.Add(new Note(
                "looks-causal",
                $"No row of {name} attends to a later token, but every row is compared with ln {_layer.Keys}; if it is causal, its heads look more collapsed than they are."));
        }

        return _options.IsCausal ?? looksCausal;
    }
}
