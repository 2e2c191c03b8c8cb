using System.Numerics;
using System.Runtime.CompilerServices;
using Athanor.Ops;

namespace Athanor.Backends.Cpu;

/// <summary>The largest elements of windows, plane by plane.</summary>
internal static unsafe class MaxPoolKernel
{
    public static void Run<T>(in PoolPlan plan, in KernelArgs a, bool indices)
        where T : unmanaged, INumber<T>, IMinMaxValue<T>
    {
        var job = new Job<T> { Plan = plan, Source = a.Inputs[0].Pointer<T>(), Target = a.Outputs[0].Pointer<T>() };
        job.Indices = indices ? a.Outputs[1].Pointer<long>() : null;
        WorkerPool.For(plan.Planes, plan.Grain, job);
    }

    private struct Job<T> : IRange
        where T : unmanaged, INumber<T>, IMinMaxValue<T>
    {
        public PoolPlan Plan;
        public T* Source, Target;
        public long* Indices;

        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        public readonly void Run(long begin, long end)
        {
            fixed (int* start = Plan.W.Start, stop = Plan.W.End)
            {
                for (long plane = begin; plane < end; plane++)
                {
                    T* source = Source + plane * Plan.InSize;
                    long row = plane * Plan.D.Count * Plan.H.Count;
                    for (int d = 0; d < Plan.D.Count; d++)
                        for (int h = 0; h < Plan.H.Count; h++, row++)
                            Row(source, d, h, start, stop, Target + row * Plan.W.Count, Indices == null ? null : Indices + row * Plan.W.Count);
                }
            }
        }

        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        private readonly void Row(T* source, int d, int h, int* start, int* stop, T* target, long* indices)
        {
            int d0 = Plan.D.Start[d], d1 = Plan.D.End[d], dStep = Plan.D.Step;
            int h0 = Plan.H.Start[h], h1 = Plan.H.End[h], hStep = Plan.H.Step, wStep = Plan.W.Step;
            for (int w = 0; w < Plan.W.Count; w++)
            {
                T best = T.Zero;
                long place = -1;
                for (int z = d0; z < d1; z += dStep)
                    for (int y = h0; y < h1; y += hStep)
                    {
                        long line = ((long)z * Plan.InH + y) * Plan.InW;
                        for (int x = start[w]; x < stop[w]; x += wStep)
                        {
                            T value = source[line + x];
                            // Once NaN is the best, nothing is greater, and another NaN takes its place as in PyTorch.
                            if (place < 0 || value > best || T.IsNaN(value))
                                (best, place) = (value, line + x);
                        }
                    }
                target[w] = place < 0 ? Lowest : best;
                if (indices != null)
                    indices[w] = Math.Max(place, 0);
            }
        }

        private static T Lowest => typeof(T) == typeof(float) ? (T)(object)float.NegativeInfinity
            : typeof(T) == typeof(double) ? (T)(object)double.NegativeInfinity : T.MinValue;
    }
}
