namespace Athanor.Backends.Cpu;

/// <summary>
/// Eigenvalues and vectors of symmetric matrices: Householder reduction to tridiagonal form, then QL or QR iterations with implicit shifts
/// (Golub and Van Loan, section 8.3). Rotations act on rows of the transposed vectors, which lie side by side.
/// </summary>
internal static unsafe class SymmetricEigen
{
    /// <summary>
    /// Values ascending into <paramref name="values"/> and, if <paramref name="vectors"/> is not null, vectors into its columns. Reads one
    /// triangle of
    /// <paramref name="matrix"/>.
    /// </summary>
    /// <returns>Whether the iterations converged.</returns>
    public static bool Run(double* matrix, int n, bool upper, double* values, double* vectors)
    {
        using var copy = new Doubles((long)n * n);
        using var off = new Doubles(n);
        using var transposed = new Doubles(vectors == null ? 1 : (long)n * n);
        double* a = copy.P;
        for (int i = 0; i < n; i++)
            for (int j = 0; j <= i; j++)
                a[(long)i * n + j] = a[(long)j * n + i] = upper ? matrix[(long)j * n + i] : matrix[(long)i * n + j];
        double* z = vectors == null ? null : transposed.P;
        Reduce(a, n, upper, values, off.P, vectors);
        if (z != null)
            Rows.Transpose(vectors, n, n, z);
        if (!Iterate(n, values, off.P, z))
            return false;
        Sort(n, values, z);
        if (z != null)
            Rows.Transpose(z, n, n, vectors);
        return true;
    }

    /// <summary>√(a² + b²) without overflow.</summary>
    public static double Hypot(double a, double b)
    {
        (a, b) = (Math.Abs(a), Math.Abs(b));
        (double large, double small) = a > b ? (a, b) : (b, a);
        if (small == 0 || double.IsInfinity(large))
            return double.IsNaN(a + b) ? double.NaN : large;
        double ratio = small / large;
        return large * Math.Sqrt(1 + ratio * ratio);
    }

    /// <summary>
    /// A = Q·T·Qᵀ; from the last row up if <paramref name="upper"/>, else from the first down, which decides the vectors' signs.
    /// </summary>
    private static void Reduce(double* a, int n, bool upper, double* d, double* e, double* q)
    {
        using var work = new Doubles(2 * n);
        using var taus = new Doubles(n);
        for (int step = 0; step < n - 1; step++)
        {
            // The reflection of a step acts on the rows and columns from `first`, `size` of them; its vector lies in row `row`.
            int row = upper ? n - 1 - step : step, first = upper ? 0 : step + 1, size = n - 1 - step, at = upper ? row - 1 : row;
            double* v = a + (long)row * n + first;
            double* alpha = upper ? v + size - 1 : v;
            taus.P[at] = Householder.Generate(ref *alpha, size - 1, upper ? v : v + 1);
            e[at] = *alpha;
            *alpha = 1;
            if (taus.P[at] is var tau && tau != 0)
                Update(a + (long)first * n + first, n, size, v, tau, work.P);
        }
        for (int i = 0; i < n; i++)
            d[i] = a[(long)i * n + i];
        if (q == null)
            return;
        Rows.Identity(q, n, n);
        for (int step = 0; step < n - 1; step++)
        {
            int size = step + 1, row = upper ? size : n - 2 - step, first = upper ? 0 : row + 1;
            Householder.Left(
                a + (long)row * n + first, taus.P[upper ? row - 1 : row], q + (long)first * n + first, size, size, n, work.P);
        }
    }

    /// <summary>A ← H·A·H for a symmetric block: a rank-2 update.</summary>
    private static void Update(double* block, int stride, int size, double* v, double tau, double* p)
    {
        for (int i = 0; i < size; i++)
            p[i] = tau * Rows.Dot(size, block + (long)i * stride, v);
        Rows.Axpy(size, -0.5 * tau * Rows.Dot(size, p, v), v, p);
        for (int i = 0; i < size; i++)
        {
            Rows.Axpy(size, -v[i], p, block + (long)i * stride);
            Rows.Axpy(size, -p[i], v, block + (long)i * stride);
        }
    }

