using System.Numerics;

namespace Athanor.Backends.Cpu;

/// <summary>What dense factorisations do with rows of doubles.</summary>
internal static unsafe class Rows
{
    /// <summary>Σ x·y.</summary>
    public static double Dot(long n, double* x, double* y)
    {
        long i = 0;
        int width = Vector<double>.Count;
        Vector<double> a = Vector<double>.Zero, b = a;
        for (; i + 2 * width <= n; i += 2 * width)
        {
            a += Vector.Load(x + i) * Vector.Load(y + i);
            b += Vector.Load(x + i + width) * Vector.Load(y + i + width);
        }
        double sum = Vector.Sum(a + b);
        for (; i < n; i++)
            sum += x[i] * y[i];
        return sum;
    }

    /// <summary>y ← y + alpha·x.</summary>
    public static void Axpy(long n, double alpha, double* x, double* y)
    {
        long i = 0;
        int width = Vector<double>.Count;
        var scale = new Vector<double>(alpha);
        for (; i + width <= n; i += width)
            (Vector.Load(y + i) + scale * Vector.Load(x + i)).Store(y + i);
        for (; i < n; i++)
            y[i] += alpha * x[i];
    }

    /// <summary>x ← alpha·x.</summary>
    public static void Scale(long n, double alpha, double* x)
    {
        for (long i = 0; i < n; i++)
            x[i] *= alpha;
    }

    /// <summary>(x, y) ← (c·x + s·y, c·y − s·x).</summary>
    public static void Rotate(long n, double* x, double* y, double c, double s)
    {
        long i = 0;
        int width = Vector<double>.Count;
        Vector<double> cosine = new(c), sine = new(s);
        for (; i + width <= n; i += width)
        {
            Vector<double> a = Vector.Load(x + i), b = Vector.Load(y + i);
            (cosine * a + sine * b).Store(x + i);
            (cosine * b - sine * a).Store(y + i);
        }
        for (; i < n; i++)
            (x[i], y[i]) = (c * x[i] + s * y[i], c * y[i] - s * x[i]);
    }

    /// <summary>Exchanges two rows.</summary>
    public static void Swap(long n, double* x, double* y)
    {
        for (long i = 0; i < n; i++)
            (x[i], y[i]) = (y[i], x[i]);
    }

    /// <summary>√Σx² without overflow.</summary>
    public static double Norm(long n, double* x, long step = 1)
    {
        double largest = 0, sum = 0;
        for (long i = 0; i < n; i++)
            largest = Math.Max(largest, Math.Abs(x[i * step]));
        if (largest == 0 || !double.IsFinite(largest))
            return largest;
        if (largest is > 1e-140 and < 1e140)
        {
            for (long i = 0; i < n; i++)
                sum += x[i * step] * x[i * step];
            return Math.Sqrt(sum);
        }
        for (long i = 0; i < n; i++)
            sum += x[i * step] / largest * (x[i * step] / largest);
        return largest * Math.Sqrt(sum);
    }

    /// <summary>target (n × m) ← sourceᵀ (m × n).</summary>
    public static void Transpose(double* source, long m, long n, double* target)
    {
        const int tile = 16;
        for (long i0 = 0; i0 < m; i0 += tile)
            for (long j0 = 0; j0 < n; j0 += tile)
                for (long i = i0; i < Math.Min(m, i0 + tile); i++)
                    for (long j = j0; j < Math.Min(n, j0 + tile); j++)
                        target[j * m + i] = source[i * n + j];
    }

    /// <summary>target ← source, element by element.</summary>
    public static void Copy(long count, double* source, double* target) =>
        Buffer.MemoryCopy(source, target, count * sizeof(double), count * sizeof(double));

    /// <summary>target ← the identity of rows × columns.</summary>
    public static void Identity(double* target, long rows, long columns)
    {
        new Span<double>(target, checked((int)(rows * columns))).Clear();
        for (long i = 0; i < Math.Min(rows, columns); i++)
            target[i * columns + i] = 1;
    }

    /// <summary>C ← C·beta + alpha·A·B for row-major matrices with the given distances between rows.</summary>
    public static void Multiply(
        long m, long n, long k, double alpha, double* a, long aRow, long aColumn, double* b, long bRow, long bColumn, double beta,
        double* c, long cRow)
    {
        var output = new GemmOutput<double>(c, cRow) { Alpha = alpha, Beta = beta };
        Gemm.Run(m, n, k, new MatrixView<double>(a, aRow, aColumn), new MatrixView<double>(b, bRow, bColumn), output);
    }
}
