namespace Athanor.Backends;

/// <summary>
/// A caching pool of a device's memory. Sizes are rounded up to classes an eighth apart, so that blocks are used again by tensors of
/// similar size; what is let go stays in the pool up to a bound.
/// </summary>
internal abstract class Allocator
{
    private const long FirstCollection = 64L << 20;
    private const long LeastPool = 256L << 20;

    private readonly Lock _lock = new();
    private readonly Dictionary<long, Stack<nint>> _free = [];
    private long _live, _peak, _pooled, _blocks;
    private long _collectAt = FirstCollection;

    /// <summary>Takes a block of at least <paramref name="bytes"/> bytes; <paramref name="capacity"/> must be given back with it.</summary>
    public nint Allocate(long bytes, out long capacity)
    {
        capacity = RoundUp(bytes);
        if (Volatile.Read(ref _live) + capacity > Volatile.Read(ref _collectAt))
            CollectDropped(capacity);
        lock (_lock)
        {
            _live += capacity;
            _blocks++;
            _peak = Math.Max(_peak, _live);
            if (_free.TryGetValue(capacity, out Stack<nint>? stack) && stack.TryPop(out nint pooled))
            {
                _pooled -= capacity;
                return pooled;
            }
        }
        return AllocateOrRecover(capacity, bytes);
    }

    /// <summary>Puts a block back into the pool.</summary>
    public void Free(nint pointer, long capacity)
    {
        lock (_lock)
        {
            _live -= capacity;
            _blocks--;
            if (_pooled + capacity <= Math.Max(LeastPool, _peak - _live))
            {
                if (!_free.TryGetValue(capacity, out Stack<nint>? stack))
                    _free[capacity] = stack = new Stack<nint>();
                stack.Push(pointer);
                _pooled += capacity;
                return;
            }
        }
        FreeRaw(pointer);
    }

    /// <summary>Gives the pool's unused blocks back to the system.</summary>
    public void Trim()
    {
        lock (_lock)
        {
            foreach (Stack<nint> stack in _free.Values)
                while (stack.TryPop(out nint pointer))
                    FreeRaw(pointer);
            _pooled = 0;
        }
    }

    public MemoryUse Use()
    {
        lock (_lock)
            return new MemoryUse(_live, _peak, _pooled, _blocks);
    }

    public void ResetPeak()
    {
        lock (_lock)
            _peak = _live;
    }

    protected abstract nint AllocateRaw(long bytes);

    protected abstract void FreeRaw(nint pointer);

    private static long RoundUp(long bytes)
    {
        long size = Math.Max(64, (bytes + 63) & ~63L);
        if (size <= 1024)
            return size;
        long step = (long)System.Numerics.BitOperations.RoundUpToPowerOf2((ulong)size) / 16;
        return (size + step - 1) / step * step;
    }

    /// <summary>
    /// The collector sees small objects where there are large blocks behind, so it would come too late: when what is live has doubled
    /// since the last time, it is asked to look whether some of that is only dropped.
    /// </summary>
    private void CollectDropped(long wanted)
    {
        GC.Collect();
        GC.WaitForPendingFinalizers();
        lock (_lock)
            _collectAt = Math.Max(FirstCollection, 2 * (_live + wanted));
    }

    private nint AllocateOrRecover(long capacity, long bytes)
    {
        try
        {
            return AllocateRaw(capacity);
        }
        catch (OutOfMemoryException)
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
            Trim();
        }
        try
        {
            return AllocateRaw(capacity);
        }
        catch (OutOfMemoryException)
        {
            lock (_lock)
            {
                _live -= capacity;
                _blocks--;
            }
            throw new OutOfMemoryException($"no memory for a tensor of {bytes:N0} bytes; {Use().LiveBytes:N0} bytes are in use by tensors");
        }
    }
}
