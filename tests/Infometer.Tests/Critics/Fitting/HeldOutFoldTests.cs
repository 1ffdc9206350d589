using Xunit;

namespace Infometer.Tests;

/// <summary>A frozen critic on held-out rows, against every score taken by itself.</summary>
public class HeldOutFoldTests
{
    public static TheoryData<string, CriticKind, int> Cases
    {
        get
        {
            TheoryData<string, CriticKind, int> data = [];
            foreach (ContrastiveEstimator estimator in CriticData.Estimators)
            {
                // One block, and several of unequal sizes.
                data.Add(estimator.Descriptor.Id, CriticKind.Separable, 0);
                data.Add(estimator.Descriptor.Id, CriticKind.Separable, 9);
                data.Add(estimator.Descriptor.Id, CriticKind.Hybrid, 5);
            }

            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void ValueAndLocals_AnyBlocks_AgreeWithALoop(string id, CriticKind kind, int candidates)
    {
        Setting s = new(id, kind, candidates, 23);
        HeldOutFold fold = s.Fold();
        Assert.Equal(s.Naive([.. Enumerable.Range(0, 23)]), fold.Value, 2e-5);
        Assert.Equal(fold.Value, fold.Locals.Average(), 2e-5);
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Draw_AnyPairing_AgreesWithALoop(string id, CriticKind kind, int candidates)
    {
        Setting s = new(id, kind, candidates, 23);
        HeldOutFold fold = s.Fold();
        Rng rng = Rng.For(1, "draw");
        Critic shared = fold.Share();
        for (int draw = 0; draw < 5; draw++)
        {
            Rng copy = rng;
            int[] partners = s.Pairing(ref copy);
            Assert.Equal(s.Naive(partners), fold.Draw(shared, ref rng), 5e-5);
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Draw_PairingOfTheData_IsTheValue(string id, CriticKind kind, int candidates)
    {
        Setting s = new(id, kind, candidates, 4);
        HeldOutFold fold = s.Fold();
        Rng rng = Rng.For(2, "draw");
        for (int draw = 0; draw < 1_000; draw++)
        {
            Rng copy = rng;
            bool isIdentity = s.Pairing(ref copy).SequenceEqual([0, 1, 2, 3]);
            double value = fold.Draw(fold.Share(), ref rng);
            if (isIdentity)
            {
                Assert.Equal(fold.Value, value, 5e-5);
                return;
            }
        }

        Assert.Fail("None of 1,000 pairings of four rows was the one of the data.");
    }

    [Fact]
    public void Value_TwoCandidatesAndOddRows_IsANumber()
    {
        Setting s = new("info-nce", CriticKind.Separable, 2, 7);
        HeldOutFold fold = s.Fold();
        Assert.Equal(1, fold.Alternatives);
        Assert.True(double.IsFinite(fold.Value) && fold.Value < Math.Log(3));
    }

    [Theory]
    [InlineData("dv")]
    [InlineData("nwj")]
    [InlineData("js")]
    [InlineData("info-nce")]
    [InlineData("i-alpha")]
    [InlineData("smile")]
    [InlineData("flo")]
    public void Locals_FreshRowsAndTheSameCritic_ScatterAsTheValueDoes(string id)
    {
        const int Rows = 250;
        const int Samples = 400;
        ContrastiveEstimator estimator = CriticData.Get(id);
        SkipCritic critic = new(estimator.Heads);
        double[] values = new double[Samples];
        double[] errors = new double[Samples];
        for (int r = 0; r < Samples; r++)
        {
            CriticInputs inputs = CriticData.WithBestScore(Rows, 0.6, estimator.Constant, 5_000 + (ulong)r);
            HeldOutFold fold = new(estimator, critic, inputs, [.. Enumerable.Range(0, Rows)], TestContext.Current.CancellationToken);
            values[r] = fold.Value;
            errors[r] = CriticData.StandardError(fold.Locals);
        }

        // The standard deviation of 400 values is known within 3.5 %.
        double scatter = CriticData.StandardError(values) * Math.Sqrt(Samples);
        Assert.InRange(errors.Average() / scatter, 0.88, 1.12);

        // Every one of these is the information at the best critic, but for cut-off scores and the bias of K candidates.
        double truth = -0.5 * Math.Log(1 - 0.36);
        Assert.Equal(truth, values.Average(), (4 * scatter / Math.Sqrt(Samples)) + 0.003);
    }

    // A critic, rows in another order than they are stored, and the value by loops.
    private sealed class Setting
    {
        private readonly ContrastiveEstimator _estimator;
        private readonly Critic _critic;
        private readonly CriticInputs _inputs;
        private readonly int[] _rows;
        private readonly int[] _starts;

        public Setting(string id, CriticKind kind, int candidates, int n)
        {
            _estimator = CriticData.Get(id) with { Critic = kind, Candidates = candidates };
            FloatMatrix x = CriticData.Matrix(n + 5, 2, 1);
            FloatMatrix y = CriticData.Matrix(n + 5, 3, 2);
            _inputs = CriticInputs.Of(x, y) with { SkipX = CriticData.Matrix(n + 5, 2, 3), SkipY = CriticData.Matrix(n + 5, 2, 4) };
            _critic = CriticData.Create(CriticData.Shape(kind, _estimator.Heads), _inputs, 5);
            _rows = [.. Enumerable.Range(0, n + 5).Reverse().Take(n)];
            int blocks = Math.Clamp((n + _estimator.MostCandidates - 1) / _estimator.MostCandidates, 1, n / 2);
            _starts = [.. Enumerable.Range(0, blocks + 1).Select(b => b * n / blocks)];
        }

        private int Count => _rows.Length;

        public HeldOutFold Fold() => new(_estimator, _critic, _inputs, _rows, CancellationToken.None);

        public int[] Pairing(ref Rng rng)
        {
            int[] partners = new int[Count];
            for (int b = 0; b + 1 < _starts.Length; b++)
            {
                int[] block = [.. Enumerable.Range(0, _starts[b + 1] - _starts[b])];
                rng.Shuffle(block.AsSpan());
                for (int i = 0; i < block.Length; i++)
                {
                    partners[_starts[b] + i] = _starts[b] + block[i];
                }
            }

            return partners;
        }

        // The value where row i is paired with partners[i]: for each x against the y of its block, and where both directions count the
        // other way, too.
        public double Naive(int[] partners)
        {
            (double[,] f, double[,] v) = AllScores();
            int directions = _estimator.IsOfRows && _critic.ScoresAllPairs ? 2 : 1;
            int alternatives = int.MaxValue;
            double value = 0;
            for (int direction = 0; direction < directions; direction++)
            {
                ContrastBuffer buffer = new(Count, _estimator.Heads > 1);
                for (int i = 0; i < Count; i++)
                {
                    int block = Array.FindLastIndex(_starts, s => s <= i);
                    (int start, int end) = (_starts[block], _starts[block + 1]);
                    int reach = _critic.ScoresAllPairs ? end - start - 1 : Math.Min(_estimator.HeldOutAlternatives, end - start - 1);
                    alternatives = Math.Min(alternatives, reach);
                    int partner = partners[i];

                    // All others of the block, or those that follow the row; where the partner is one of these, the row's own y takes its
                    // place.
                    List<int> others = [.. Enumerable.Range(1, reach).Select(c => start + ((i - start + c) % (end - start)))];
                    if (others.Remove(partner))
                    {
                        others.Add(i);
                    }

                    int row = direction == 0 ? i : partner;
                    IEnumerable<double> scores = direction == 0
                        ? others.Select(j => f[i, j])
                        : Enumerable.Range(start, end - start).Where(k => k != i).Select(k => f[k, partner]);
                    buffer.Joint[row] = f[i, partner];
                    buffer.Others[row] = Math.Log(scores.Average(s => Math.Exp(Math.Clamp(s, -_estimator.Clip, _estimator.Clip))));
                    if (_estimator.Heads > 1)
                    {
                        buffer.Second[row] = v[i, partner];
                    }
                }

                _estimator.Measure(buffer.Question(alternatives), buffer.Answer);
                value += buffer.Answer.Mean / directions;
            }

            return value;
        }

        private (double[,] F, double[,] V) AllScores()
        {
            EmbeddedPairs all = _critic.Embed(CriticInputs.Empty().Gather(_inputs, _rows)).Copy();
            (double[,] f, double[,] v) = (new double[Count, Count], new double[Count, Count]);
            float[] first = new float[Count];
            float[] second = new float[Count];
            for (int j = 0; j < Count; j++)
            {
                _critic.ScorePairs(all, [.. Enumerable.Repeat(j, Count)], first, second);
                for (int i = 0; i < Count; i++)
                {
                    (f[i, j], v[i, j]) = (first[i], second[i]);
                }
            }

            return (f, v);
        }
    }
}
