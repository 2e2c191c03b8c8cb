using System.Diagnostics;
using System.Runtime.InteropServices;
using Athanor.Backends.Cpu;

namespace Athanor.Bench;

/// <summary>Square float products beside OpenBLAS, run alternately, and beside the machine's limit.</summary>
internal static unsafe class GemmBench
{
    private const int Repeats = 9;
    private static readonly int[] _sizes = [64, 128, 256, 512, 1024, 2048];

    /// <summary>Options: <c>--threads N</c>.</summary>
    public static void Run(string[] args)
    {
        int at = Array.IndexOf(args, "--threads");
        int threads = at >= 0 ? int.Parse(args[at + 1]) : WorkerPool.Threads;
        WorkerPool.Threads = threads;
        double peak = FmaPeak.Measure(threads);
        OpenBlas? peer = OpenBlas.TryLoad(threads);
        string found = peer is null ? "not found" : $"with {peer.Core} kernels";
        Console.WriteLine($"{threads} threads, FMA peak {peak:F1} GFLOP/s; OpenBLAS {found}");
        Console.WriteLine("    n   Athanor  OpenBLAS  ratio  of peak");

        long bytes = sizeof(float) * (long)_sizes[^1] * _sizes[^1];
        var a = (float*)NativeMemory.AlignedAlloc((nuint)bytes, 64);
        var b = (float*)NativeMemory.AlignedAlloc((nuint)bytes, 64);
        var c = (float*)NativeMemory.AlignedAlloc((nuint)bytes, 64);
        for (long i = 0; i < bytes / sizeof(float); i++)
            (a[i], b[i]) = (i % 7 - 3, i % 5 - 2);
        foreach (int n in _sizes)
        {
            double work = 2.0 * n * n * n;
            int calls = (int)Math.Max(1, 1e9 / work); // a sample is some 10 ms at least
            Time((int)Math.Max(1, 1e10 / work), () => Multiply(n, a, b, c)); // until the JIT has its final code
            var ours = new double[Repeats];
            var theirs = new double[Repeats];
            for (int r = -1; r < Repeats; r++)
            {
                double x = Time(calls, () => Multiply(n, a, b, c));
                double y = peer is null ? double.NaN : Time(calls, () => peer.Multiply(n, a, b, c));
                if (r >= 0)
                    (ours[r], theirs[r]) = (work / x / 1e9, work / y / 1e9);
            }
            Array.Sort(ours);
            Array.Sort(theirs);
            double us = ours[Repeats / 2], them = theirs[Repeats / 2];
            Console.WriteLine($"{n,5}{us,10:F1}{them,10:F1}{us / them,7:F2}{us / peak,9:P0}");
        }
        NativeMemory.AlignedFree(a);
        NativeMemory.AlignedFree(b);
        NativeMemory.AlignedFree(c);
    }

    private static void Multiply(int n, float* a, float* b, float* c) =>
        Gemm.Run(n, n, n, new MatrixView<float>(a, n, 1), new MatrixView<float>(b, n, 1), new GemmOutput<float>(c, n));

    private static double Time(int calls, Action call)
    {
        Thread.Sleep(40); // the other's threads spin for a while after their last call, and would take our processors
        call();
        long start = Stopwatch.GetTimestamp();
        for (int i = 0; i < calls; i++)
            call();
        return Stopwatch.GetElapsedTime(start).TotalSeconds / calls;
    }
}
