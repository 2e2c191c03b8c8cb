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
            bool pairs = Pairs;
            fixed (int* start = Plan.W.Start, stop = Plan.W.End)
            {
                for (long plane = begin; plane < end; plane++)
                {
                    T* source = Source + plane * Plan.InSize;
                    long row = plane * Plan.D.Count * Plan.H.Count;
                    for (int d = 0; d < Plan.D.Count; d++)
                        for (int h = 0; h < Plan.H.Count; h++, row++)
                            if (pairs)
                                PairRow(source + 2L * h * Plan.InW, 2L * h * Plan.InW, Target + row * Plan.W.Count, Indices == null ? null : Indices + row * Plan.W.Count);
                            else
                                Row(source, d, h, start, stop, Target + row * Plan.W.Count, Indices == null ? null : Indices + row * Plan.W.Count);
                }
            }
        }

        /// <summary>Whether all windows are 2×2, 2 apart, within one image: the usual case, which needs no table.</summary>
        private readonly bool Pairs => Plan.InD == 1 && Plan.D.Count == 1 && Plan.D.End[0] == 1 && Double(Plan.H) && Double(Plan.W);

        private static bool Double(in PoolWindows windows)
        {
            for (int i = 0; i < windows.Count; i++)
                if (windows.Start[i] != 2 * i || windows.End[i] != 2 * i + 2 || windows.Step != 1)
                    return false;
            return true;
        }

        /// <summary>Compares without branches, row before row and left before right, so that the first of equal ones wins.</summary>
        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        private readonly void PairRow(T* top, long first, T* target, long* indices)
        {
            T* bottom = top + Plan.InW;
            for (int w = 0; w < Plan.W.Count; w++)
            {
                T a = top[2 * w], b = top[2 * w + 1], c = bottom[2 * w], d = bottom[2 * w + 1];
                bool right = b > a || T.IsNaN(b), lower = d > c || T.IsNaN(d);
                T upper = right ? b : a, under = lower ? d : c;
                bool down = under > upper || T.IsNaN(under);
                target[w] = down ? under : upper;
                if (indices != null)
                    indices[w] = first + 2 * w + (down ? Plan.InW + (lower ? 1 : 0) : right ? 1 : 0);
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
