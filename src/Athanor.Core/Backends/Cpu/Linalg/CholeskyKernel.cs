namespace Athanor.Backends.Cpu;

/// <summary>A = L·Lᵀ of row-major symmetric matrices, in blocks whose trailing update is a matrix product.</summary>
internal static unsafe class CholeskyKernel
{
    private const int Block = 64;

    /// <summary>Factors in place, reading the lower triangle; the upper one is set to 0.</summary>
    /// <returns>0, or the order of the first leading minor that is not positive.</returns>
    public static int Factor(double* a, int n)
    {
        int failed = 0;
        for (int j = 0; j < n && failed == 0; j += Block)
        {
            int size = Math.Min(Block, n - j);
            for (int r = j; r < n && failed == 0; r++)
            {
                double* row = a + (long)r * n;
                for (int c = j; c < Math.Min(r, j + size); c++)
                    row[c] = (row[c] - Rows.Dot(c - j, row + j, a + (long)c * n + j)) / a[(long)c * n + c];
                if (r >= j + size)
                    continue;
                double square = row[r] - Rows.Dot(r - j, row + j, row + j);
                if (square > 0)
                    row[r] = Math.Sqrt(square);
                else
                    failed = r + 1;
            }
            int next = j + size;
            if (next < n && failed == 0)
            {
                double* below = a + (long)next * n + j;
                Rows.Multiply(n - next, n - next, size, -1, below, n, 1, below, 1, n, 1, a + (long)next * n + next, n);
            }
        }
        for (int r = 0; r < n; r++)
            new Span<double>(a + (long)r * n + r + 1, n - r - 1).Clear();
        return failed;
    }
}
