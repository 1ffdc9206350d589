namespace Infometer;

/// <summary>A measure of Gram matrices of the rows and of second variables. Levels have the kernel that is 1 for equal and 0 for different ones.</summary>
public abstract record GramMeasure : RepresentationMeasure
{
    private protected GramMeasure()
    {
    }

    /// <summary>The kernel between rows. Default: Gaussian, its width the median distance.</summary>
    public RepresentationKernel Kernel { get; init; } = new GaussianKernel();

    /// <summary>The rule of the width for second variables; null for that of <see cref="Kernel"/>.</summary>
    public WidthRule? OtherWidth { get; init; }

    /// <inheritdoc/>
    public override RepresentationKernel RowKernel => Kernel;

    /// <inheritdoc/>
    public override RepresentationMeasure WithRowWidth(WidthRule width) =>
        this with { Kernel = Kernel.WithWidth(width), OtherWidth = OtherWidth ?? Kernel.Width };

    private protected BoundKernel BindRows(RepresentationRun run) => run.Bind(Kernel, run.Data.Set, "");

    private protected BoundKernel BindOther(RepresentationRun run, RowSet rows)
    {
        string role = run.RoleOf(rows);
        run.Raise(OneHotAlarm.For(rows, role));
        return run.Bind(OtherWidth is null || Kernel.Width is null ? Kernel : Kernel.WithWidth(OtherWidth), rows, role);
    }
}
