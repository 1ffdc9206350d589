namespace Infometer;

/// <summary>A kernel of rows, and what tells it from other kernels of the same data.</summary>
/// <param name="Kernel">The kernel.</param>
/// <param name="Key">Role, name and width.</param>
internal readonly record struct BoundKernel(PairKernel Kernel, string Key);
