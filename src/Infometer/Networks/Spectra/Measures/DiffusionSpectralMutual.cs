namespace Infometer;

/// <summary>
/// The DSMI Σ_b (n_b/n)·[mean over draws of DSE(n_b drawn rows) − DSE(rows of b)], b the levels of a second variable, bins of its one column or clusters of its
/// several: how much more alike rows of one b are than rows drawn from all. No mutual information, and it may be negative.
/// </summary>
public sealed record DiffusionSpectralMutual : DiffusionMeasure
{
    /// <summary>The descriptor of this measure.</summary>
    public static RepresentationDescriptor Describe { get; } = new("dsmi", "diffusion spectral mutual index (DSMI)", "DSMI", static () => new DiffusionSpectralMutual())
    {
        Unit = Unit.Nats,
        Quantity = "entropies of eigenvalues",
        Range = "−Σ (n_b/n) ln n_b to Σ (n_b/n) ln n_b",
        Needs = "--y or --other",
        Formula = "Σ_b (n_b/n)·(mean of DSE over draws of n_b rows − DSE of the rows of b)",
        Source = Paper,
        Criticism = "No Shannon information: bounded by class sizes, negative where classes are more spread out than all rows, and a function of σ. Small classes give noise.",
        Options =
        [
            .. Shared<DiffusionSpectralMutual>(),
            MeasureOptions.Whole<DiffusionSpectralMutual>(
                "draws", "integer > 0", "5", "Random subsets of a class's size.", static m => m.Draws, static (m, draws) => m with { Draws = draws }),
            MeasureOptions.Whole<DiffusionSpectralMutual>(
                "bins", "integer > 1", "10", "Bins of equal width of one column of numbers.", static m => m.Bins, static (m, bins) => m with { Bins = bins }),
            MeasureOptions.Whole<DiffusionSpectralMutual>(
                "clusters", "integer > 1", "10", "Clusters of several columns of numbers.", static m => m.Clusters, static (m, clusters) => m with { Clusters = clusters }),
            MeasureOptions.Partner<DiffusionSpectralMutual>(static m => m.With, static (m, partner) => m with { With = partner }),
        ],
    };

    /// <inheritdoc/>
    public override RepresentationDescriptor Descriptor => Describe;

    /// <summary>Random subsets of a class's size, whose mean entropy its own is compared with. Default 5.</summary>
    public int Draws { get; init => field = RequireAtLeast(value, 1, nameof(Draws)); } = 5;

    /// <summary>Bins of equal width into which one column of numbers is cut. Default 10.</summary>
    public int Bins { get; init => field = RequireAtLeast(value, 2, nameof(Bins)); } = 10;

    /// <summary>Clusters (k-means) that several columns of numbers are grouped into. Default 10. The released code clusters spectrally.</summary>
    public int Clusters { get; init => field = RequireAtLeast(value, 2, nameof(Clusters)); } = 10;

    /// <summary>The second variable. Default: the target where there is one, else the other rows.</summary>
    public RepresentationPartner With { get; init; }

    private protected override string? WhyNot(RepresentationData data) => WhyNoPartner(data, With);

    private protected override RepresentationFinding Evaluate(RepresentationRun run)
    {
        RowSet partner = RepresentationRun.PartnerOf(run.Data, With)!;
        run.Raise(OneHotAlarm.For(partner, run.RoleOf(partner)));
        RepresentationGroups groups = RepresentationGroups.Of(partner, Bins, Clusters, run.Context);
        ShiftKernel kernel = Bind(run);
        run.Define("groups", groups.Rule);
        run.Define("draws", Draws);
        (string Name, int[] Rows)[] classes = [.. groups.Groups];
        double drawn = 0;
        double own = 0;
        double ceiling = 0;
        for (int b = 0; b < classes.Length; b++)
        {
            double share = (double)classes[b].Rows.Length / kernel.Count;
            ceiling += share * Math.Log(classes[b].Rows.Length);
            (double nats, EigenSpectrum spectrum) = Entropy((ShiftKernel)kernel.Select(classes[b].Rows), run);
            own += share * nats;
            drawn += share * MeanOfDraws(kernel, classes[b].Rows.Length, b, run);
            if (b == 0)
            {
                run.DefineMethod(spectrum);
            }
        }

        Look(run, classes, drawn, ceiling);
        run.Raise(drawn - own < 0 ? new NegativeAmountAlarm("DSMI", drawn - own) : null);
        return new RepresentationFinding(drawn - own, -ceiling, ceiling)
        {
            Details = [("entropy-within-nats", own), ("entropy-drawn-nats", drawn), ("groups", classes.Length)],
        };
    }

    // The class is not in the key alone: classes of one size have draws of their own.
    private double MeanOfDraws(ShiftKernel kernel, int count, int group, RepresentationRun run)
    {
        int[] rows = [.. Enumerable.Range(0, kernel.Count)];
        double sum = 0;
        for (int draw = 0; draw < Draws; draw++)
        {
            Rng rng = Rng.For(run.Context.Seed, "dsmi draws", group, draw);
            rng.Shuffle<int>(rows);
            sum += Entropy((ShiftKernel)kernel.Select([.. rows.Take(count).Order()]), run).Nats;
        }

        return sum / Draws;
    }

    private static void Look(RepresentationRun run, (string Name, int[] Rows)[] classes, double drawn, double ceiling)
    {
        (string Name, int[] Rows)[] small = Array.FindAll(classes, c => c.Rows.Length < SmallClassAlarm.Enough);
        if (small.Length > 0)
        {
            (string name, int[] rows) = small.MinBy(c => c.Rows.Length);
            run.Raise(new SmallClassAlarm(name, rows.Length, small.Length));
        }

        // What drawn rows of the classes' sizes have in common with all: their entropies at the ceiling or at 0.
        string what = $"rows of '{run.Data.Rows.Name}' drawn by class size";
        if (ceiling > 0 && ceiling - drawn < Math.Min(IdentityKernelAlarm.Margin, 0.5 * ceiling))
        {
            run.Raise(new IdentityKernelAlarm(what, Math.Exp(-drawn)));
        }
        else if (ceiling > 0 && drawn < Math.Min(IdentityKernelAlarm.Margin, 0.5 * ceiling))
        {
            run.Raise(new ConstantKernelAlarm(what, Math.Exp(-drawn)));
        }
    }

    private static int RequireAtLeast(int value, int least, string name)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(value, least, name);
        return value;
    }
}
