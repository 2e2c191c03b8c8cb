using System.Numerics;
using Athanor.Backends.Cpu;

namespace Athanor.Tests.Backends.Cpu;

[Collection(nameof(ThreadCount))]
public sealed unsafe class GemmTests : IDisposable
{
    private readonly int _threads = WorkerPool.Threads;

    public void Dispose() => WorkerPool.Threads = _threads;

    [Fact]
    public void All_small_sizes()
    {
        var random = new Random(1);
        int[] sizes = [1, 2, 3, 4, 5, 6, 7, 8, 11, 12, 13, 15, 16, 17, 24, 25, 31, 32, 33, 40];
        foreach (int m in sizes)
            foreach (int n in sizes)
                foreach (int k in (int[])[0, 1, 2, 3, 7, 16, 33])
                    Check<float>(random, m, n, k, random.Next(16), 1e-6);
    }

    [Theory]
    [InlineData(12, 32, 320)]
    [InlineData(13, 33, 321)]
    [InlineData(100, 70, 700)]
    [InlineData(250, 300, 330)]
    [InlineData(300, 257, 64)]
    [InlineData(2000, 40, 50)]
    [InlineData(20, 900, 40)]
    [InlineData(5, 7, 5200)]
    [InlineData(4000, 6, 30)]
    [InlineData(1, 500, 300)]
    [InlineData(500, 1, 300)]
    [InlineData(3, 200, 129)]
    [InlineData(700, 4, 200)]
    [InlineData(2, 333, 1000)]
    public void Around_the_blocks(int m, int n, int k)
    {
        var random = new Random(m + n + k);
        for (int form = 0; form < 16; form += 5)
        {
            Check<float>(random, m, n, k, form, 4e-6);
            Check<double>(random, m, n, k, form, 1e-14);
        }
        Check<double>(random, m, n, k, 2, 1e-14);
    }

    [Fact]
    public void Odd_strides_and_biases()
    {
        var random = new Random(3);
        for (int round = 0; round < 60; round++)
            Check<double>(random, random.Next(1, 50), random.Next(1, 80), random.Next(1, 60), 16 + random.Next(128 - 16), 1e-14);
    }

    [Theory]
    [InlineData(1, 5, 7, 9)]
    [InlineData(3, 1, 40, 33)]
    [InlineData(7, 4, 130, 20)]
    [InlineData(40, 17, 19, 23)]
    [InlineData(2, 130, 90, 200)]
    public void Batched(int batch, int m, int n, int k)
    {
        var random = new Random(5);
        double[] a = Matrices.Random<double>(random, batch * m * k), b = Matrices.Random<double>(random, batch * k * n);
        foreach (bool shared in (bool[])[false, true])
        {
            var expected = new double[batch * m * n];
            for (int i = 0; i < expected.Length; i++)
                for (int p = 0; p < k; p++)
                    expected[i] += a[i / n * k + p] * b[(shared ? 0 : i / (m * n) * k * n) + p * n + i % n];
            foreach (int threads in (int[])[1, 3])
            {
                WorkerPool.Threads = threads;
                double[] c = Matrices.Nan<double>(expected.Length);
                fixed (double* pa = a, pb = b, pc = c)
                {
                    var output = new GemmOutput<double>(pc, n);
                    var (left, right) = (new MatrixView<double>(pa, k, 1), new MatrixView<double>(pb, n, 1));
                    Gemm.RunBatched(batch, m, n, k, left, m * k, right, shared ? 0 : k * n, output, m * n);
                }
                Matrices.AssertClose(expected, c, 1e-14, $"{batch} x {m} x {n} x {k}");
            }
        }
    }

    [Fact]
    public void Narrow_operands_are_widened()
    {
        var random = new Random(6);
        (int m, int n, int k) = (37, 45, 51);
        BFloat16[] a = [.. Matrices.Random<float>(random, m * k).Select(v => (BFloat16)v)];
        Half[] b = [.. Matrices.Random<float>(random, k * n).Select(v => (Half)v)];
        var expected = new double[m * n];
        for (int i = 0; i < m * n; i++)
            for (int p = 0; p < k; p++)
                expected[i] += (double)(float)a[i / n * k + p] * (double)b[p * n + i % n];
        float[] c = Matrices.Nan<float>(m * n);
        fixed (BFloat16* pa = a)
        fixed (Half* pb = b)
        fixed (float* pc = c)
            Gemm.RunWidened(m, n, k, new MatrixView<BFloat16>(pa, k, 1), new MatrixView<Half>(pb, n, 1), new GemmOutput<float>(pc, n));
        Matrices.AssertClose(expected, c, 1e-6, "bfloat16 by half");
    }

