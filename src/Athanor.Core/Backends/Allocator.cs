using System.Numerics;

namespace Athanor.Backends;

/// <summary>
/// A caching pool of a device's memory. Sizes are rounded up to classes an eighth apart, so that blocks are used again by tensors of
/// similar size; what is let go stays in the pool up to a bound. Blocks are pooled together with their <see cref="Storage"/>, because an
/// object with a finalizer costs more to make than the block; small ones first in a cache of the thread, which needs no lock.
/// </summary>
internal abstract class Allocator
{
    private const long FirstCollection = 64L << 20;
    private const long LeastPool = 256L << 20;

    // A program has one allocator a device; a thread finds its cache by the allocator's number.
    private static int s_allocators;

    [ThreadStatic]
    private static ThreadCache?[]? t_caches;

    private readonly Lock _lock = new();
    private readonly Dictionary<long, Stack<Storage>> _free = [];
    private readonly List<ThreadCache> _caches = [];
    private readonly int _number = Interlocked.Increment(ref s_allocators) - 1;
    private long _live, _peak, _pooled, _blocks;
    private long _collectAt = FirstCollection;
    private int _trims;

    /// <summary>A storage of at least <paramref name="bytes"/> bytes, held once.</summary>
    public Storage Take(long bytes)
    {
        long capacity = RoundUp(bytes, out int sizeClass);
        if (Volatile.Read(ref _live) + capacity > Volatile.Read(ref _collectAt))
            CollectDropped(capacity);
        long live = Interlocked.Add(ref _live, capacity);
        if (live > Volatile.Read(ref _peak))
            RaisePeak(live);
        ThreadCache cache = Cache();
        Storage storage = cache.TryPop(sizeClass) ?? TakeShared(capacity) ?? AllocateOrRecover(capacity, sizeClass, bytes);
        cache.Blocks++;
        storage.Begin(bytes);
        return storage;
    }

    /// <summary>Puts a storage that nobody holds back into the pool.</summary>
    public void GiveBack(Storage storage)
    {
        Interlocked.Add(ref _live, -storage.Capacity);
        ThreadCache cache = Cache();
        cache.Blocks--;
        if (!cache.TryPush(storage))
            GiveShared(storage);
    }

    /// <summary>Takes back what was dropped; called by the finalizer, whose thread takes no blocks and so has no cache.</summary>
    public void Recover(Storage storage)
    {
        Interlocked.Add(ref _live, -storage.Capacity);
        lock (_lock)
            _blocks--;
        GC.ReRegisterForFinalize(storage);
        GiveShared(storage);
    }

    /// <summary>Gives the pool's unused blocks back to the system; those in caches of other threads when these next use the pool.</summary>
    public void Trim()
    {
        Interlocked.Increment(ref _trims);
        Cache();
        lock (_lock)
        {
            FoldFinished();
            foreach (Stack<Storage> stack in _free.Values)
                while (stack.TryPop(out Storage? storage))
                    Destroy(storage);
            _pooled = 0;
        }
    }

    public MemoryUse Use()
    {
        lock (_lock)
        {
            FoldFinished();
            long blocks = _blocks, pooled = _pooled;
            foreach (ThreadCache cache in _caches)
            {
                blocks += Volatile.Read(ref cache.Blocks);
                pooled += Volatile.Read(ref cache.Bytes);
            }
            return new MemoryUse(Volatile.Read(ref _live), Volatile.Read(ref _peak), pooled, blocks);
        }
    }

    public void ResetPeak() => Volatile.Write(ref _peak, Volatile.Read(ref _live));

    protected abstract nint AllocateRaw(long bytes);

    protected abstract void FreeRaw(nint pointer);

