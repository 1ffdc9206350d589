using System.Runtime.CompilerServices;

namespace Infometer;

/// <summary>Tiles of 4 × 4 without vectors: the twin that the others are tested against, and the way where there is no wide unit.</summary>
internal readonly struct DoubleTilePlain : IDoubleTile
{
    /// <inheritdoc/>
    public static int Rows => 4;

    /// <inheritdoc/>
    public static int Columns => 4;

    /// <inheritdoc/>
    public static void Add(ref readonly double a, ref readonly double b, int steps, ref double c, nint stride)
    {
        for (int row = 0; row < Rows; row++)
        {
            for (int column = 0; column < Columns; column++)
            {
                double sum = 0;
                for (int step = 0; step < steps; step++)
                {
                    double left = Unsafe.Add(ref Unsafe.AsRef(in a), (step * Rows) + row);
                    sum = double.MultiplyAddEstimate(left, Unsafe.Add(ref Unsafe.AsRef(in b), (step * Columns) + column), sum);
                }

                Unsafe.Add(ref c, (row * stride) + column) += sum;
            }
        }
    }
}
