using System.Numerics;
using System.Runtime.CompilerServices;
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

        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        public readonly void Run(long begin, long end)
        {
            long outSize = Plan.OutSize;
            for (long plane = begin; plane < end; plane++)
            {
                T* wide = (Transposed ? Target : Source) + plane * Plan.InSize, pooled = (Transposed ? Source : Target) + plane * outSize;
                for (int d = 0; d < Plan.D.Count; d++)
                    for (int h = 0; h < Plan.H.Count; h++, pooled += Plan.W.Count)
                        if (Transposed)
                            Spread(wide, d, h, pooled);
                        else
                            Gather(wide, d, h, pooled);
            }
        }

        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        private readonly void Gather(T* source, int d, int h, T* target)
        {
            int d0 = Plan.D.Start[d], d1 = Plan.D.End[d], h0 = Plan.H.Start[h], h1 = Plan.H.End[h];
            for (int w = 0; w < Plan.W.Count; w++)
            {
                T sum = T.Zero;
                int w0 = Plan.W.Start[w], w1 = Plan.W.End[w];
                for (int z = d0; z < d1; z++)
                    for (int y = h0; y < h1; y++)
                    {
                        T* line = source + ((long)z * Plan.InH + y) * Plan.InW;
                        for (int x = w0; x < w1; x++)
                            sum += line[x];
                    }
                target[w] = sum / T.CreateTruncating(Count(d, h, w));
            }
        }

        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        private readonly void Spread(T* target, int d, int h, T* source)
        {
            int d0 = Plan.D.Start[d], d1 = Plan.D.End[d], h0 = Plan.H.Start[h], h1 = Plan.H.End[h];
            for (int w = 0; w < Plan.W.Count; w++)
            {
                T share = source[w] / T.CreateTruncating(Count(d, h, w));
                int w0 = Plan.W.Start[w], w1 = Plan.W.End[w];
                for (int z = d0; z < d1; z++)
                    for (int y = h0; y < h1; y++)
                    {
                        T* line = target + ((long)z * Plan.InH + y) * Plan.InW;
                        for (int x = w0; x < w1; x++)
                            line[x] += share;
                    }
            }
        }

        private readonly long Count(int d, int h, int w) => Divisor != 0 ? Divisor
            : CountsPadding ? (long)Plan.D.Padded[d] * Plan.H.Padded[h] * Plan.W.Padded[w]
            : Math.Max(1, (long)(Plan.D.End[d] - Plan.D.Start[d]) * (Plan.H.End[h] - Plan.H.Start[h]) * (Plan.W.End[w] - Plan.W.Start[w]));
    }
}
