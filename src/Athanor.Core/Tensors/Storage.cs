using Athanor.Backends;

namespace Athanor;

/// <summary>
/// A block of a device's memory that tensors look into. It is counted: the last handle that lets go returns it to the device's pool at
/// once. Handles that are dropped without letting go are caught by the finalizer.
/// </summary>
internal sealed class Storage
{
    private readonly Allocator _allocator;
    private readonly long _capacity;
    private int _references = 1;

    public Storage(Allocator allocator, long bytes)
    {
        _allocator = allocator;
        Bytes = bytes;
        Pointer = allocator.Allocate(bytes, out _capacity);
    }

    /// <summary>Caught what nobody let go; only the net below counting.</summary>
    ~Storage()
    {
        if (Pointer != 0)
            _allocator.Free(Pointer, _capacity);
    }

    /// <summary>The first byte, 64-byte aligned; 0 once let go.</summary>
    public nint Pointer { get; private set; }

    /// <summary>The bytes asked for.</summary>
    public long Bytes { get; }

    /// <summary>Counts writes in place, so that a value saved for backward can tell that it was overwritten.</summary>
    public int Version { get; set; }

    /// <summary>Whether one handle alone looks into it.</summary>
    public bool IsExclusive => Volatile.Read(ref _references) == 1;

    public void Retain() => Interlocked.Increment(ref _references);

    public void Release()
    {
        if (Interlocked.Decrement(ref _references) != 0)
            return;
        nint pointer = Pointer;
        Pointer = 0;
        GC.SuppressFinalize(this);
        _allocator.Free(pointer, _capacity);
    }
}