    private static bool Iterate(int n, double* d, double* e, double* z)
    {
        int budget = 30 * n;
        for (int start = 0; start < n;)
        {
            int end = start;
            while (end < n - 1)
            {
                double size = Math.Abs(e[end]);
                if (size == 0)
                    break;
                if (size <= Math.Sqrt(Math.Abs(d[end])) * Math.Sqrt(Math.Abs(d[end + 1])) * Givens.Epsilon)
                {
                    e[end] = 0;
                    break;
                }
                end++;
            }
            int next = end + 1;
            bool done = Math.Abs(d[end]) < Math.Abs(d[start])
                ? Upward(n, d, e, z, end, start, ref budget)
                : Downward(n, d, e, z, start, end, ref budget);
            if (!done)
                return false;
            start = next;
        }
        return true;
    }

    /// <summary>QL: the block's small end first.</summary>
    private static bool Downward(int n, double* d, double* e, double* z, int l, int end, ref int budget)
    {
        while (l <= end)
        {
            int m = l;
            while (m < end && !(e[m] * e[m] <= Givens.Epsilon * Givens.Epsilon * Math.Abs(d[m]) * Math.Abs(d[m + 1]) + Givens.SafeMinimum))
                m++;
            if (m < end)
                e[m] = 0;
            double c, s;
            if (m == l)
            {
                l++;
                continue;
            }
            if (m == l + 1)
            {
                Givens.Symmetric(d[l], e[l], d[l + 1], out d[l], out d[l + 1], out c, out s);
                Turn(n, z, l, c, s);
                e[l] = 0;
                l += 2;
                continue;
            }
            if (budget-- == 0)
                return false;
            double g = (d[l + 1] - d[l]) / (2 * e[l]), r = Hypot(g, 1), p = 0;
            g = d[m] - d[l] + e[l] / (g + Math.CopySign(r, g));
            (s, c) = (1, 1);
            for (int i = m - 1; i >= l; i--)
            {
                double f = s * e[i], b = c * e[i];
                Givens.Rotation(g, f, out c, out s, out r);
                if (i != m - 1)
                    e[i + 1] = r;
                g = d[i + 1] - p;
                r = (d[i] - g) * s + 2 * c * b;
                p = s * r;
                d[i + 1] = g + p;
                g = c * r - b;
                Turn(n, z, i, c, -s);
            }
            d[l] -= p;
            e[l] = g;
        }
        return true;
    }

    /// <summary>QR: the same from the other end.</summary>
    private static bool Upward(int n, double* d, double* e, double* z, int l, int end, ref int budget)
    {
        while (l >= end)
        {
            int m = l;
            while (m > end
                && !(e[m - 1] * e[m - 1] <= Givens.Epsilon * Givens.Epsilon * Math.Abs(d[m]) * Math.Abs(d[m - 1]) + Givens.SafeMinimum))
                m--;
            if (m > end)
                e[m - 1] = 0;
            double c, s;
            if (m == l)
            {
                l--;
                continue;
            }
            if (m == l - 1)
            {
                Givens.Symmetric(d[l - 1], e[l - 1], d[l], out d[l - 1], out d[l], out c, out s);
                Turn(n, z, l - 1, c, s);
                e[l - 1] = 0;
                l -= 2;
                continue;
            }
            if (budget-- == 0)
                return false;
            double g = (d[l - 1] - d[l]) / (2 * e[l - 1]), r = Hypot(g, 1), p = 0;
            g = d[m] - d[l] + e[l - 1] / (g + Math.CopySign(r, g));
            (s, c) = (1, 1);
            for (int i = m; i < l; i++)
            {
                double f = s * e[i], b = c * e[i];
                Givens.Rotation(g, f, out c, out s, out r);
                if (i != m)
                    e[i - 1] = r;
                g = d[i] - p;
                r = (d[i + 1] - g) * s + 2 * c * b;
                p = s * r;
                d[i] = g + p;
                g = c * r - b;
                Turn(n, z, i, c, s);
            }
            d[l] -= p;
            e[l - 1] = g;
        }
        return true;
    }

    private static void Turn(int n, double* z, int row, double c, double s)
    {
        if (z != null)
            Rows.Rotate(n, z + (long)row * n, z + (long)(row + 1) * n, c, s);
    }

    private static void Sort(int n, double* d, double* z)
    {
        for (int i = 0; i < n - 1; i++)
        {
            int least = i;
            for (int j = i + 1; j < n; j++)
                if (d[j] < d[least])
                    least = j;
            if (least == i)
                continue;
            (d[i], d[least]) = (d[least], d[i]);
            if (z != null)
                Rows.Swap(n, z + (long)i * n, z + (long)least * n);
        }
    }
}
