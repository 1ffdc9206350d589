namespace Infometer;

/// <summary>Kernels around every row of some columns.</summary>
internal abstract class KernelSum
{
    /// <summary>
    /// The logarithm of what the mean of the kernels is multiplied by to give a density; 0 where that cancels in information.
    /// </summary>
    public virtual double LogScale => 0;

    /// <summary>ln Σ of the kernels around a row over the rows start … end − 1; −∞ where none reaches.</summary>
    public abstract double Log(int row, int start, int end);

    /// <summary>The same over the rows that are admitted.</summary>
    public abstract double LogAdmitted(int row, Func<int, int, bool> admits);
}
