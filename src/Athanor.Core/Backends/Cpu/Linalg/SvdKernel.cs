namespace Athanor.Backends.Cpu;

/// <summary>
/// A = U·diag(S)·Vᵀ: Householder reduction to bidiagonal form (after a QR factorisation if the matrix is tall), then
/// <see cref="BidiagonalSvd"/>.
/// </summary>
internal static unsafe class SvdKernel
{
    /// <summary>
    /// U is m × (m or k), S has k = min(m, n) values, Vᵀ is (n or k) × n; <paramref name="u"/> and <paramref name="vt"/> may both be null.
    /// </summary>
    /// <returns>Whether the iterations converged.</returns>
    public static bool Run(double* matrix, int m, int n, double* u, double* s, double* vt, bool full)
    {
        if (m == 0 || n == 0)
        {
            if (u != null)
            {
                Rows.Identity(u, m, full ? m : 0);
                Rows.Identity(vt, full ? n : 0, n);
            }
            return true;
        }
        if (m >= n)
        {
            using var copy = new Doubles((long)m * n);
            Rows.Copy((long)m * n, matrix, copy.P);
            return Tall(copy.P, m, n, u, s, vt, full);
        }

        // Aᵀ = V·S·Uᵀ.
        using var flipped = new Doubles((long)m * n);
        Rows.Transpose(matrix, m, n, flipped.P);
        if (u == null)
            return Tall(flipped.P, n, m, null, s, null, false);
        int columns = full ? n : m;
        using var left = new Doubles((long)n * columns);
        using var right = new Doubles((long)m * m);
        bool done = Tall(flipped.P, n, m, left.P, s, right.P, full);
        Rows.Transpose(left.P, n, columns, vt);
        Rows.Transpose(right.P, m, m, u);
        return done;
    }

    private static bool Tall(double* a, int m, int n, double* u, double* s, double* vt, bool full)
    {
        if (m < 11L * n / 6 || m == n)
            return Direct(a, m, n, u, s, vt, full);

        using var vectors = new Doubles((long)n * m);
        using var taus = new Doubles(n);
        Householder.Factor(a, m, n, vectors.P, taus.P);
        if (u == null)
            return Direct(a, n, n, null, s, null, false);
        int columns = full ? m : n;
        using var q = new Doubles((long)m * columns);
        using var inner = new Doubles((long)n * n);
        Householder.Form(vectors.P, taus.P, n, m, columns, q.P);
        bool done = Direct(a, n, n, inner.P, s, vt, false);
        Rows.Copy((long)m * columns, q.P, u);
        Rows.Multiply(m, n, n, 1, q.P, columns, 1, inner.P, n, 1, 0, u, columns);
        return done;
    }

    private static bool Direct(double* a, int m, int n, double* u, double* d, double* vt, bool full)
    {
        using var e = new Doubles(n);
        using var tauLeft = new Doubles(n);
        using var tauRight = new Doubles(n);
        using var left = new Doubles((long)n * m);
        Reduce(a, m, n, d, e.P, left.P, tauLeft.P, tauRight.P);
        if (u == null)
            return new BidiagonalSvd(n, d, e.P, null, 0, null, 0).Run();

        int columns = full ? m : n;
        using var ut = new Doubles((long)m * columns);
        using var v = new Doubles((long)n * n);
        using var work = new Doubles(n);
        Householder.Form(left.P, tauLeft.P, n, m, columns, u);
        Rows.Transpose(u, m, columns, ut.P);
        Rows.Identity(v.P, n, n);
        for (int i = n - 2; i >= 0; i--)
            Householder.Left(
                a + (long)i * n + i + 1, tauRight.P[i], v.P + (long)(i + 1) * n + i + 1, n - i - 1, n - i - 1, n, work.P);
        Rows.Transpose(v.P, n, n, vt);
        bool done = new BidiagonalSvd(n, d, e.P, ut.P, m, vt, n).Run();
        Rows.Transpose(ut.P, columns, m, u);
        return done;
    }

    /// <summary>A = Q·B·Pᵀ; the vectors of Q go to rows of <paramref name="left"/>, those of P stay in A right of the diagonal.</summary>
    private static void Reduce(double* a, int m, int n, double* d, double* e, double* left, double* tauLeft, double* tauRight)
    {
        using var work = new Doubles(n);
        for (int i = 0; i < n; i++)
        {
            double* corner = a + (long)i * n + i;
            double* v = left + (long)i * m + i;
            tauLeft[i] = Householder.Generate(ref *corner, m - i - 1, corner + n, n);
            d[i] = *corner;
            v[0] = 1;
            for (int r = 1; r < m - i; r++)
                v[r] = corner[(long)r * n];
            Householder.Left(v, tauLeft[i], corner + 1, m - i, n - i - 1, n, work.P);
            if (i == n - 1)
                break;
            tauRight[i] = Householder.Generate(ref corner[1], n - i - 2, corner + 2);
            e[i] = corner[1];
            corner[1] = 1;
            Householder.Right(corner + 1, tauRight[i], corner + n + 1, m - i - 1, n - i - 1, n);
        }
    }
}
