using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Athanor.Ops;

namespace Athanor.Backends.Cpu;

/// <summary>The cross entropy of rows of logits with class labels.</summary>
internal static unsafe class CrossEntropyKernel
{
    public static void Forward(RowCrossEntropy op, in KernelArgs a)
    {
        if (a.Inputs[0].DType == DType.Float64)
            Run<double>(op, a, backward: false);
        else
            Run<float>(op, a, backward: false);
    }

    public static void Backward(RowCrossEntropy op, in KernelArgs a)
    {
        if (a.Inputs[0].DType == DType.Float64)
            Run<double>(op, a, backward: true);
        else
            Run<float>(op, a, backward: true);
    }

    private static void Run<T>(RowCrossEntropy op, in KernelArgs a, bool backward)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        if (Vector512.IsHardwareAccelerated)
            Run<T, Lane512<T>>(op, a, backward);
        else if (Vector256.IsHardwareAccelerated)
            Run<T, Lane256<T>>(op, a, backward);
        else
            Run<T, Scalar<T>>(op, a, backward);
    }

    private static void Run<T, L>(RowCrossEntropy op, in KernelArgs a, bool backward)
        where T : unmanaged, IFloatingPointIeee754<T>
        where L : struct, IVectorLane<L, T>
    {
        Tensor x = a.Inputs[0];
        var rows = new Rows<T, L>
        {
            Logits = x.Pointer<T>(),
            Labels = a.Inputs[1].Pointer<long>(),
            Classes = x.Shape[1],
            Ignore = op.IgnoreIndex,
            Smoothing = op.Smoothing,
            Target = a.Outputs[0].Pointer<T>(),
            LogSum = backward ? a.Inputs[2].Pointer<T>() : a.Outputs[1].Pointer<T>(),
            Grad = backward ? a.Inputs[3].Pointer<T>() : null,
        };
        WorkerPool.For(x.Shape[0], Math.Max(1, 8192 / Math.Max(1, x.Shape[1])), rows);
    }

    private struct Rows<T, L> : IRange
        where T : unmanaged, IFloatingPointIeee754<T>
        where L : struct, IVectorLane<L, T>
    {
        public T* Logits, Target, LogSum, Grad;
        public long* Labels;
        public int Classes;
        public long Ignore;
        public double Smoothing;

        public readonly void Run(long begin, long end)
        {
            for (long row = begin; row < end; row++)
            {
                T* x = Logits + row * Classes;
                long label = Labels[row];
                if (Grad != null)
                    Slope(x, Target + row * Classes, label, LogSum[row], label == Ignore ? T.Zero : Grad[row]);
                else
                    Target[row] = Loss(x, label, out LogSum[row]);
            }
        }

        /// <summary>The row less its largest element is summed: the loss is a difference of numbers of its own size.</summary>
        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        private readonly T Loss(T* x, long label, out T logSum)
        {
            T* buffer = stackalloc T[L.Width];
            int width = L.Width, whole = Classes - Classes % width, rest = Classes - whole;
            L largest = L.Constant(double.NegativeInfinity), sum = default;
            for (int i = 0; i < whole; i += width)
                largest = L.Max(largest, L.Load(x + i));
            if (rest > 0)
                largest = L.Max(largest, Rest.Load<T, L>(x + whole, rest, buffer, T.NegativeInfinity));
            T max = Rest.Max<T, L>(largest, buffer);
            L shift = L.Constant(double.CreateTruncating(max));
            for (int i = 0; i < whole; i += width)
                sum = sum + L.Exp(L.Load(x + i) - shift);
            if (rest > 0)
                sum = sum + Rest.Cut<T, L>(L.Exp(Rest.Load<T, L>(x + whole, rest, buffer, T.NegativeInfinity) - shift), rest, buffer);
            T log = T.Log(Rest.Sum<T, L>(sum, buffer));
            logSum = max + log;
            if (label == Ignore)
                return T.Zero;
            T loss = log - (x[label] - max);
            if (Smoothing == 0)
                return loss;
            double mean = LaneSums<T, L>.Sum(x, Classes) / Classes;
            return T.CreateTruncating(1 - Smoothing) * loss + T.CreateTruncating(Smoothing) * (log - T.CreateTruncating(mean - double.CreateTruncating(max)));
        }

        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        private readonly void Slope(T* x, T* target, long label, T logSum, T grad)
        {
            if (label == Ignore)
            {
                new Span<T>(target, Classes).Clear();
                return;
            }
            T* buffer = stackalloc T[L.Width];
            L shift = L.Constant(double.CreateTruncating(logSum)), g = L.Constant(double.CreateTruncating(grad)), even = L.Constant(Smoothing / Classes);
            int i = 0;
            for (; i <= Classes - L.Width; i += L.Width)
                ((L.Exp(L.Load(x + i) - shift) - even) * g).Store(target + i);
            if (i < Classes)
                Rest.Store<T, L>((L.Exp(Rest.Load<T, L>(x + i, Classes - i, buffer, T.Zero) - shift) - even) * g, target + i, Classes - i, buffer);
            target[label] -= T.CreateTruncating(1 - Smoothing) * grad;
        }
    }
}
