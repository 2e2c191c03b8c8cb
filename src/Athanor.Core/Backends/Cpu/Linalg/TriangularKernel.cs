namespace Athanor.Backends.Cpu;

/// <summary>Substitution with a triangular matrix of any strides, so that transposes need no copy.</summary>
internal static unsafe class TriangularKernel
{
    private const int Block = 64;

    /// <summary>B ← T⁻¹·B for a row-major B of n × columns; element (i, j) of T is t[i·rowStride + j·columnStride].</summary>
    public static void Solve(double* t, int n, long rowStride, long columnStride, bool lower, bool unit, double* b, int columns)
    {
        int blocks = (n + Block - 1) / Block;
        for (int step = 0; step < blocks; step++)
        {
            int first = (lower ? step : blocks - 1 - step) * Block, size = Math.Min(Block, n - first);
            for (int r = 0; r < size; r++)
            {
                int i = lower ? first + r : first + size - 1 - r;
                double* row = b + (long)i * columns;
                int from = lower ? first : i + 1, to = lower ? i : first + size;
                for (int j = from; j < to; j++)
                    if (t[i * rowStride + j * columnStride] is var factor && factor != 0)
                        Rows.Axpy(columns, -factor, b + (long)j * columns, row);
                if (unit)
                    continue;
                double pivot = t[i * rowStride + i * columnStride];
                for (int x = 0; x < columns; x++)
                    row[x] /= pivot;
            }
            int next = lower ? first + size : 0, rest = lower ? n - next : first;
            if (rest > 0)
                Rows.Multiply(
                    rest, columns, size, -1, t + next * rowStride + first * columnStride, rowStride, columnStride,
                    b + (long)first * columns, columns, 1, 1, b + (long)next * columns, columns);
        }
    }
}
