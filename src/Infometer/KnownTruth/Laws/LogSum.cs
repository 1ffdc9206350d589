namespace Infometer;

/// <summary>ln Σ e^a of terms that come one after the other, without overflow. A mutable struct.</summary>
internal struct LogSum
{
    private double _largest;
    private double _scaled;

    /// <summary>The sum of no terms, ln 0.</summary>
    public static LogSum Empty => new() { _largest = double.NegativeInfinity };

    /// <summary>The logarithm of the sum.</summary>
    public readonly double Value => _largest + Math.Log(_scaled);

    /// <summary>Adds e^<paramref name="logTerm"/>.</summary>
    public void Add(double logTerm)
    {
        if (double.IsNegativeInfinity(logTerm))
        {
            return;
        }

        if (logTerm <= _largest)
        {
            _scaled += Math.Exp(logTerm - _largest);
        }
        else
        {
            _scaled = (_scaled * Math.Exp(_largest - logTerm)) + 1;
            _largest = logTerm;
        }
    }
}
