using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Athanor.Ops;

namespace Athanor.Backends.Cpu;

internal static unsafe partial class NormKernel
{
    private const int Columns = 64;
    private const int RowBlock = 256;

    public static void Backward(Standardize op, in KernelArgs a)
    {
        if (a.Inputs[0].DType == DType.Float64)
            Backward<double>(op, a);
        else
            Backward<float>(op, a);
    }

    private static void Backward<T>(Standardize op, in KernelArgs a)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        if (Vector512.IsHardwareAccelerated)
            Backward<T, Lane512<T>>(op, a);
        else if (Vector256.IsHardwareAccelerated)
            Backward<T, Lane256<T>>(op, a);
        else
            Backward<T, Scalar<T>>(op, a);
    }

    private static void Backward<T, L>(Standardize op, in KernelArgs a)
        where T : unmanaged, IFloatingPointIeee754<T>
        where L : struct, IVectorLane<L, T>
    {
        var grads = new Grads<T, L>(op)
        {
            X = a.Inputs[0].Pointer<T>(),
            G = a.Inputs[1].Pointer<T>(),
            Mean = a.Inputs[2].Pointer<T>(),
            Variance = a.Inputs[3].Pointer<T>(),
            Weight = op.HasWeight ? a.Inputs[4].Pointer<T>() : null,
            Target = a.Outputs[0].Pointer<T>(),
            WeightGrad = a.Outputs[1].Pointer<T>(),
            BiasGrad = a.Outputs[2].Pointer<T>(),
        };
        WorkerPool.For(op.Plan.Groups, op.Plan.Grain, grads);
        if (!op.HasWeight && !op.HasBias)
            return;
        if (op.Plan.Weights == NormWeights.Element)
            WorkerPool.For((op.Plan.Size + Columns - 1) / Columns, Math.Max(1, 16384 / (Columns * op.Plan.Groups)), new ColumnGrads<T, L> { Grads = grads });
        else if (op.Plan.Weights == NormWeights.Plane)
            WorkerPool.For(op.Plan.WeightCount, Math.Max(1, 16384 / (op.Plan.Size * Math.Max(1, op.Plan.Groups / op.Plan.Cycle))), new PlaneGrads<T, L> { Grads = grads });
    }

    /// <summary>The input's gradient, group by group; in batch norm a group's sums are the weight's gradients at once.</summary>
    private struct Grads<T, L>(Standardize op) : IRange
        where T : unmanaged, IFloatingPointIeee754<T>
        where L : struct, IVectorLane<L, T>
    {
        public T* X, G, Mean, Variance, Weight, Target, WeightGrad, BiasGrad;

        public readonly Standardize Op => op;

        public readonly double Rstd(long group) => 1 / Math.Sqrt(double.CreateTruncating(Variance[group]) + op.Eps);

        public readonly void Run(long begin, long end)
        {
            NormPlan plan = op.Plan;
            bool elements = plan.Weights == NormWeights.Element;
            for (long group = begin; group < end; group++)
            {
                (double sum, double product) = (0, 0);
                T mean = Mean[group];
                for (int p = 0; p < plan.Planes; p++)
                {
                    long offset = plan.Offset(group, p);
                    (double s, double d) = LaneSums<T, L>.Dot(G + offset, X + offset, elements ? Weight : null, plan.Size, mean);
                    double w = plan.Weights != NormWeights.Plane || Weight == null ? 1 : double.CreateTruncating(Weight[plan.WeightOf(group, p)]);
                    sum += w * s;
                    product += w * d;
                }
                double rstd = Rstd(group), factor = 1;
                if (plan.Weights == NormWeights.Group)
                {
                    WeightGrad[group] = T.CreateTruncating(product * rstd);
                    BiasGrad[group] = T.CreateTruncating(sum);
                    factor = Weight == null ? 1 : double.CreateTruncating(Weight[group]);
                }
                double slope = -factor * product * rstd * rstd * rstd / plan.Count, shift = op.Centered ? -factor * sum * rstd / plan.Count : 0;
                for (int p = 0; p < plan.Planes; p++)
                {
                    long offset = plan.Offset(group, p);
                    double w = elements || Weight == null ? 1 : double.CreateTruncating(Weight[plan.WeightOf(group, p)]);
                    Plane(offset, elements ? Weight : null, mean, rstd * w, slope, shift);
                }
            }
        }

        /// <summary>g · w · scale + (x − mean) · slope + shift.</summary>
        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        private readonly void Plane(long offset, T* w, T mean, double scale, double slope, double shift)
        {
            T* g = G + offset, x = X + offset, target = Target + offset;
            L m = L.Constant(double.CreateTruncating(mean)), a = L.Constant(scale), b = L.Constant(slope), c = L.Constant(shift);
            (T a1, T b1, T c1) = (T.CreateTruncating(scale), T.CreateTruncating(slope), T.CreateTruncating(shift));
            int i = 0, size = op.Plan.Size;
            for (; i <= size - L.Width; i += L.Width)
            {
                L grad = w == null ? L.Load(g + i) : L.Load(g + i) * L.Load(w + i);
                L.MultiplyAdd(grad, a, L.MultiplyAdd(L.Load(x + i) - m, b, c)).Store(target + i);
            }
            for (; i < size; i++)
            {
                T grad = w == null ? g[i] : g[i] * w[i];
                target[i] = T.FusedMultiplyAdd(grad, a1, T.FusedMultiplyAdd(x[i] - mean, b1, c1));
            }
        }
    }

    /// <summary>Layer norm's weight gradients: a few columns through all rows.</summary>
    private struct ColumnGrads<T, L> : IRange
        where T : unmanaged, IFloatingPointIeee754<T>
        where L : struct, IVectorLane<L, T>
    {
        public Grads<T, L> Grads;

        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        public readonly void Run(long begin, long end)
        {
            T* parts = stackalloc T[2 * Columns];
            double* sums = stackalloc double[2 * Columns];
            int rows = Grads.Op.Plan.Groups, size = Grads.Op.Plan.Size;
            for (long block = begin; block < end; block++)
            {
                long first = block * Columns;
                int width = (int)Math.Min(Columns, size - first);
                new Span<double>(sums, 2 * Columns).Clear();
                for (int row = 0; row < rows; row += RowBlock)
                {
                    new Span<T>(parts, 2 * Columns).Clear();
                    for (int r = row; r < Math.Min(row + RowBlock, rows); r++)
                        AddRow(Grads.G + r * (long)size + first, Grads.X + r * (long)size + first, parts, width, Grads.Mean[r], T.CreateTruncating(Grads.Rstd(r)));
                    for (int i = 0; i < 2 * Columns; i++)
                        sums[i] += double.CreateTruncating(parts[i]);
                }
                for (int i = 0; i < width; i++)
                {
                    Grads.WeightGrad[first + i] = T.CreateTruncating(sums[i]);
                    Grads.BiasGrad[first + i] = T.CreateTruncating(sums[Columns + i]);
                }
            }
        }

        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        private static void AddRow(T* g, T* x, T* parts, int width, T mean, T rstd)
        {
            L m = L.Constant(double.CreateTruncating(mean)), r = L.Constant(double.CreateTruncating(rstd));
            int i = 0;
            for (; i <= width - L.Width; i += L.Width)
            {
                L grad = L.Load(g + i);
                L.MultiplyAdd(grad, (L.Load(x + i) - m) * r, L.Load(parts + i)).Store(parts + i);
                (grad + L.Load(parts + Columns + i)).Store(parts + Columns + i);
            }
            for (; i < width; i++)
            {
                parts[i] = T.FusedMultiplyAdd(g[i], (x[i] - mean) * rstd, parts[i]);
                parts[Columns + i] += g[i];
            }
        }
    }

    /// <summary>Group norm's weight gradients: a channel through all examples.</summary>
    private struct PlaneGrads<T, L> : IRange
        where T : unmanaged, IFloatingPointIeee754<T>
        where L : struct, IVectorLane<L, T>
    {
        public Grads<T, L> Grads;

        public readonly void Run(long begin, long end)
        {
            NormPlan plan = Grads.Op.Plan;
            for (long channel = begin; channel < end; channel++)
            {
                (double weight, double bias) = (0, 0);
                for (long group = channel / plan.Planes; group < plan.Groups; group += plan.Cycle)
                {
                    long offset = plan.Offset(group, channel % plan.Planes);
                    (double sum, double product) = LaneSums<T, L>.Dot(Grads.G + offset, Grads.X + offset, null, plan.Size, Grads.Mean[group]);
                    weight += product * Grads.Rstd(group);
                    bias += sum;
                }
                Grads.WeightGrad[channel] = T.CreateTruncating(weight);
                Grads.BiasGrad[channel] = T.CreateTruncating(bias);
            }
        }
    }
}
