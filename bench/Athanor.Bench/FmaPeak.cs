using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Athanor.Backends.Cpu;

namespace Athanor.Bench;

/// <summary>The limit of the machine: multiply-adds that never leave the registers.</summary>
internal static class FmaPeak
{
    private static float _sink;

    /// <summary>GFLOP/s of <paramref name="threads"/> threads together, the best of several runs.</summary>
    public static double Measure(int threads)
    {
        const long Rounds = 4_000_000;
        double best = 0;
        for (int repeat = 0; repeat < 5; repeat++)
        {
            long start = Stopwatch.GetTimestamp();
            WorkerPool.For(threads, 1, default(Body));
            double seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
            int lanes = Vector512.IsHardwareAccelerated ? 16 : 8;
            best = Math.Max(best, threads * Rounds * 2.0 * 12 * lanes / seconds / 1e9);
        }
        return best;
    }

    private readonly struct Body : IRange
    {
        public void Run(long begin, long end) => _sink = Vector512.IsHardwareAccelerated ? Wide512(4_000_000) : Wide256(4_000_000);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static float Wide512(long rounds)
    {
        var x = Vector512.Create(0.999f);
        var y = Vector512.Create(0.001f);
        Vector512<float> a = x, b = x, c = x, d = x, e = x, f = x, g = x, h = x, i = x, j = x, k = x, l = x;
        for (long r = 0; r < rounds; r++)
        {
            a = Wide.MultiplyAdd(a, x, y);
            b = Wide.MultiplyAdd(b, x, y);
            c = Wide.MultiplyAdd(c, x, y);
            d = Wide.MultiplyAdd(d, x, y);
            e = Wide.MultiplyAdd(e, x, y);
            f = Wide.MultiplyAdd(f, x, y);
            g = Wide.MultiplyAdd(g, x, y);
            h = Wide.MultiplyAdd(h, x, y);
            i = Wide.MultiplyAdd(i, x, y);
            j = Wide.MultiplyAdd(j, x, y);
            k = Wide.MultiplyAdd(k, x, y);
            l = Wide.MultiplyAdd(l, x, y);
        }
        return Vector512.Sum(a + b + c + d + e + f + g + h + i + j + k + l);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static float Wide256(long rounds)
    {
        var x = Vector256.Create(0.999f);
        var y = Vector256.Create(0.001f);
        Vector256<float> a = x, b = x, c = x, d = x, e = x, f = x, g = x, h = x, i = x, j = x, k = x, l = x;
        for (long r = 0; r < rounds; r++)
        {
            a = Wide.MultiplyAdd(a, x, y);
            b = Wide.MultiplyAdd(b, x, y);
            c = Wide.MultiplyAdd(c, x, y);
            d = Wide.MultiplyAdd(d, x, y);
            e = Wide.MultiplyAdd(e, x, y);
            f = Wide.MultiplyAdd(f, x, y);
            g = Wide.MultiplyAdd(g, x, y);
            h = Wide.MultiplyAdd(h, x, y);
            i = Wide.MultiplyAdd(i, x, y);
            j = Wide.MultiplyAdd(j, x, y);
            k = Wide.MultiplyAdd(k, x, y);
            l = Wide.MultiplyAdd(l, x, y);
        }
        return Vector256.Sum(a + b + c + d + e + f + g + h + i + j + k + l);
    }
}
