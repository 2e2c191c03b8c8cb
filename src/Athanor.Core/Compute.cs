using Athanor.Backends.Cpu;

namespace Athanor;

/// <summary>How much of the machine the kernels take.</summary>
public static class Compute
{
    /// <summary>
    /// How many threads work on one CPU kernel, the caller's included; the number of processors at start. Results are the same bits for
    /// any number, because sums are split by size and never by thread.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">Set below 1.</exception>
    public static int Threads
    {
        get => WorkerPool.Threads;
        set => WorkerPool.Threads = value;
    }
}
