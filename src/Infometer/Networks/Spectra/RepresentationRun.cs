using System.Globalization;

namespace Infometer;

/// <summary>One evaluation of a measure: the data, and what it has to say about definition and doubts.</summary>
internal sealed class RepresentationRun(RepresentationData data, RunContext context)
{
    private readonly List<KeyValuePair<string, string>> _definition = [];
    private readonly List<RepresentationAlarm> _alarms = [];

    /// <summary>The data.</summary>
    public RepresentationData Data => data;

    /// <summary>Seed, threads, cancellation.</summary>
    public RunContext Context => context;

    /// <summary>What the definition consists of so far.</summary>
    public IEnumerable<KeyValuePair<string, string>> Definition => _definition;

    /// <summary>What is doubtful so far.</summary>
    public IEnumerable<RepresentationAlarm> Alarms => _alarms;

    /// <summary>Adds to the definition.</summary>
    public void Define(string name, string text) => _definition.Add(new KeyValuePair<string, string>(name, text));

    /// <summary>Adds a number to the definition.</summary>
    public void Define(string name, double number) =>
        Define(name, double.IsPositiveInfinity(number) ? "inf" : number.ToString("R", CultureInfo.InvariantCulture));

    /// <summary>Raises an alarm, once.</summary>
    public void Raise(RepresentationAlarm? alarm)
    {
        if (alarm is not null && !_alarms.Contains(alarm))
        {
            _alarms.Add(alarm);
        }
    }

    /// <summary>The second variable of the data; null where there is none.</summary>
    public static RowSet? PartnerOf(RepresentationData data, RepresentationPartner partner) => partner switch
    {
        RepresentationPartner.Target => data.TargetSet,
        RepresentationPartner.Other => data.OtherSet,
        _ => data.TargetSet ?? data.OtherSet,
    };

    /// <summary>What a second variable is called on the command line and in definitions.</summary>
    public string RoleOf(RowSet partner) => ReferenceEquals(partner, data.TargetSet) ? "y" : "other";

    /// <summary>
    /// A kernel of some rows with its width found and told, and looked at where it was not found on these rows; of levels whether they are equal.
    /// </summary>
    /// <param name="kernel">The kernel of numbers.</param>
    /// <param name="rows">The rows.</param>
    /// <param name="role">What the definition calls them: nothing for the representation.</param>
    public BoundKernel Bind(RepresentationKernel kernel, RowSet rows, string role)
    {
        string prefix = role.Length == 0 ? "" : $"{role}-";
        if (rows.Codes is { } codes)
        {
            Define($"{prefix}kernel", "equal-levels");
            return new BoundKernel(new LevelKernel(codes), $"{prefix}levels");
        }

        Define($"{prefix}kernel", kernel.Name);
        double width = kernel.Width is { } rule ? Width(rule, kernel.Shape, rows, prefix) : 0;
        return new BoundKernel(kernel.Bind(rows, width), FormattableString.Invariant($"{prefix}{kernel.Name}({width:R})"));
    }

    /// <summary>The width that a rule gives, told and looked at.</summary>
    public double Width(WidthRule rule, KernelShape shape, RowSet rows, string prefix)
    {
        double width = rule.Of(rows, shape, context);
        Define($"{prefix}width", width);
        if (rule is not GivenWidth given)
        {
            Define($"{prefix}width-rule", rule.Text);
            return width;
        }

        if (given.Origin is { } origin)
        {
            Define($"{prefix}width-rule", origin);
        }

        Raise(WidthDriftAlarm.For($"'{rows.Name}'", width, WidthRule.DistanceQuantile(rows, shape, 0.5, context)));
        return width;
    }

    /// <summary>The spectrum of a product of kernels of the rows, found once for all measures, told and looked at.</summary>
    /// <param name="kernels">The kernels.</param>
    /// <param name="weights">The probability of each row; null for 1/n.</param>
    /// <param name="what">What alarms call it.</param>
    public EigenSpectrum? Spectrum(BoundKernel[] kernels, double[]? weights, string what)
    {
        double[]? scale = weights is null ? null : Array.ConvertAll(weights, Math.Sqrt);
        string key = $"{(weights is null ? "" : "weighted ")}{string.Join(" × ", kernels.Select(k => k.Key))} {context.Seed}";
        EigenSpectrum? spectrum = data.Once(
            key,
            () => GramSpectrum.Of(new KernelProduct(Array.ConvertAll(kernels, k => k.Kernel)), scale, data.Rows.Name, data.Spectrum, context),
            context.Cancellation);
        Look(spectrum, what);
        return spectrum;
    }

    /// <summary>Raises what a spectrum is doubtful for.</summary>
    public void Look(EigenSpectrum? spectrum, string what)
    {
        if (spectrum is null)
        {
            return;
        }

        if (spectrum.Method == SpectrumMethod.RandomFeatures)
        {
            Raise(new ApproximateSpectrumAlarm(data.Count, data.Spectrum.Features, SpectralEntropy.Renyi(spectrum.Values.AsSpan(), 1)));
        }

        Look(spectrum.Purity, what);
    }

    /// <summary>Raises what a purity is doubtful for.</summary>
    public void Look(double purity, string what)
    {
        Raise(IdentityKernelAlarm.For(what, purity, data.Count));
        Raise(ConstantKernelAlarm.For(what, purity, data.Count));
    }

    /// <summary>Tells how eigenvalues were found.</summary>
    public void DefineMethod(EigenSpectrum? spectrum)
    {
        if (spectrum is not null)
        {
            Define("method", spectrum.Method switch
            {
                SpectrumMethod.Dual => "dual",
                SpectrumMethod.RandomFeatures => FormattableString.Invariant($"random-features({data.Spectrum.Features})"),
                _ => "exact",
            });
        }
    }
}
