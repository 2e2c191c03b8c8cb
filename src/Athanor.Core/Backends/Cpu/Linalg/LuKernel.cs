namespace Athanor.Backends.Cpu;

/// <summary>A = P·L·U of row-major matrices: right-looking, in blocks of columns whose trailing update is a matrix product.</summary>
internal static unsafe class LuKernel
{
    private const int Block = 48;

    /// <summary>
    /// Factors in place: U above, the unit lower L below the diagonal. <paramref name="pivots"/>[i] − 1 is the row that step i exchanged
    /// with row i.
    /// </summary>
    /// <returns>0, or the number of the first pivot that is zero, counted from 1.</returns>
    public static int Factor(double* a, int m, int n, double* pivots, bool pivot = true)
    {
        int steps = Math.Min(m, n), zero = 0;
        for (int j = 0; j < steps; j += Block)
        {
            int width = Math.Min(Block, steps - j), rest = n - j - width;
            for (int c = j; c < j + width; c++)
            {
                int best = pivot ? Largest(a, m, n, c) : c;
                pivots[c] = best + 1;
                if (best != c)
                    Rows.Swap(n, a + (long)c * n, a + (long)best * n);
                double* row = a + (long)c * n;
                if (row[c] == 0)
                {
                    zero = zero == 0 ? c + 1 : zero;
                    continue;
                }
                for (int i = c + 1; i < m; i++)
                {
                    double* below = a + (long)i * n;
                    below[c] /= row[c];
                    if (below[c] != 0)
                        Rows.Axpy(j + width - c - 1, -below[c], row + c + 1, below + c + 1);
                }
            }
            if (rest == 0)
                continue;
            double* right = a + (long)j * n + j + width;
            for (int i = 1; i < width; i++)
                for (int t = 0; t < i; t++)
                    Rows.Axpy(rest, -a[(long)(j + i) * n + j + t], right + (long)t * n, right + (long)i * n);
            double* below2 = a + (long)(j + width) * n;
            Rows.Multiply(m - j - width, rest, width, -1, below2 + j, n, 1, right, n, 1, 1, below2 + j + width, n);
        }
        return zero;
    }

    /// <summary>B ← A⁻¹·B, or A⁻ᵀ·B, from the factors of <see cref="Factor"/>.</summary>
    public static void Solve(double* lu, int n, double* pivots, double* b, int columns, bool transposed)
    {
        if (!transposed)
        {
            for (int i = 0; i < n; i++)
                if ((int)pivots[i] - 1 != i)
                    Rows.Swap(columns, b + (long)i * columns, b + (long)((int)pivots[i] - 1) * columns);
            TriangularKernel.Solve(lu, n, n, 1, lower: true, unit: true, b, columns);
            TriangularKernel.Solve(lu, n, n, 1, lower: false, unit: false, b, columns);
            return;
        }
        TriangularKernel.Solve(lu, n, 1, n, lower: true, unit: false, b, columns);
        TriangularKernel.Solve(lu, n, 1, n, lower: false, unit: true, b, columns);
        for (int i = n - 1; i >= 0; i--)
            if ((int)pivots[i] - 1 != i)
                Rows.Swap(columns, b + (long)i * columns, b + (long)((int)pivots[i] - 1) * columns);
    }

    /// <summary>The sign of the permutation: −1 for an odd number of exchanges.</summary>
    public static double Sign(double* pivots, int n)
    {
        double sign = 1;
        for (int i = 0; i < n; i++)
            if ((int)pivots[i] - 1 != i)
                sign = -sign;
        return sign;
    }

    private static int Largest(double* a, int m, int n, int column)
    {
        int best = column;
        double size = Math.Abs(a[(long)column * n + column]);
        for (int i = column + 1; i < m; i++)
            if (Math.Abs(a[(long)i * n + column]) > size)
            {
                size = Math.Abs(a[(long)i * n + column]);
                best = i;
            }
        return best;
    }
}
