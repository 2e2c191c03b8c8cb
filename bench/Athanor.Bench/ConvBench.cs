using System.Diagnostics;
using System.Runtime.InteropServices;
using Athanor.Backends.Cpu;

namespace Athanor.Bench;

/// <summary>Float convolutions of well-known networks and their gradients, beside the machine's limit.</summary>
internal static unsafe class ConvBench
{
    private const int Repeats = 9;

    /// <summary>Options: <c>--threads N</c>.</summary>
    public static void Run(string[] args)
    {
        int at = Array.IndexOf(args, "--threads");
        WorkerPool.Threads = at >= 0 ? int.Parse(args[at + 1]) : WorkerPool.Threads;
        int threads = WorkerPool.Threads;
        Console.WriteLine($"{threads} threads, FMA peak {FmaPeak.Measure(threads):F1} GFLOP/s; GFLOP/s and milliseconds");
        Console.WriteLine("shape                          forward        gradient of x   gradient of w");
        Measure("lenet 1→6 k5 28x28 b128", Square(128, 1, 6, 28, 5, 1, 2));
        Measure("lenet 6→16 k5 14x14 b128", Square(128, 6, 16, 14, 5, 1, 0));
        Measure("resnet 3→64 k7/2 224 b4", Square(4, 3, 64, 224, 7, 2, 3));
        Measure("resnet 64→64 k3 56 b4", Square(4, 64, 64, 56, 3, 1, 1));
        Measure("resnet 128→128 k3/2 56 b4", Square(4, 128, 128, 56, 3, 2, 1));
        Measure("resnet 256→64 k1 56 b4", Square(4, 256, 64, 56, 1, 1, 0));
        Measure("resnet 512→512 k3 7 b8", Square(8, 512, 512, 7, 3, 1, 1));
        Measure("depthwise 96 k3 56 b8", Square(8, 96, 96, 56, 3, 1, 1, 96));
        Measure("depthwise 192 k3/2 28 b8", Square(8, 192, 192, 28, 3, 2, 1, 192));
    }

    private static ConvShape Square(int batch, int inC, int outC, int size, int kernel, int stride, int pad, int groups = 1)
    {
        int output = (size + 2 * pad - kernel) / stride + 1;
        return ConvShape.TwoD(
            batch, inC, outC, groups, (size, size), (output, output), (kernel, kernel), (stride, stride), (pad, pad), (1, 1));
    }

    private static void Measure(string name, ConvShape s)
    {
        float* x = Filled((long)s.Batch * s.InChannels * s.InSize), w = Filled((long)s.OutChannels * s.GroupIn * s.Taps);
        float* y = Filled((long)s.Batch * s.OutChannels * s.OutSize);
        double work = 2.0 * s.Batch * s.OutChannels * s.OutSize * s.GroupIn * s.Taps;
        Console.Write($"{name,-28}");
        Report(work, () => Convolution.Forward(s, x, w, null, y));
        Report(work, () => Convolution.BackwardInput(s, y, w, x));
        Report(work, () => Convolution.BackwardWeight(s, x, y, w));
        Console.WriteLine();
        NativeMemory.Free(x);
        NativeMemory.Free(w);
        NativeMemory.Free(y);
    }

    private static void Report(double work, Action call)
    {
        var times = new double[Repeats];
        long warm = Stopwatch.GetTimestamp();
        while (Stopwatch.GetElapsedTime(warm).TotalSeconds < 0.3) // until the JIT has its final code
            call();
        for (int r = 0; r < Repeats; r++)
        {
            long start = Stopwatch.GetTimestamp();
            call();
            times[r] = Stopwatch.GetElapsedTime(start).TotalSeconds;
        }
        Array.Sort(times);
        Console.Write($"{work / times[Repeats / 2] / 1e9,7:F1}{times[Repeats / 2] * 1e3,7:F2}  ");
    }

    private static float* Filled(long count)
    {
        var values = (float*)NativeMemory.Alloc((nuint)count, sizeof(float));
        for (long i = 0; i < count; i++)
            values[i] = (i % 7 - 3) * 1e-3f;
        return values;
    }
}
