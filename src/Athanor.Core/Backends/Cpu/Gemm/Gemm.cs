using System.Numerics;

namespace Athanor.Backends.Cpu;

/// <summary>Matrix products over memory, in float or double. Results are the same bits for any number of threads.</summary>
internal static unsafe class Gemm
{
    /// <summary>C[m, n] = Alpha·A[m, k]·B[k, n] + biases + Beta·C.</summary>
    public static void Run<T>(long m, long n, long k, MatrixView<T> a, MatrixView<T> b, in GemmOutput<T> output)
        where T : unmanaged, INumberBase<T>
    {
        if (m <= 0 || n <= 0)
            return;
        if (n <= Gemv.MaxVectors && Gemv.Takes(a))
            Gemv.Run(m, (int)n, k, a, b, output);
        else if (m <= Gemv.MaxVectors && Gemv.Takes(b) && output.ColumnOffsets == null)
            Gemv.Run(n, (int)m, k, b.Transposed, a.Transposed, Transposed(output));
        else if (output.ColumnStride != 1 && output.RowStride == 1 && output.ColumnOffsets == null)
            RunWidened<T, T, T>(n, m, k, b.Transposed, a.Transposed, Transposed(output));
        else
            RunWidened<T, T, T>(m, n, k, a, b, output);
    }

    /// <summary>The same with operands that are widened while they are packed: <see cref="BFloat16"/> or <see cref="Half"/>.</summary>
    public static void RunWidened<TA, TB, T>(long m, long n, long k, MatrixView<TA> a, MatrixView<TB> b, in GemmOutput<T> output)
        where TA : unmanaged
        where TB : unmanaged
        where T : unmanaged, INumberBase<T> =>
        PackedProduct.Run(
            m, n, k,
            new StridedPanels<TA, T>(a.Origin, a.RowStride, a.ColumnStride),
            new StridedPanels<TB, T>(b.Origin, b.ColumnStride, b.RowStride),
            output);

    /// <summary>
    /// <see cref="Run"/> for each of <paramref name="batch"/> matrices that are a stride apart, 0 for an operand that all share. The biases
    /// are shared.
    /// </summary>
    public static void RunBatched<T>(
        long batch, long m, long n, long k, MatrixView<T> a, long aStride, MatrixView<T> b, long bStride, in GemmOutput<T> output,
        long cStride)
        where T : unmanaged, INumberBase<T>
    {
        if (m <= 0 || n <= 0 || batch <= 0)
            return;
        if (bStride == 0 && batch > 1 && output.ColumnOffsets == null && output.RowBias == null
            && aStride == m * a.RowStride && cStride == m * output.RowStride)
        {
            Run(batch * m, n, k, a, b, output); // matrices on top of each other are one tall matrix
            return;
        }

        var body = new BatchRange<T>(m, n, k, a, aStride, b, bStride, output, cStride);
        if (batch >= 2 * WorkerPool.Threads || (double)m * n * Math.Max(1, k) < 500_000)
            WorkerPool.For(batch, (long)Math.Clamp(100_000 / ((double)m * n * Math.Max(1, k)), 1, batch), body);
        else
            body.Run(0, batch); // few large ones: each in parallel inside
    }

    private static GemmOutput<T> Transposed<T>(in GemmOutput<T> output)
        where T : unmanaged, INumberBase<T>
    {
        GemmOutput<T> result = output;
        (result.RowStride, result.ColumnStride) = (output.ColumnStride, output.RowStride);
        result.RowBias = output.ColumnBias;
        result.ColumnBias = output.RowBias;
        return result;
    }

    private readonly struct BatchRange<T>(
        long m, long n, long k, MatrixView<T> a, long aStride, MatrixView<T> b, long bStride, GemmOutput<T> output, long cStride) : IRange
        where T : unmanaged, INumberBase<T>
    {
        public void Run(long begin, long end)
        {
            for (long i = begin; i < end; i++)
            {
                GemmOutput<T> part = output;
                part.C += i * cStride;
                Gemm.Run(m, n, k, a.Offset(i * aStride), b.Offset(i * bStride), part);
            }
        }
    }
}
