using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using Athanor.Ops;

namespace Athanor.Backends.Cpu;

/// <summary>The largest elements of windows, plane by plane.</summary>
internal static unsafe class MaxPoolKernel
{
    /// <summary>
    /// Floats in fixed windows: the rows of a window are reduced by vectors into a bordered line, the line is reduced by vectors at every
    /// place, and the places where windows begin are picked. No branch depends on the values.
    /// </summary>
    public static void RunFloats<T>(in PoolPlan plan, in PoolGeometry geometry, in KernelArgs a, bool indices)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        if (geometry.Adaptive)
            Run<T>(plan, a, indices);
        else if (Vector512.IsHardwareAccelerated)
            WorkerPool.For(plan.Planes, plan.Grain, new Lines<T, Lane512<T>>(geometry) { Windows = Windows<T>(plan, a, indices) });
        else if (Vector256.IsHardwareAccelerated)
            WorkerPool.For(plan.Planes, plan.Grain, new Lines<T, Lane256<T>>(geometry) { Windows = Windows<T>(plan, a, indices) });
        else
            WorkerPool.For(plan.Planes, plan.Grain, new Lines<T, Scalar<T>>(geometry) { Windows = Windows<T>(plan, a, indices) });
    }

    /// <summary>Any numbers in any windows, element by element.</summary>
    public static void Run<T>(in PoolPlan plan, in KernelArgs a, bool indices)
        where T : unmanaged, INumber<T> => WorkerPool.For(plan.Planes, plan.Grain, Windows<T>(plan, a, indices));

    private static Job<T> Windows<T>(in PoolPlan plan, in KernelArgs a, bool indices)
        where T : unmanaged, INumber<T> => new()
    {
        Plan = plan,
        Source = a.Inputs[0].Pointer<T>(),
        Target = a.Outputs[0].Pointer<T>(),
        Indices = indices ? a.Outputs[1].Pointer<long>() : null,
    };

    private struct Job<T> : IRange
        where T : unmanaged, INumber<T>
    {
        public PoolPlan Plan;
        public T* Source, Target;
        public long* Indices;

        public readonly void Run(long begin, long end)
        {
            for (long plane = begin; plane < end; plane++)
            {
                T* source = Source + plane * Plan.InSize;
                long at = plane * Plan.OutSize;
                for (int d = 0; d < Plan.D.Count; d++)
                    for (int h = 0; h < Plan.H.Count; h++)
                        for (int w = 0; w < Plan.W.Count; w++, at++)
                        {
                            Target[at] = Largest(source, d, h, w, out long place);
                            if (Indices != null)
                                Indices[at] = place;
                        }
            }
        }

        /// <summary>A window's largest element and its place; of equal ones the first, of NaNs the last, as PyTorch chooses.</summary>
        private readonly T Largest(T* source, int d, int h, int w, out long place)
        {
            T best = T.Zero;
            place = -1;
            for (int z = Plan.D.Start[d]; z < Plan.D.End[d]; z += Plan.D.Step)
                for (int y = Plan.H.Start[h]; y < Plan.H.End[h]; y += Plan.H.Step)
                {
                    long line = ((long)z * Plan.InH + y) * Plan.InW;
                    for (int x = Plan.W.Start[w]; x < Plan.W.End[w]; x += Plan.W.Step)
                        if (place < 0 || source[line + x] > best || T.IsNaN(source[line + x]))
                            (best, place) = (source[line + x], line + x);
                }
            place = Math.Max(place, 0);
            return best;
        }

        /// <summary>Where in its window a known largest element is.</summary>
        public readonly long Find(T* source, T largest, int d, int h, int start, int stop)
        {
            int hStop = Plan.H.End[h], hStep = Plan.H.Step, step = Plan.W.Step;
            bool isNaN = T.IsNaN(largest);
            long found = -1;
            for (int z = Plan.D.Start[d]; z < Plan.D.End[d]; z += Plan.D.Step)
                for (int y = Plan.H.Start[h]; y < hStop; y += hStep)
                {
                    long line = ((long)z * Plan.InH + y) * Plan.InW;
                    for (int x = start; x < stop; x += step)
                        if (isNaN ? T.IsNaN(source[line + x]) : source[line + x] == largest)
                        {
                            found = line + x;
                            if (!isNaN)
                                return found;
                        }
                }
            return Math.Max(found, 0);
        }
    }

    private struct Lines<T, L>(PoolGeometry geometry) : IRange
        where T : unmanaged, IFloatingPointIeee754<T>
        where L : struct, IVectorLane<L, T>
    {
        public Job<T> Windows;

        public readonly void Run(long begin, long end)
        {
            ref readonly PoolPlan plan = ref Windows.Plan;
            int last = geometry.Rank - 1, kernel = geometry.Kernel[last], dilation = geometry.Dilation[last], stride = geometry.Stride[last];
            int padding = geometry.Padding[last], starts = (plan.W.Count - 1) * stride + 1;
            int length = Math.Max(starts + (kernel - 1) * dilation, padding + plan.InW);
            var line = (T*)NativeMemory.Alloc((nuint)(2 * length + 4 * L.Width), (nuint)sizeof(T));
            T* best = line + length + L.Width;
            new Span<T>(line, length).Fill(T.NegativeInfinity);
            for (long plane = begin; plane < end; plane++)
            {
                T* source = Windows.Source + plane * plan.InSize;
                long at = plane * plan.OutSize;
                for (int d = 0; d < plan.D.Count; d++)
                    for (int h = 0; h < plan.H.Count; h++, at += plan.W.Count)
                    {
                        Rows(source, d, h, line + padding);
                        Places(line, best, starts, kernel, dilation);
                        T* target = Windows.Target + at;
                        for (int w = 0, x = 0; w < plan.W.Count; w++, x += stride)
                            target[w] = best[x];
                        if (Windows.Indices != null)
                            Locate(source, d, h, target, Windows.Indices + at);
                    }
            }
            NativeMemory.Free(line);
        }

        /// <summary>The largest of a window's rows, column by column.</summary>
        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        private readonly void Rows(T* source, int d, int h, T* line)
        {
            int width = Windows.Plan.InW, height = Windows.Plan.InH;
            bool first = true;
            for (int z = Windows.Plan.D.Start[d]; z < Windows.Plan.D.End[d]; z += Windows.Plan.D.Step)
                for (int y = Windows.Plan.H.Start[h]; y < Windows.Plan.H.End[h]; y += Windows.Plan.H.Step)
                {
                    T* row = source + ((long)z * height + y) * width;
                    int x = 0;
                    if (first)
                        Buffer.MemoryCopy(row, line, (long)width * sizeof(T), (long)width * sizeof(T));
                    for (; x <= width - L.Width && !first; x += L.Width)
                        L.Max(L.Load(line + x), L.Load(row + x)).Store(line + x);
                    for (; x < width && !first; x++)
                        line[x] = T.Max(line[x], row[x]);
                    first = false;
                }
            if (first)
                new Span<T>(line, width).Fill(T.NegativeInfinity);
        }

        /// <summary>The largest of a kernel's width from every place on; writes up to a vector beyond the last.</summary>
        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        private static void Places(T* line, T* best, int starts, int kernel, int dilation)
        {
            for (int x = 0; x < starts; x += L.Width)
            {
                L value = L.Load(line + x);
                for (int k = 1; k < kernel; k++)
                    value = L.Max(value, L.Load(line + x + k * dilation));
                value.Store(best + x);
            }
        }

        private readonly void Locate(T* source, int d, int h, T* values, long* indices)
        {
            ref readonly PoolPlan plan = ref Windows.Plan;
            int top = plan.H.Start[h];
            bool pairs = plan.H.End[h] - top == 2 && plan.H.Step == 1 && plan.D.End[d] - plan.D.Start[d] == 1 && plan.W.Step == 1;
            T* upper = source + ((long)plan.D.Start[d] * plan.InH + top) * plan.InW, lower = upper + plan.InW;
            fixed (int* starts = plan.W.Start, stops = plan.W.End)
                for (int w = 0; w < plan.W.Count; w++)
                {
                    (int x, T value) = (starts[w], values[w]);
                    if (!pairs || stops[w] - x != 2 || T.IsNaN(value))
                    {
                        indices[w] = Windows.Find(source, value, d, h, x, stops[w]);
                        continue;
                    }
                    // 0 to 3 for the first of the four that is the largest, without branches on values.
                    int a = upper[x] == value ? 0 : 1, b = upper[x + 1] == value ? 0 : a, c = lower[x] == value ? 0 : b;
                    int place = a + b + c;
                    indices[w] = (upper - source) + x + (place & 1) + (place >> 1) * (long)plan.InW;
                }
        }
    }
}
