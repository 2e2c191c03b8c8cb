using System.Runtime.CompilerServices;
using System.Runtime.ExceptionServices;
using System.Runtime.InteropServices;

namespace Athanor.Backends.Cpu;

/// <summary>A piece of work over a range of indices, run by <see cref="WorkerPool.For{TBody}"/>.</summary>
internal interface IRange
{
    /// <summary>Does the work of the indices from <paramref name="begin"/> to just before <paramref name="end"/>.</summary>
    void Run(long begin, long end);
}

/// <summary>The threads that CPU kernels share.</summary>
/// <remarks>
/// There is one job at a time. A call that finds the pool taken, because it comes from inside a job or from another user thread, does its
/// chunks itself; so calls may nest and overlap. Starting a job allocates nothing: the body stays on the caller's stack, which is alive
/// until the last helper has left.
/// </remarks>
internal static unsafe class WorkerPool
{
    private static readonly Lock _growing = new();
    private static Worker[] _workers = [];
    private static int _threads = Environment.ProcessorCount;
    private static int _taken;
    private static Gate _gate;

    // The job. Written by the caller while the gate is shut, read by helpers that have passed it.
    private static delegate*<void*, long, long, void> _run;
    private static void* _body;
    private static long _count;
    private static long _grain;
    private static int _helpers;
    private static Exception? _error;

    /// <summary>How many threads work on one kernel, the caller's included; the number of processors at start.</summary>
    public static int Threads
    {
        get => Volatile.Read(ref _threads);
        set
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(value, 1);
            Volatile.Write(ref _threads, value);
        }
    }

    /// <summary>Whether a job is running, so that a call made now would do all its work itself.</summary>
    public static bool IsBusy => Volatile.Read(ref _taken) != 0;

    /// <summary>
    /// Runs <paramref name="body"/> over [0, <paramref name="count"/>) in chunks of <paramref name="grain"/> indices. Chunk borders depend
    /// on count and grain alone, never on the number of threads, so that sums split this way are the same bits everywhere.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The grain is not positive.</exception>
    public static void For<TBody>(long count, long grain, in TBody body)
        where TBody : struct, IRange
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(grain, 1);
        if (count <= grain)
        {
            if (count > 0)
                Unsafe.AsRef(in body).Run(0, count);
            return;
        }

        int threads = Threads;
        if (threads == 1 || Interlocked.CompareExchange(ref _taken, 1, 0) != 0)
        {
            for (long begin = 0; begin < count; begin += grain)
                Unsafe.AsRef(in body).Run(begin, Math.Min(begin + grain, count));
            return;
        }

        // Helpers need an address that stays; the caller's body may be part of an object.
        TBody shared = body;
        try
        {
            RunTogether(threads, count, grain, &Invoke<TBody>, Unsafe.AsPointer(ref shared));
        }
        finally
        {
            Volatile.Write(ref _taken, 0);
        }
    }

    private static void Invoke<TBody>(void* body, long begin, long end)
        where TBody : struct, IRange => Unsafe.AsRef<TBody>(body).Run(begin, end);

    private static void RunTogether(int threads, long count, long grain, delegate*<void*, long, long, void> run, void* body)
    {
        int helpers = (int)Math.Min(threads - 1, (count - 1) / grain);
        if (_workers.Length < helpers)
            Grow(helpers);
        _run = run;
        _body = body;
        (_count, _grain, _helpers, _error) = (count, grain, helpers, null);
        _gate.Next = 0;
        _gate.Open();
        for (int i = 0; i < helpers; i++)
            _workers[i].Wake();
        TakeChunks();
        _gate.CloseAndDrain();
        Exception? error = _error;
        _body = null;
        _error = null;
        if (error is not null)
            ExceptionDispatchInfo.Throw(error);
    }

    private static void TakeChunks()
    {
        try
        {
            (long count, long grain) = (_count, _grain);
            while (true)
            {
                long begin = Interlocked.Add(ref _gate.Next, grain) - grain;
                if (begin >= count)
                    return;
                _run(_body, begin, Math.Min(begin + grain, count));
            }
        }
        catch (Exception e)
        {
            Interlocked.CompareExchange(ref _error, e, null);
            Volatile.Write(ref _gate.Next, _count); // what has not been begun is pointless now
        }
    }

    private static void Grow(int count)
    {
        lock (_growing)
        {
            var workers = new Worker[count];
            _workers.CopyTo(workers, 0);
            for (int i = _workers.Length; i < count; i++)
                workers[i] = new Worker(i);
            _workers = workers;
        }
    }

    /// <summary>
    /// The door between caller and helpers: one word holds the job's number, whether it is open, and how many are inside, so that entering
    /// is one compare-and-swap that fails for a job that is over. A helper that wakes late misses the job and nobody waits for it.
    /// </summary>
    [StructLayout(LayoutKind.Explicit, Size = 256)]
    private struct Gate
    {
        private const long OpenBit = 1L << 31;

        [FieldOffset(64)]
        public long Next; // own cache line: every chunk writes it, while idle workers watch the word

        [FieldOffset(128)]
        private long _word;

        public readonly long Word => Volatile.Read(in _word);

        public void Open() => Interlocked.Exchange(ref _word, (((_word >> 32) + 1) << 32) | OpenBit);

        public bool TryEnter(long word) => (word & OpenBit) != 0 && Interlocked.CompareExchange(ref _word, word + 1, word) == word;

        public void Leave() => Interlocked.Decrement(ref _word);

        public void CloseAndDrain()
        {
            Interlocked.And(ref _word, ~OpenBit);
            var spin = default(SpinWait);
            while ((Volatile.Read(ref _word) & 0x7FFF_FFFF) != 0)
                spin.SpinOnce(sleep1Threshold: -1);
        }
    }

    /// <summary>One background thread: watches the gate for a while after each job, then sleeps until it is woken.</summary>
    private sealed class Worker
    {
        private const int SpinsBeforeSleep = 2000; // some 100 µs: longer than the gap between two kernels of a step

        private readonly SemaphoreSlim _bell = new(0);
        private readonly int _index;
        private int _asleep;

        public Worker(int index)
        {
            _index = index;
            new Thread(Loop) { IsBackground = true, Name = $"Athanor worker {index + 1}" }.Start();
        }

        public void Wake()
        {
            if (Volatile.Read(ref _asleep) == 1 && Interlocked.Exchange(ref _asleep, 0) == 1)
                _bell.Release();
        }

        private void Loop()
        {
            long seen = 0;
            while (true)
            {
                long word = WaitForJob(seen);
                if (!_gate.TryEnter(word))
                {
                    // Another helper changed the count, or the job is over; only the latter ends our interest in it.
                    if ((_gate.Word >> 32) != (word >> 32) || (word & 0x8000_0000) == 0)
                        seen = word >> 32;
                    continue;
                }
                seen = word >> 32;
                if (_index < _helpers)
                    TakeChunks();
                _gate.Leave();
            }
        }

        private long WaitForJob(long seen)
        {
            while (true)
            {
                for (int i = 0; i < SpinsBeforeSleep; i++)
                {
                    long word = _gate.Word;
                    if ((word >> 32) != seen)
                        return word;
                    Thread.SpinWait(1);
                }

                Interlocked.Exchange(ref _asleep, 1);
                // The caller opens the gate before it looks at _asleep, and this looks at the gate after writing it: one of the two sees.
                if ((_gate.Word >> 32) == seen || Interlocked.Exchange(ref _asleep, 0) == 0)
                    _bell.Wait();
            }
        }
    }
}
