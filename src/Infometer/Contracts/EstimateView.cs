using System.Globalization;

namespace Infometer;

/// <summary>An <see cref="Infometer.Estimate"/> in a unit of choice.</summary>
public readonly record struct EstimateView
{
    private readonly double _factor;

    internal EstimateView(Estimate estimate, Unit unit)
    {
        Estimate = estimate;
        Unit = estimate.Measure.IsRatio ? Unit.Ratio : unit;
        _factor = Unit.PerNat();
    }

    /// <summary>The estimate that is viewed.</summary>
    public Estimate Estimate { get; }

    /// <summary>The unit; <see cref="Unit.Ratio"/> for ratios, whatever was asked for.</summary>
    public Unit Unit { get; }

    /// <inheritdoc cref="Estimate.Value"/>
    public double? Value => Estimate.Value * _factor;

    /// <inheritdoc cref="Estimate.Raw"/>
    public double Raw => Estimate.Raw * _factor;

    /// <inheritdoc cref="Estimate.StandardError"/>
    public double? StandardError => Estimate.StandardError * _factor;

    /// <inheritdoc cref="Estimate.Interval"/>
    public Interval? Interval => Estimate.Interval is { } i ? new Interval(i.Low * _factor, i.High * _factor, i.Level) : null;

    /// <inheritdoc cref="Estimate.Ceiling"/>
    public double? Ceiling => Estimate.Ceiling * _factor;

    /// <inheritdoc cref="Estimate.Chance"/>
    public double? Chance => Estimate.Chance * _factor;

    /// <summary>One line: value, unit, interval, verdict, estimator, n.</summary>
    public override string ToString()
    {
        CultureInfo c = CultureInfo.InvariantCulture;
        string value = Value is { } v ? v.ToString("0.000", c) : "no value";
        string unit = Value is null || Unit == Unit.Ratio ? "" : $" {Unit.Symbol()}";
        string interval = Interval is { } i
            ? $" [{i.Low.ToString("0.000", c)}, {(i.High is { } high ? high.ToString("0.000", c) : "…")}]"
            : "";
        return string.Create(c, $"{value}{unit}{interval}  {Estimate.Verdict.Word()}  {Estimate.Estimator.Descriptor.Id}, n={Estimate.Count:N0}");
    }
}
