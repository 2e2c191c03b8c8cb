using System.Numerics;
using System.Runtime.InteropServices;
using Athanor.Ops;

namespace Athanor.Backends.Cpu;

/// <summary>Means of windows and their transpose, plane by plane.</summary>
internal static unsafe class AvgPoolKernel
{
    /// <summary>Forward reads x and writes y; <paramref name="transposed"/> reads y and adds into x.</summary>
    public static void Run<T>(AvgPool pool, Shape x, Shape y, in KernelArgs a, bool transposed)
        where T : unmanaged, INumber<T>
    {
        var plan = new PoolPlan(pool.Geometry, x, y);
        WorkerPool.For(plan.Planes, plan.Grain, new Job<T>
        {
            Plan = plan,
            Source = a.Inputs[0].Pointer<T>(),
            Target = a.Outputs[0].Pointer<T>(),
            CountsPadding = pool.CountsPadding,
            Divisor = pool.Divisor,
            Transposed = transposed,
        });
    }

    private struct Job<T> : IRange
        where T : unmanaged, INumber<T>
    {
        public PoolPlan Plan;
        public T* Source, Target;
        public bool CountsPadding, Transposed;
        public int Divisor;

        public readonly void Run(long begin, long end)
        {
            long outSize = Plan.OutSize;
            T* line = (T*)NativeMemory.Alloc((nuint)Plan.InW + 1, (nuint)sizeof(T));
            for (long plane = begin; plane < end; plane++)
            {
                T* wide = (Transposed ? Target : Source) + plane * Plan.InSize, pooled = (Transposed ? Source : Target) + plane * outSize;
                for (int d = 0; d < Plan.D.Count; d++)
                    for (int h = 0; h < Plan.H.Count; h++, pooled += Plan.W.Count)
                        if (Transposed)
                            Spread(wide, d, h, pooled, line);
                        else
                            Gather(wide, d, h, pooled, line);
            }
            NativeMemory.Free(line);
        }

        /// <summary>The rows of the windows are summed by vectors first; what is left is one line.</summary>
        private readonly void Gather(T* source, int d, int h, T* target, T* line)
        {
            int width = Plan.InW;
            new Span<T>(line, width).Clear();
            for (int z = Plan.D.Start[d]; z < Plan.D.End[d]; z++)
                for (int y = Plan.H.Start[h]; y < Plan.H.End[h]; y++)
                    Add(line, source + ((long)z * Plan.InH + y) * width, width);
            long across = Across(d, h);
            fixed (int* starts = Plan.W.Start, stops = Plan.W.End)
                for (int w = 0; w < Plan.W.Count; w++)
                {
                    T sum = T.Zero;
                    for (int x = starts[w]; x < stops[w]; x++)
                        sum += line[x];
                    target[w] = sum / T.CreateTruncating((int)Count(across, w));
                }
        }

        private readonly void Spread(T* target, int d, int h, T* source, T* line)
        {
            int width = Plan.InW;
            new Span<T>(line, width).Clear();
            long across = Across(d, h);
            fixed (int* starts = Plan.W.Start, stops = Plan.W.End)
                for (int w = 0; w < Plan.W.Count; w++)
                {
                    T share = source[w] / T.CreateTruncating((int)Count(across, w));
                    for (int x = starts[w]; x < stops[w]; x++)
                        line[x] += share;
                }
            for (int z = Plan.D.Start[d]; z < Plan.D.End[d]; z++)
                for (int y = Plan.H.Start[h]; y < Plan.H.End[h]; y++)
                    Add(target + ((long)z * Plan.InH + y) * width, line, width);
        }

        private static void Add(T* target, T* source, int count)
        {
            int i = 0;
            for (; i <= count - Vector<T>.Count; i += Vector<T>.Count)
                *(Vector<T>*)(target + i) += *(Vector<T>*)(source + i);
            for (; i < count; i++)
                target[i] += source[i];
        }

        private readonly long Across(int d, int h) => CountsPadding
            ? (long)Plan.D.Padded[d] * Plan.H.Padded[h]
            : (long)(Plan.D.End[d] - Plan.D.Start[d]) * (Plan.H.End[h] - Plan.H.Start[h]);

        private readonly long Count(long across, int w) => Divisor != 0 ? Divisor
            : Math.Max(1, across * (CountsPadding ? Plan.W.Padded[w] : Plan.W.End[w] - Plan.W.Start[w]));
    }
}
