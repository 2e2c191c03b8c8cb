using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Athanor.Ops;

namespace Athanor.Backends.Cpu;

/// <summary>
/// Softmax and its logarithm along any dimension of a contiguous tensor. Along the last one vectors run through a row; along others a
/// column is a place of the vector, and no transposition is needed.
/// </summary>
internal static unsafe class SoftmaxKernel
{
    public static void Forward(Tensor x, int dim, bool log, Tensor y)
    {
        if (x.DType == DType.Float64)
            Forward<double>(x, dim, log, y);
        else
            Forward<float>(x, dim, log, y);
    }

    public static void Backward(Tensor y, Tensor g, int dim, bool log, Tensor gx)
    {
        if (y.DType == DType.Float64)
            Backward<double>(y, g, dim, log, gx);
        else
            Backward<float>(y, g, dim, log, gx);
    }

    private static void Forward<T>(Tensor x, int dim, bool log, Tensor y)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        if (Vector512.IsHardwareAccelerated)
            Forward<T, Lane512<T>>(x, dim, log, y);
        else if (Vector256.IsHardwareAccelerated)
            Forward<T, Lane256<T>>(x, dim, log, y);
        else
            Forward<T, Scalar<T>>(x, dim, log, y);
    }

    private static void Backward<T>(Tensor y, Tensor g, int dim, bool log, Tensor gx)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        if (Vector512.IsHardwareAccelerated)
            Backward<T, Lane512<T>>(y, g, dim, log, gx);
        else if (Vector256.IsHardwareAccelerated)
            Backward<T, Lane256<T>>(y, g, dim, log, gx);
        else
            Backward<T, Scalar<T>>(y, g, dim, log, gx);
    }

    private static void Forward<T, L>(Tensor x, int dim, bool log, Tensor y)
        where T : unmanaged, IFloatingPointIeee754<T>
        where L : struct, IVectorLane<L, T>
    {
        var around = new Around(x.Shape, dim);
        if (x.Count == 0)
            return;
        if (around.Inner == 1)
            WorkerPool.For(around.Outer, Math.Max(1, 8192 / around.Size), new Rows<T, L> { Source = x.Pointer<T>(), Target = y.Pointer<T>(), Size = around.Size, Log = log });
        else
            WorkerPool.For(
                around.Outer * Blocks<T, L>(around.Inner),
                Math.Max(1, 8192 / (around.Size * L.Width)),
                new Columns<T, L> { Source = x.Pointer<T>(), Target = y.Pointer<T>(), Around = around, Log = log });
    }

    private static void Backward<T, L>(Tensor y, Tensor g, int dim, bool log, Tensor gx)
        where T : unmanaged, IFloatingPointIeee754<T>
        where L : struct, IVectorLane<L, T>
    {
        var around = new Around(y.Shape, dim);
        if (y.Count == 0)
            return;
        if (around.Inner == 1)
            WorkerPool.For(
                around.Outer,
                Math.Max(1, 8192 / around.Size),
                new RowGrads<T, L> { Result = y.Pointer<T>(), Grad = g.Pointer<T>(), Target = gx.Pointer<T>(), Size = around.Size, Log = log });
        else
            WorkerPool.For(
                around.Outer * Blocks<T, L>(around.Inner),
                Math.Max(1, 8192 / (around.Size * L.Width)),
                new ColumnGrads<T, L> { Result = y.Pointer<T>(), Grad = g.Pointer<T>(), Target = gx.Pointer<T>(), Around = around, Log = log });
    }

    private static long Blocks<T, L>(long inner)
        where T : unmanaged
        where L : struct, IVectorLane<L, T> => (inner + L.Width - 1) / L.Width;

    /// <summary>Rows in one pass each over the cache: the largest, the sum, the result.</summary>
    private struct Rows<T, L> : IRange
        where T : unmanaged, IFloatingPointIeee754<T>
        where L : struct, IVectorLane<L, T>
    {
        public T* Source, Target;
        public int Size;
        public bool Log;

        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        public readonly void Run(long begin, long end)
        {
            int width = L.Width, whole = Size - Size % width, rest = Size - whole;
            T* padded = stackalloc T[L.Width];
            for (long row = begin; row < end; row++)
            {
                T* x = Source + row * Size, y = Target + row * Size;
                L largest = L.Constant(double.NegativeInfinity);
                for (int i = 0; i < whole; i += width)
                    largest = L.Max(largest, L.Load(x + i));
                if (rest > 0)
                    largest = L.Max(largest, Rest.Load<T, L>(x + whole, rest, padded, T.NegativeInfinity));
                T max = Rest.Max<T, L>(largest, padded);
                L shift = L.Constant(double.CreateTruncating(max)), sum = default;
                for (int i = 0; i < whole; i += width)
                {
                    L e = L.Exp(L.Load(x + i) - shift);
                    if (!Log)
                        e.Store(y + i);
                    sum = sum + e;
                }
                if (rest > 0)
                {
                    L e = L.Exp(Rest.Load<T, L>(x + whole, rest, padded, T.NegativeInfinity) - shift);
                    if (!Log)
                        Rest.Store<T, L>(e, y + whole, rest, padded);
                    sum = sum + Rest.Cut<T, L>(e, rest, padded);
                }
                T total = Rest.Sum<T, L>(sum, padded);
                if (Log)
                    Subtract(x, y, max, T.Log(total));
                else
                    Scale(y, T.One / total);
            }
        }

        private readonly void Scale(T* y, T factor)
        {
            L scale = L.Constant(double.CreateTruncating(factor));
            int i = 0;
            for (; i <= Size - L.Width; i += L.Width)
                (L.Load(y + i) * scale).Store(y + i);
            for (; i < Size; i++)
                y[i] *= factor;
        }

        /// <summary>In two steps: largest and logarithm may differ by so much that their sum loses the latter.</summary>
        private readonly void Subtract(T* x, T* y, T max, T log)
        {
            L first = L.Constant(double.CreateTruncating(max)), second = L.Constant(double.CreateTruncating(log));
            int i = 0;
            for (; i <= Size - L.Width; i += L.Width)
                (L.Load(x + i) - first - second).Store(y + i);
            for (; i < Size; i++)
                y[i] = x[i] - max - log;
        }
    }

    private struct RowGrads<T, L> : IRange
        where T : unmanaged, IFloatingPointIeee754<T>
        where L : struct, IVectorLane<L, T>
    {
        public T* Result, Grad, Target;
        public int Size;
        public bool Log;

        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        public readonly void Run(long begin, long end)
        {
            int width = L.Width, whole = Size - Size % width, rest = Size - whole;
            T* padded = stackalloc T[L.Width];
            for (long row = begin; row < end; row++)
            {
                T* y = Result + row * Size, g = Grad + row * Size, target = Target + row * Size;
                L sum = default;
                for (int i = 0; i < whole; i += width)
                    sum = Log ? sum + L.Load(g + i) : L.MultiplyAdd(L.Load(g + i), L.Load(y + i), sum);
                if (rest > 0)
                {
                    L tail = Rest.Load<T, L>(g + whole, rest, padded, T.Zero);
                    sum = Log ? sum + tail : L.MultiplyAdd(tail, Rest.Load<T, L>(y + whole, rest, padded, T.Zero), sum);
                }
                L total = L.Constant(double.CreateTruncating(Rest.Sum<T, L>(sum, padded)));
                for (int i = 0; i < whole; i += width)
                    Slope(L.Load(y + i), L.Load(g + i), total, Log).Store(target + i);
                if (rest == 0)
                    continue;
                L last = Rest.Load<T, L>(y + whole, rest, padded, T.Zero);
                Rest.Store<T, L>(Slope(last, Rest.Load<T, L>(g + whole, rest, padded, T.Zero), total, Log), target + whole, rest, padded);
            }
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        private static L Slope(L y, L g, L total, bool log) => log ? g - L.Exp(y) * total : y * (g - total);
    }

    private struct Columns<T, L> : IRange
        where T : unmanaged, IFloatingPointIeee754<T>
        where L : struct, IVectorLane<L, T>
    {
        public T* Source, Target;
        public Around Around;
        public bool Log;

        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        public readonly void Run(long begin, long end)
        {
            T* padded = stackalloc T[L.Width];
            long blocks = Blocks<T, L>(Around.Inner), inner = Around.Inner;
            for (long block = begin; block < end; block++)
            {
                long column = block % blocks * L.Width, start = block / blocks * Around.Size * inner + column;
                int width = (int)Math.Min(L.Width, inner - column);
                T* x = Source + start, y = Target + start;
                L max = L.Constant(double.NegativeInfinity), sum = default;
                for (int i = 0; i < Around.Size; i++)
                    max = L.Max(max, Rest.Load<T, L>(x + i * inner, width, padded, T.Zero));
                for (int i = 0; i < Around.Size; i++)
                {
                    L e = L.Exp(Rest.Load<T, L>(x + i * inner, width, padded, T.Zero) - max);
                    sum = sum + e;
                    if (!Log)
                        Rest.Store<T, L>(e, y + i * inner, width, padded);
                }
                L last = Log ? L.Log(sum) : L.Constant(1) / sum;
                for (int i = 0; i < Around.Size; i++)
                    if (Log)
                        Rest.Store<T, L>(Rest.Load<T, L>(x + i * inner, width, padded, T.Zero) - max - last, y + i * inner, width, padded);
                    else
                        Rest.Store<T, L>(Rest.Load<T, L>(y + i * inner, width, padded, T.Zero) * last, y + i * inner, width, padded);
            }
        }
    }

    private struct ColumnGrads<T, L> : IRange
        where T : unmanaged, IFloatingPointIeee754<T>
        where L : struct, IVectorLane<L, T>
    {
        public T* Result, Grad, Target;
        public Around Around;
        public bool Log;

        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        public readonly void Run(long begin, long end)
        {
            T* padded = stackalloc T[L.Width];
            long blocks = Blocks<T, L>(Around.Inner), inner = Around.Inner;
            for (long block = begin; block < end; block++)
            {
                long column = block % blocks * L.Width, start = block / blocks * Around.Size * inner + column;
                int width = (int)Math.Min(L.Width, inner - column);
                T* y = Result + start, g = Grad + start, target = Target + start;
                L sum = default;
                for (int i = 0; i < Around.Size; i++)
                {
                    L grad = Rest.Load<T, L>(g + i * inner, width, padded, T.Zero);
                    sum = Log ? sum + grad : L.MultiplyAdd(grad, Rest.Load<T, L>(y + i * inner, width, padded, T.Zero), sum);
                }
                for (int i = 0; i < Around.Size; i++)
                {
                    L grad = Rest.Load<T, L>(g + i * inner, width, padded, T.Zero), result = Rest.Load<T, L>(y + i * inner, width, padded, T.Zero);
                    Rest.Store<T, L>(Log ? grad - L.Exp(result) * sum : result * (grad - sum), target + i * inner, width, padded);
                }
            }
        }
    }
}
