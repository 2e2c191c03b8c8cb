namespace Athanor.Backends.Cpu;

/// <summary>Reflections H = I − tau·v·vᵀ with v[0] = 1 (Golub and Van Loan, section 5.1), signs as in LAPACK.</summary>
internal static unsafe class Householder
{
    /// <summary>
    /// The reflection that takes (alpha, x) to (beta, 0): alpha becomes beta, x the rest of v.
    /// </summary>
    /// <returns>tau, 0 if x is 0 already.</returns>
    public static double Generate(ref double alpha, long n, double* x, long step = 1)
    {
        double norm = Rows.Norm(n, x, step);
        if (norm == 0)
            return 0;
        double beta = -Math.CopySign(SymmetricEigen.Hypot(alpha, norm), alpha), scale = 1 / (alpha - beta), tau = (beta - alpha) / beta;
        for (long i = 0; i < n; i++)
            x[i * step] *= scale;
        alpha = beta;
        return tau;
    }

    /// <summary>C ← H·C; <paramref name="work"/> holds a row of C.</summary>
    public static void Left(double* v, double tau, double* c, long rows, long columns, long stride, double* work)
    {
        if (tau == 0 || columns <= 0)
            return;
        Rows.Copy(columns, c, work);
        Rows.Scale(columns, v[0], work);
        for (long i = 1; i < rows; i++)
            Rows.Axpy(columns, v[i], c + i * stride, work);
        for (long i = 0; i < rows; i++)
            Rows.Axpy(columns, -tau * v[i], work, c + i * stride);
    }

    /// <summary>C ← C·H.</summary>
    public static void Right(double* v, double tau, double* c, long rows, long columns, long stride)
    {
        if (tau == 0)
            return;
        for (long i = 0; i < rows; i++)
            Rows.Axpy(columns, -tau * Rows.Dot(columns, c + i * stride, v), v, c + i * stride);
    }

    /// <summary>
    /// Makes A (m × n) upper triangular in place. Row i of <paramref name="vectors"/> (min(m, n) × m) holds v of step i from place i on.
    /// </summary>
    public static void Factor(double* a, int m, int n, double* vectors, double* taus)
    {
        using var work = new Doubles(n);
        for (int i = 0; i < Math.Min(m, n); i++)
        {
            double* v = vectors + (long)i * m + i;
            double* corner = a + (long)i * n + i;
            taus[i] = Generate(ref *corner, m - i - 1, corner + n, n);
            v[0] = 1;
            for (int r = 1; r < m - i; r++)
            {
                v[r] = corner[(long)r * n];
                corner[(long)r * n] = 0;
            }
            Left(v, taus[i], corner + 1, m - i, n - i - 1, n, work.P);
        }
    }

    /// <summary>
    /// The first <paramref name="columns"/> columns of the product of the reflections of <see cref="Factor"/>: Q, m × columns.
    /// </summary>
    public static void Form(double* vectors, double* taus, int count, int m, int columns, double* q)
    {
        using var work = new Doubles(columns);
        Rows.Identity(q, m, columns);
        for (int i = count - 1; i >= 0; i--)
            Left(vectors + (long)i * m + i, taus[i], q + (long)i * columns + i, m - i, columns - i, columns, work.P);
    }
}
