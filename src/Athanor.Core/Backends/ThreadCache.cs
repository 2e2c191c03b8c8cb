namespace Athanor.Backends;

/// <summary>The small blocks that a thread keeps for itself. Written by its thread alone; others read the counts.</summary>
internal sealed class ThreadCache(int trims)
{
    /// <summary>Blocks up to this size are cached: for larger ones a lock is nothing beside touching them.</summary>
    public const long Largest = 64 << 10;

    private const int Classes = 64;
    private const long BytesOfClass = 128 << 10;
    private const int MostOfClass = 256;

    private readonly Storage?[]?[] _stacks = new Storage?[]?[Classes];
    private readonly int[] _counts = new int[Classes];

    /// <summary>Blocks that were taken less those given back on this thread; may be negative where others took them.</summary>
    public long Blocks;

    /// <summary>The bytes in the cache.</summary>
    public long Bytes;

    /// <summary>The allocator's number of trims when this was last emptied for one.</summary>
    public int Trims = trims;

    public Thread Thread { get; } = Thread.CurrentThread;

    public Storage? TryPop(int sizeClass)
    {
        if (sizeClass < 0 || _counts[sizeClass] == 0)
            return null;
        ref Storage? slot = ref _stacks[sizeClass]![--_counts[sizeClass]];
        Storage storage = slot!;
        slot = null; // or a storage that is dropped would not be found by the collector
        Bytes -= storage.Capacity;
        return storage;
    }

    public bool TryPush(Storage storage)
    {
        int sizeClass = storage.SizeClass;
        if (sizeClass < 0)
            return false;
        Storage?[] stack = _stacks[sizeClass] ??= new Storage?[Math.Clamp(BytesOfClass / storage.Capacity, 4, MostOfClass)];
        int count = _counts[sizeClass];
        if (count == stack.Length)
            return false;
        stack[count] = storage;
        _counts[sizeClass] = count + 1;
        Bytes += storage.Capacity;
        return true;
    }

    public Storage? TryPopAny()
    {
        for (int i = 0; i < Classes; i++)
            if (TryPop(i) is { } storage)
                return storage;
        return null;
    }
}
