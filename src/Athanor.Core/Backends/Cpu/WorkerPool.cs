namespace Athanor.Backends.Cpu;

/// <summary>A piece of work over a range of indices, run by <see cref="WorkerPool.For{TBody}"/>.</summary>
internal interface IRange
{
    /// <summary>Does the work of the indices from <paramref name="begin"/> to just before <paramref name="end"/>.</summary>
    void Run(long begin, long end);
}

/// <summary>The threads that CPU kernels share.</summary>
internal static class WorkerPool
{
    /// <summary>How many threads work on one kernel, the caller's included; the number of processors at start.</summary>
    public static int Threads { get; set; } = Environment.ProcessorCount;

    /// <summary>
    /// Runs <paramref name="body"/> over [0, <paramref name="count"/>) in chunks of <paramref name="grain"/> indices. Chunk borders depend
    /// on count and grain alone, never on the number of threads, so that sums split this way are the same bits everywhere.
    /// </summary>
    public static void For<TBody>(long count, long grain, TBody body)
        where TBody : struct, IRange
    {
        for (long begin = 0; begin < count; begin += grain)
            body.Run(begin, Math.Min(begin + grain, count));
    }
}
