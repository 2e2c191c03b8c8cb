using Athanor.Backends.Cpu;

namespace Athanor.Tests.Backends.Cpu;

/// <summary>Tests that change or depend on the number of threads, which is one for the process, run one after another.</summary>
[CollectionDefinition(nameof(ThreadCount), DisableParallelization = true)]
public sealed class ThreadCount;

[Collection(nameof(ThreadCount))]
public sealed class WorkerPoolTests : IDisposable
{
    private readonly int _threads = WorkerPool.Threads;

    public void Dispose() => WorkerPool.Threads = _threads;

    private readonly struct Count(int[] hits, long grain) : IRange
    {
        public void Run(long begin, long end)
        {
            Assert.Equal(0, begin % grain);
            Assert.Equal(Math.Min(begin + grain, hits.Length), end);
            for (long i = begin; i < end; i++)
                Interlocked.Increment(ref hits[i]);
        }
    }

    private readonly struct Nested(int[] hits, int inner) : IRange
    {
        public void Run(long begin, long end)
        {
            for (long i = begin; i < end; i++)
                WorkerPool.For(inner, 3, new Row(hits, i * inner));
        }
    }

    private readonly struct Row(int[] hits, long start) : IRange
    {
        public void Run(long begin, long end)
        {
            for (long i = begin; i < end; i++)
                Interlocked.Increment(ref hits[start + i]);
        }
    }

    private readonly struct Fail(long at) : IRange
    {
        public void Run(long begin, long end)
        {
            if (begin <= at && at < end)
                throw new FormatException($"index {at}");
        }
    }

    private readonly struct Nothing : IRange
    {
        public void Run(long begin, long end) => Thread.SpinWait(1);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(7)]
    public void Every_index_runs_once(int threads)
    {
        WorkerPool.Threads = threads;
        foreach (int count in (int[])[0, 1, 2, 5, 64, 1001])
        {
            foreach (int grain in (int[])[1, 3, 64, 5000])
            {
                var hits = new int[count];
                WorkerPool.For(count, grain, new Count(hits, grain));
                Assert.All(hits, h => Assert.Equal(1, h));
            }
        }
    }

    [Fact]
    public void Nested_calls_complete()
    {
        WorkerPool.Threads = 3;
        var hits = new int[50 * 20];
        WorkerPool.For(50, 1, new Nested(hits, 20));
        Assert.All(hits, h => Assert.Equal(1, h));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void An_exception_reaches_the_caller_and_the_pool_lives_on(int threads)
    {
        WorkerPool.Threads = threads;
        foreach (long at in (long[])[0, 17, 99])
            Assert.Equal($"index {at}", Assert.Throws<FormatException>(() => WorkerPool.For(100, 1, new Fail(at))).Message);
        var hits = new int[100];
        WorkerPool.For(100, 1, new Count(hits, 1));
        Assert.All(hits, h => Assert.Equal(1, h));
    }

    [Fact]
    public void The_number_of_threads_changes_between_jobs()
    {
        for (int round = 0; round < 300; round++)
        {
            WorkerPool.Threads = 1 + (round % 5);
            var hits = new int[40];
            WorkerPool.For(40, 1, new Count(hits, 1));
            Assert.All(hits, h => Assert.Equal(1, h));
            if (round % 50 == 0)
                Thread.Sleep(3); // long enough for the workers to fall asleep
        }
        Assert.Throws<ArgumentOutOfRangeException>(() => WorkerPool.Threads = 0);
    }

    [Fact]
    public void Many_callers_at_once()
    {
        WorkerPool.Threads = 3;
        Exception? error = null;
        var callers = new Thread[6];
        for (int t = 0; t < callers.Length; t++)
        {
            callers[t] = new Thread(() =>
            {
                try
                {
                    for (int round = 0; round < 300; round++)
                    {
                        var hits = new int[64];
                        WorkerPool.For(64, 2, new Count(hits, 2));
                        Assert.All(hits, h => Assert.Equal(1, h));
                    }
                }
                catch (Exception e)
                {
                    error = e;
                }
            });
            callers[t].Start();
        }
        foreach (Thread caller in callers)
            caller.Join();
        Assert.Null(error);
    }

    [Fact]
    public void A_call_allocates_nothing()
    {
        WorkerPool.Threads = 2;
        for (int i = 0; i < 200; i++)
            WorkerPool.For(16, 1, default(Nothing));
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < 1000; i++)
            WorkerPool.For(16, 1, default(Nothing));
        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
    }
}
