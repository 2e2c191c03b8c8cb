using Athanor.Backends;

namespace Athanor;

/// <summary>
/// A block of a device's memory that tensors look into. It is counted: the last handle that lets go returns it, block and object, to the
/// device's pool at once. Handles that are dropped without letting go are caught by the finalizer.
/// </summary>
internal sealed class Storage
{
    private readonly Allocator _allocator;
    private int _references;

    /// <summary>A storage around a block of its own; made by the allocator.</summary>
    public Storage(Allocator allocator, nint pointer, long capacity, int sizeClass)
    {
        _allocator = allocator;
        Pointer = pointer;
        Capacity = capacity;
        SizeClass = sizeClass;
    }

    /// <summary>Caught what nobody let go; only the net below counting. The object comes back to life in the pool.</summary>
    ~Storage()
    {
        if (Pointer != 0)
            _allocator.Recover(this);
    }

    /// <summary>The first byte, 64-byte aligned; 0 once the block is destroyed.</summary>
    public nint Pointer { get; private set; }

    /// <summary>The bytes of the block.</summary>
    public long Capacity { get; }

    /// <summary>Which of a thread's stacks of spare blocks this one belongs on; −1 for none.</summary>
    public int SizeClass { get; }

    /// <summary>The bytes asked for.</summary>
    public long Bytes { get; private set; }

    /// <summary>Counts writes in place, so that a value saved for backward can tell that it was overwritten.</summary>
    public int Version { get; set; }

    /// <summary>Whether one handle alone looks into it.</summary>
    public bool IsExclusive => Volatile.Read(ref _references) == 1;

    /// <summary>Leaves the pool, held once.</summary>
    public void Begin(long bytes)
    {
        Bytes = bytes;
        _references = 1;
    }

    public void Retain() => Interlocked.Increment(ref _references);

    public void Release()
    {
        // Held once, nobody else can be about to retain it.
        if (Volatile.Read(ref _references) == 1)
            _references = 0;
        else if (Interlocked.Decrement(ref _references) != 0)
            return;
        _allocator.GiveBack(this);
    }

    /// <summary>Gives up the block, which is about to be freed.</summary>
    public nint Surrender()
    {
        nint pointer = Pointer;
        Pointer = 0;
        GC.SuppressFinalize(this);
        return pointer;
    }
}
