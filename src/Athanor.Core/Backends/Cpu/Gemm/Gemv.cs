using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Athanor.Backends.Cpu;

/// <summary>
/// Products with one or a few vectors, where packing would cost more than multiplying: each element of the matrix is read once from where
/// it is, and used for all vectors while it is in the cache.
/// </summary>
internal static unsafe class Gemv
{
    /// <summary>More vectors than this are a matrix.</summary>
    public const int MaxVectors = 4;

    private const int Block = 64; // rows at a time: four cache lines of each column, enough for the machine to see the stream
    private const long Grain = 32768; // elements of the matrix that are worth a chunk

    /// <summary>Whether the matrix is one whose rows or columns can be read as vectors.</summary>
    public static bool Takes<T>(MatrixView<T> matrix)
        where T : unmanaged => matrix.ColumnStride == 1 || matrix.RowStride == 1;

    /// <summary>
    /// Out[i, j] = Alpha·Σ matrix[i, p]·vectors[p, j] and so on, for <paramref name="count"/> columns j. The output may have any strides.
    /// </summary>
    public static void Run<T>(long rows, int count, long depth, MatrixView<T> matrix, MatrixView<T> vectors, in GemmOutput<T> output)
        where T : unmanaged, INumberBase<T>
    {
        if (vectors.RowStride != 1)
        {
            T* copy = Scratch.Get<T>(ScratchUse.Vector, depth * count);
            for (int j = 0; j < count; j++)
                for (long p = 0; p < depth; p++)
                    copy[j * depth + p] = vectors.Origin[p * vectors.RowStride + j * vectors.ColumnStride];
            vectors = new MatrixView<T>(copy, 1, depth);
        }

        // Whole blocks, so that the way a row is summed depends on its place alone.
        long grain = Math.Max(Block, Grain / Math.Max(1, depth) / Block * Block);
        WorkerPool.For(rows, grain, new RowRange<T>(count, depth, matrix, vectors, output));
    }

    private readonly struct RowRange<T>(int count, long depth, MatrixView<T> matrix, MatrixView<T> vectors, GemmOutput<T> output) : IRange
        where T : unmanaged, INumberBase<T>
    {
        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        public void Run(long begin, long end)
        {
            T* sums = stackalloc T[Block];
            for (long first = begin; first < end; first += Block)
            {
                int rows = (int)Math.Min(Block, end - first);
                T* part = matrix.Origin + first * matrix.RowStride;
                for (int j = 0; j < count; j++)
                {
                    T* vector = vectors.Origin + j * vectors.ColumnStride;
                    if (matrix.ColumnStride == 1)
                        Dots(part, matrix.RowStride, rows, depth, vector, sums);
                    else
                        Axpy(part, matrix.ColumnStride, rows, depth, vector, sums);
                    for (int i = 0; i < rows; i++)
                        Put(first + i, j, sums[i]);
                }
            }
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        private void Put(long i, int j, T sum)
        {
            sum *= output.Alpha;
            if (output.RowBias != null)
                sum += output.RowBias[i];
            if (output.ColumnBias != null)
                sum += output.ColumnBias[j];
            T* place = output.C + i * output.RowStride + output.Column(j);
            *place = T.IsZero(output.Beta) ? sum : T.MultiplyAddEstimate(output.Beta, *place, sum);
        }
    }

    /// <summary>Rows that are contiguous: dot products.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Dots<T>(T* matrix, long stride, int rows, long depth, T* vector, T* sums)
        where T : unmanaged, INumberBase<T>
    {
        int lanes = Vector256<T>.Count;
        for (int i = 0; i < rows; i++, matrix += stride)
        {
            Vector256<T> a = default, b = default, c = default, d = default;
            long p = 0;
            for (; p <= depth - 4 * lanes; p += 4 * lanes)
            {
                a = Wide.MultiplyAdd(Vector256.Load(matrix + p), Vector256.Load(vector + p), a);
                b = Wide.MultiplyAdd(Vector256.Load(matrix + p + lanes), Vector256.Load(vector + p + lanes), b);
                c = Wide.MultiplyAdd(Vector256.Load(matrix + p + 2 * lanes), Vector256.Load(vector + p + 2 * lanes), c);
                d = Wide.MultiplyAdd(Vector256.Load(matrix + p + 3 * lanes), Vector256.Load(vector + p + 3 * lanes), d);
            }
            for (; p <= depth - lanes; p += lanes)
                a = Wide.MultiplyAdd(Vector256.Load(matrix + p), Vector256.Load(vector + p), a);
            T sum = Vector256.Sum(a + b + (c + d));
            for (; p < depth; p++)
                sum = T.MultiplyAddEstimate(matrix[p], vector[p], sum);
            sums[i] = sum;
        }
    }

    /// <summary>Columns that are contiguous: sums of columns, each times an element of the vector.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Axpy<T>(T* matrix, long stride, int rows, long depth, T* vector, T* sums)
        where T : unmanaged, INumberBase<T>
    {
        int lanes = Vector256<T>.Count;
        int i = 0;
        for (; i <= rows - 8 * lanes; i += 8 * lanes)
        {
            Vector256<T> a = default, b = default, c = default, d = default, e = default, f = default, g = default, h = default;
            T* column = matrix + i;
            for (long p = 0; p < depth; p++, column += stride)
            {
                var x = Vector256.Create(vector[p]);
                a = Wide.MultiplyAdd(Vector256.Load(column), x, a);
                b = Wide.MultiplyAdd(Vector256.Load(column + lanes), x, b);
                c = Wide.MultiplyAdd(Vector256.Load(column + 2 * lanes), x, c);
                d = Wide.MultiplyAdd(Vector256.Load(column + 3 * lanes), x, d);
                e = Wide.MultiplyAdd(Vector256.Load(column + 4 * lanes), x, e);
                f = Wide.MultiplyAdd(Vector256.Load(column + 5 * lanes), x, f);
                g = Wide.MultiplyAdd(Vector256.Load(column + 6 * lanes), x, g);
                h = Wide.MultiplyAdd(Vector256.Load(column + 7 * lanes), x, h);
            }
            a.Store(sums + i);
            b.Store(sums + i + lanes);
            c.Store(sums + i + 2 * lanes);
            d.Store(sums + i + 3 * lanes);
            e.Store(sums + i + 4 * lanes);
            f.Store(sums + i + 5 * lanes);
            g.Store(sums + i + 6 * lanes);
            h.Store(sums + i + 7 * lanes);
        }
        for (; i <= rows - lanes; i += lanes)
        {
            Vector256<T> sum = default;
            for (long p = 0; p < depth; p++)
                sum = Wide.MultiplyAdd(Vector256.Load(matrix + p * stride + i), Vector256.Create(vector[p]), sum);
            sum.Store(sums + i);
        }
        for (; i < rows; i++)
        {
            T sum = T.Zero;
            for (long p = 0; p < depth; p++)
                sum = T.MultiplyAddEstimate(matrix[p * stride + i], vector[p], sum);
            sums[i] = sum;
        }
    }
}
