using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Athanor.Ops;

namespace Athanor.Backends.Cpu;

/// <summary>Normalisation of groups of elements, and its gradients. A group is one thread's work, so sums do not depend on their number.</summary>
internal static unsafe partial class NormKernel
{
    public static void Forward(Standardize op, in KernelArgs a)
    {
        if (a.Inputs[0].DType == DType.Float64)
            Forward<double>(op, a);
        else
            Forward<float>(op, a);
    }

    private static void Forward<T>(Standardize op, in KernelArgs a)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        T* weight = op.HasWeight ? a.Inputs[1].Pointer<T>() : null, bias = op.HasBias ? a.Inputs[^1].Pointer<T>() : null;
        T* x = a.Inputs[0].Pointer<T>(), y = a.Outputs[0].Pointer<T>(), mean = a.Outputs[1].Pointer<T>(), variance = a.Outputs[2].Pointer<T>();
        if (Vector512.IsHardwareAccelerated)
            WorkerPool.For(op.Plan.Groups, op.Plan.Grain, new Groups<T, Lane512<T>>(op, x, weight, bias, y, mean, variance));
        else if (Vector256.IsHardwareAccelerated)
            WorkerPool.For(op.Plan.Groups, op.Plan.Grain, new Groups<T, Lane256<T>>(op, x, weight, bias, y, mean, variance));
        else
            WorkerPool.For(op.Plan.Groups, op.Plan.Grain, new Groups<T, Scalar<T>>(op, x, weight, bias, y, mean, variance));
    }

    private readonly struct Groups<T, L>(Standardize op, T* x, T* weight, T* bias, T* y, T* mean, T* variance) : IRange
        where T : unmanaged, IFloatingPointIeee754<T>
        where L : struct, IVectorLane<L, T>
    {
        public void Run(long begin, long end)
        {
            NormPlan plan = op.Plan;
            for (long group = begin; group < end; group++)
            {
                double sum = 0, squares = 0;
                for (int p = 0; p < plan.Planes && op.Centered; p++)
                    sum += LaneSums<T, L>.Sum(x + plan.Offset(group, p), plan.Size);
                T centre = T.CreateTruncating(sum / plan.Count);
                for (int p = 0; p < plan.Planes; p++)
                    squares += LaneSums<T, L>.Squares(x + plan.Offset(group, p), plan.Size, centre);
                double spread = squares / plan.Count;
                mean[group] = centre;
                variance[group] = T.CreateTruncating(spread);
                T rstd = T.CreateTruncating(1 / Math.Sqrt(spread + op.Eps));
                for (int p = 0; p < plan.Planes; p++)
                {
                    long offset = plan.Offset(group, p);
                    if (plan.Weights == NormWeights.Element)
                    {
                        Elements(x + offset, y + offset, centre, rstd);
                        continue;
                    }
                    long at = plan.WeightOf(group, p);
                    Plane(x + offset, y + offset, centre, weight == null ? rstd : rstd * weight[at], bias == null ? T.Zero : bias[at]);
                }
            }
        }

        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        private void Plane(T* source, T* target, T centre, T scale, T shift)
        {
            L c = L.Constant(double.CreateTruncating(centre)), s = L.Constant(double.CreateTruncating(scale)), b = L.Constant(double.CreateTruncating(shift));
            int i = 0, size = op.Plan.Size;
            for (; i <= size - L.Width; i += L.Width)
                L.MultiplyAdd(L.Load(source + i) - c, s, b).Store(target + i);
            for (; i < size; i++)
                target[i] = T.FusedMultiplyAdd(source[i] - centre, scale, shift);
        }

        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        private void Elements(T* source, T* target, T centre, T rstd)
        {
            L c = L.Constant(double.CreateTruncating(centre)), r = L.Constant(double.CreateTruncating(rstd)), one = L.Constant(1);
            T* w = weight, b = bias;
            int i = 0, size = op.Plan.Size;
            for (; i <= size - L.Width; i += L.Width)
                L.MultiplyAdd((L.Load(source + i) - c) * r, w == null ? one : L.Load(w + i), b == null ? default : L.Load(b + i)).Store(target + i);
            for (; i < size; i++)
                target[i] = T.FusedMultiplyAdd((source[i] - centre) * rstd, w == null ? T.One : w[i], b == null ? T.Zero : b[i]);
        }
    }
}