    [Fact]
    public void A_product_allocates_nothing()
    {
        WorkerPool.Threads = 2;
        var a = new float[200 * 200];
        var c = new float[200 * 200];
        fixed (float* pa = a, pc = c)
        {
            var view = new MatrixView<float>(pa, 200, 1);
            Gemm.Run(200, 200, 200, view, view, new GemmOutput<float>(pc, 200));
            Gemm.Run(200, 1, 200, view, view, new GemmOutput<float>(pc, 200));
            long before = GC.GetAllocatedBytesForCurrentThread();
            Gemm.Run(200, 200, 200, view, view, new GemmOutput<float>(pc, 200));
            Gemm.Run(200, 1, 200, view, view, new GemmOutput<float>(pc, 200));
            Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
        }
    }

    /// <summary>Bits of <paramref name="form"/>: A transposed, B transposed, beta, alpha, row bias, column bias, odd strides.</summary>
    private static void Check<T>(Random random, int m, int n, int k, int form, double tolerance)
        where T : unmanaged, INumberBase<T>
    {
        int step = (form & 64) != 0 ? 3 : 1;
        (long ars, long acs) = (form & 1) != 0 ? ((long)step, (long)m * step + 1) : (k * step + 2, step);
        (long brs, long bcs) = (form & 2) != 0 ? ((long)step, (long)k * step + 3) : (n * step + 1, step);
        (long crs, long ccs) = (form & 64) == 0 ? (n + 2, 1) : random.Next(2) == 0 ? (1, m + 1) : (2 * n + 1, 2);
        T[] a = Matrices.Random<T>(random, (int)(m * ars + k * acs));
        T[] b = Matrices.Random<T>(random, (int)(k * brs + n * bcs));
        T[] rowBias = Matrices.Random<T>(random, m), columnBias = Matrices.Random<T>(random, n);
        double alpha = (form & 8) != 0 ? -0.5 : 1, beta = (form & 4) != 0 ? random.Next(2) == 0 ? 1 : 0.25 : 0;
        T[] c = beta == 0 ? Matrices.Nan<T>((int)(m * crs + n * ccs)) : Matrices.Random<T>(random, (int)(m * crs + n * ccs));

        var expected = new double[m * n];
        for (int i = 0; i < m; i++)
        {
            for (int j = 0; j < n; j++)
            {
                double sum = 0;
                for (int p = 0; p < k; p++)
                    sum += double.CreateChecked(a[i * ars + p * acs]) * double.CreateChecked(b[p * brs + j * bcs]);
                sum *= alpha;
                if ((form & 16) != 0)
                    sum += double.CreateChecked(rowBias[i]);
                if ((form & 32) != 0)
                    sum += double.CreateChecked(columnBias[j]);
                expected[i * n + j] = beta == 0 ? sum : sum + beta * double.CreateChecked(c[i * crs + j * ccs]);
            }
        }

        T[]? first = null;
        foreach (int threads in (int[])[1, 2, 3])
        {
            WorkerPool.Threads = threads;
            T[] result = [.. c];
            fixed (T* pa = a, pb = b, pc = result, pr = rowBias, pq = columnBias)
            {
                var output = new GemmOutput<T>(pc, crs, ccs)
                {
                    Alpha = T.CreateChecked(alpha),
                    Beta = T.CreateChecked(beta),
                    RowBias = (form & 16) != 0 ? pr : null,
                    ColumnBias = (form & 32) != 0 ? pq : null,
                };
                Gemm.Run(m, n, k, new MatrixView<T>(pa, ars, acs), new MatrixView<T>(pb, brs, bcs), output);
            }
            var actual = new T[m * n];
            for (int i = 0; i < m; i++)
            {
                for (int j = 0; j < n; j++)
                {
                    actual[i * n + j] = result[i * crs + j * ccs];
                    result[i * crs + j * ccs] = c[i * crs + j * ccs];
                }
            }
            Matrices.AssertClose(expected, actual, tolerance, $"{m} x {n} x {k}, form {form}, {threads} threads");
            Assert.True(Matrices.SameBits(c, result), "wrote outside of C");
            first ??= actual;
            Assert.True(Matrices.SameBits(first, actual), $"{m} x {n} x {k}, form {form}: {threads} threads give other bits");
        }
    }
}
