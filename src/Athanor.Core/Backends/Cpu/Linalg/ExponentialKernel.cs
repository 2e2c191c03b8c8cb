namespace Athanor.Backends.Cpu;

/// <summary>The matrix exponential by Padé approximants with scaling and squaring (Higham 2005).</summary>
internal static unsafe class ExponentialKernel
{
    private static ReadOnlySpan<double> Bounds =>
        [1.495585217958292e-2, 2.539398330063230e-1, 9.504178996162932e-1, 2.097847961257068, 5.371920351148152];

    /// <summary>result ← e^A for a row-major n × n matrix.</summary>
    public static void Run(double* matrix, int n, double* result)
    {
        long size = (long)n * n;
        using var memory = new Doubles(8 * size + n);
        double* a = memory.P, a2 = a + size, a4 = a2 + size, a6 = a4 + size, u = a6 + size, v = u + size, t = v + size, w = t + size;
        double* pivots = w + size;
        Rows.Copy(size, matrix, a);
        double norm = Norm1(a, n);
        if (!double.IsFinite(norm))
        {
            new Span<double>(result, checked((int)size)).Fill(double.NaN);
            return;
        }
        int level = 0;
        while (level < 4 && norm > Bounds[level])
            level++;
        int squarings = level == 4 ? Math.Max(0, (int)Math.Ceiling(Math.Log2(norm / Bounds[4]))) : 0;
        Rows.Scale(size, Math.ScaleB(1, -squarings), a);
        Product(n, a, a, a2);
        int degree = level == 4 ? 13 : 2 * level + 3;
        double[] b = Coefficients(degree);
        if (degree == 13)
        {
            Product(n, a2, a2, a4);
            Product(n, a4, a2, a6);
            Sum(n, w, 0, new Term(b[13], a6), new Term(b[11], a4), new Term(b[9], a2));
            Product(n, a6, w, t);
            Sum(n, t, b[1], new Term(1, t), new Term(b[7], a6), new Term(b[5], a4), new Term(b[3], a2));
            Product(n, a, t, u);
            Sum(n, w, 0, new Term(b[12], a6), new Term(b[10], a4), new Term(b[8], a2));
            Product(n, a6, w, t);
            Sum(n, v, b[0], new Term(1, t), new Term(b[6], a6), new Term(b[4], a4), new Term(b[2], a2));
        }
        else
        {
            // Odd powers gather in t (times A), even ones in v.
            Sum(n, t, b[1]);
            Sum(n, v, b[0]);
            double* power = a4;
            double* spare = a6;
            Rows.Identity(power, n, n);
            for (int k = 2; k < degree; k += 2)
            {
                Product(n, power, a2, spare);
                double* next = spare;
                spare = power;
                power = next;
                Rows.Axpy(size, b[k + 1], power, t);
                Rows.Axpy(size, b[k], power, v);
            }
            Product(n, a, t, u);
        }
        for (long i = 0; i < size; i++)
            (t[i], result[i]) = (v[i] - u[i], v[i] + u[i]);
        LuKernel.Factor(t, n, n, pivots);
        LuKernel.Solve(t, n, pivots, result, n, transposed: false);
        for (int i = 0; i < squarings; i++)
        {
            Product(n, result, result, w);
            Rows.Copy(size, w, result);
        }
    }

    /// <summary>The numerator of the [m/m] approximant, scaled to integers: (2m − k)! / (k! (m − k)!), the last 1.</summary>
    private static double[] Coefficients(int m)
    {
        var b = new double[m + 1];
        b[m] = 1;
        for (int k = m; k > 0; k--)
            b[k - 1] = b[k] * k * (2 * m - k + 1) / (m - k + 1);
        return b;
    }

    private static double Norm1(double* a, int n)
    {
        double largest = 0;
        for (int j = 0; j < n; j++)
        {
            double sum = 0;
            for (int i = 0; i < n; i++)
                sum += Math.Abs(a[(long)i * n + j]);
            largest = Math.Max(largest, sum);
        }
        return largest;
    }

    private static void Product(int n, double* a, double* b, double* c) => Rows.Multiply(n, n, n, 1, a, n, 1, b, n, 1, 0, c, n);

    /// <summary>target ← diagonal·I + Σ factor·matrix; the target may be one of the matrices.</summary>
    private static void Sum(int n, double* target, double diagonal, params ReadOnlySpan<Term> terms)
    {
        for (long i = 0; i < (long)n * n; i++)
        {
            double sum = 0;
            foreach (Term term in terms)
                sum += term.Factor * term.Matrix[i];
            target[i] = sum + (i % (n + 1L) == 0 ? diagonal : 0);
        }
    }

    private readonly struct Term(double factor, double* matrix)
    {
        public readonly double Factor = factor;
        public readonly double* Matrix = matrix;
    }
}