    /// <summary>The size that is allocated for a number of bytes, and its class if a thread caches such blocks, else −1.</summary>
    internal static long RoundUp(long bytes, out int sizeClass)
    {
        long size = Math.Max(64, (bytes + 63) & ~63L);
        if (size <= 1024)
        {
            sizeClass = (int)(size >> 6) - 1;
            return size;
        }
        int log = BitOperations.Log2((ulong)size - 1);
        long half = 1L << log, step = half >> 3, steps = (size - half + step - 1) / step;
        sizeClass = size <= ThreadCache.Largest ? 16 + 8 * (log - 10) + (int)steps - 1 : -1;
        return half + steps * step;
    }

    private ThreadCache Cache()
    {
        ThreadCache?[]? caches = t_caches;
        ThreadCache cache = caches is not null && _number < caches.Length && caches[_number] is { } known ? known : NewCache();
        if (cache.Trims != Volatile.Read(ref _trims))
            Empty(cache);
        return cache;
    }

    private ThreadCache NewCache()
    {
        if (t_caches is null || t_caches.Length <= _number)
            Array.Resize(ref t_caches, _number + 1);
        var cache = new ThreadCache(Volatile.Read(ref _trims));
        lock (_lock)
        {
            FoldFinished();
            _caches.Add(cache);
        }
        return t_caches[_number] = cache;
    }

    private void Empty(ThreadCache cache)
    {
        cache.Trims = Volatile.Read(ref _trims);
        while (cache.TryPopAny() is { } storage)
            Destroy(storage);
    }

    /// <summary>Threads that ended leave their blocks and counts to the shared pool. Under the lock.</summary>
    private void FoldFinished()
    {
        for (int i = _caches.Count - 1; i >= 0; i--)
        {
            ThreadCache cache = _caches[i];
            if (cache.Thread.IsAlive)
                continue;
            _caches.RemoveAt(i);
            _blocks += cache.Blocks;
            while (cache.TryPopAny() is { } storage)
                Push(storage);
        }
    }

    private void RaisePeak(long live)
    {
        long peak = Volatile.Read(ref _peak);
        while (live > peak)
        {
            long seen = Interlocked.CompareExchange(ref _peak, live, peak);
            if (seen == peak)
                return;
            peak = seen;
        }
    }

    private Storage? TakeShared(long capacity)
    {
        lock (_lock)
        {
            if (!_free.TryGetValue(capacity, out Stack<Storage>? stack) || !stack.TryPop(out Storage? storage))
                return null;
            _pooled -= capacity;
            return storage;
        }
    }

    private void GiveShared(Storage storage)
    {
        lock (_lock)
        {
            if (_pooled + storage.Capacity <= Math.Max(LeastPool, _peak - _live))
            {
                Push(storage);
                return;
            }
        }
        Destroy(storage);
    }

    private void Push(Storage storage)
    {
        if (!_free.TryGetValue(storage.Capacity, out Stack<Storage>? stack))
            _free[storage.Capacity] = stack = new Stack<Storage>();
        stack.Push(storage);
        _pooled += storage.Capacity;
    }

    private void Destroy(Storage storage) => FreeRaw(storage.Surrender());

    /// <summary>
    /// The collector sees small objects where there are large blocks behind, so it would come too late: when what is live has doubled
    /// since the last time, it is asked to look whether some of that is only dropped.
    /// </summary>
    private void CollectDropped(long wanted)
    {
        GC.Collect();
        GC.WaitForPendingFinalizers();
        Volatile.Write(ref _collectAt, Math.Max(FirstCollection, 2 * (Volatile.Read(ref _live) + wanted)));
    }

    private Storage AllocateOrRecover(long capacity, int sizeClass, long bytes)
    {
        try
        {
            return new Storage(this, AllocateRaw(capacity), capacity, sizeClass);
        }
        catch (OutOfMemoryException)
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
            Trim();
        }
        try
        {
            return new Storage(this, AllocateRaw(capacity), capacity, sizeClass);
        }
        catch (OutOfMemoryException)
        {
            Interlocked.Add(ref _live, -capacity);
            throw new OutOfMemoryException($"no memory for a tensor of {bytes:N0} bytes; {Use().LiveBytes:N0} bytes are in use by tensors");
        }
    }
}
