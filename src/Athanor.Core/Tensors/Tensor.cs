using System.Runtime.CompilerServices;
using Athanor.Autograd;
using Athanor.Ops;

namespace Athanor;

/// <summary>
/// An n-dimensional array of numbers on a device: a handle that looks into counted memory. Operations make new tensors; views
/// (permuted, sliced, expanded) look into the same memory.
/// </summary>
/// <remarks>
/// Nobody has to dispose tensors. Those made inside a <see cref="TensorScope"/> (every module opens one around its forward pass, the
/// trainer around a step) end with it unless they are returned or kept; others end when they are collected. Tensors are not
/// synchronised: two threads may read one tensor, but only one may write.
/// </remarks>
public partial class Tensor : IDisposable
{
    // A thread takes numbers of values in blocks: a shared counter is slow to share.
    private const long ValueBlock = 4096;
    private static long s_nextValue;

    [ThreadStatic]
    private static long t_nextValue;

    private Storage? _storage;
    private Layout _layout;
    private State _state;
    private TensorScope? _scope;
    private int _scopeSlot;
    private string? _endedBy;

    private enum State : byte
    {
        Live,
        Ended,
    }

    internal Tensor(Storage? storage, Layout layout, DType dtype, Device device)
    {
        _storage = storage;
        _layout = layout;
        DType = dtype;
        Device = device;
        ValueId = NextValue();
    }

    /// <summary>A handle of a subclass on the memory of <paramref name="other"/>; belongs to no scope.</summary>
    protected Tensor(Tensor other)
    {
        other.Check();
        _storage = other._storage;
        _storage?.Retain();
        _layout = other._layout;
        DType = other.DType;
        Device = other.Device;
        ValueId = other.ValueId;
    }

    /// <summary>The sizes of the dimensions.</summary>
    public Shape Shape => _layout.Shape;

    /// <summary>The number of dimensions.</summary>
    public int Rank => _layout.Shape.Rank;

    /// <summary>The number of elements.</summary>
    public long Count => _layout.Shape.Count;

    /// <summary>The type of the elements.</summary>
    public DType DType { get; private set; }

    /// <summary>Where the tensor lives.</summary>
    public Device Device { get; private set; }

    /// <summary>Shape, type and device in one.</summary>
    public TensorSpec Spec => new(Shape, DType, Device);

    /// <summary>The step in elements from one index to the next, for each dimension.</summary>
    public ReadOnlySpan<long> Strides => _layout.Strides;

    /// <summary>Whether the elements lie row by row without gaps.</summary>
    public bool IsContiguous => _layout.IsContiguous;

    /// <summary>Whether the tensor was released; using it again throws.</summary>
    public bool IsReleased => _state == State.Ended;

    /// <summary>The size of a dimension, counted from the left, negative ones from the right.</summary>
    /// <exception cref="TensorException">There is no such dimension.</exception>
    public int Size(int dim) => Shape[ResolveDim(dim, "size")];

    internal Layout Layout => _layout;

    internal Storage? Storage => _storage;

    /// <summary>The same for handles on the same value, as those that backward saves.</summary>
    internal long ValueId { get; }

    /// <summary>How this tensor takes part in gradients; null if it does not.</summary>
    internal GradInfo? GradInfo { get; set; }

    /// <summary>
    /// Takes the tensor out of every scope: it lives until it is disposed or dropped. Returns itself.
    /// </summary>
    public Tensor Keep()
    {
        Check();
        LeaveScope();
        if (IsLeaf)
            Grad?.LeaveScope();
        return this;
    }

    /// <summary>Lets go of the tensor's memory now. Optional; using the tensor afterwards throws.</summary>
    public void Dispose()
    {
        End("Dispose");
        GC.SuppressFinalize(this);
    }

    /// <summary>Shape, type and values, large tensors summarised at their edges as PyTorch does.</summary>
    public override string ToString() => _state == State.Ended ? $"Tensor {Shape} {DType.Name()}, released" : TensorPrinter.Print(this);

    /// <summary>The address of the first element; the kernels' way in.</summary>
    internal unsafe T* Pointer<T>()
        where T : unmanaged => (T*)(_storage!.Pointer + (nint)(_layout.Offset * DType.Size()));

    /// <summary>Throws the user's error if the tensor was released.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal void Check()
    {
        if (_state == State.Ended)
            ThrowEnded();
    }

    /// <summary>Ends the handle: lets go of the storage and of the graph behind it.</summary>
    internal void End(string by)
    {
        if (_state == State.Ended)
            return;
        LeaveScope();
        _state = State.Ended;
        _endedBy = by;
        _storage?.Release();
        _storage = null;
        GradInfo?.Release();
        GradInfo = null;
    }

    internal void EnterScope(TensorScope? scope)
    {
        if (scope is null)
            return;
        _scope = scope;
        _scopeSlot = scope.Add(this);
    }

    /// <summary>Puts another tensor (a gradient) into the scope that this one is in, or in none.</summary>
    internal void TakeAlong(Tensor other)
    {
        if (ReferenceEquals(other._scope, _scope))
            return;
        other.LeaveScope();
        other.EnterScope(_scope);
    }

    internal void LeaveScope()
    {
        _scope?.Remove(_scopeSlot);
        _scope = null;
    }

    internal bool IsIn(TensorScope scope) => ReferenceEquals(_scope, scope);

    /// <summary>
    /// Another handle on the same value that belongs to no scope: what backward saves. With <paramref name="withGraph"/> it also holds the
    /// graph behind the value.
    /// </summary>
    internal Tensor Alias(bool withGraph = true) => new(this) { GradInfo = withGraph ? GradInfo?.Retain() : null };

    /// <summary>Looks into the same memory through another layout; belongs to the current scope.</summary>
    internal Tensor View(in Layout layout)
    {
        _storage?.Retain();
        return new Tensor(_storage, layout, DType, Device);
    }

    /// <summary>Takes over another tensor's memory, as when a checkpoint is loaded.</summary>
    protected void TakeOver(Tensor other)
    {
        other.Check();
        other._storage?.Retain();
        _storage?.Release();
        _storage = other._storage;
        _layout = other._layout;
        DType = other.DType;
        Device = other.Device;
    }

    /// <summary>The dimension counted from the left, between 0 and rank − 1 (0 also for a scalar, as in PyTorch).</summary>
    internal int ResolveDim(int dim, string op)
    {
        int rank = Math.Max(Rank, 1);
        if (dim < -rank || dim >= rank)
            throw new TensorException(op, $"dim must be between {-rank} and {rank - 1} for shape {Shape}, got {dim}");
        return dim < 0 ? dim + rank : dim;
    }

    private static long NextValue()
    {
        long next = t_nextValue;
        if (next % ValueBlock == 0)
            next = Interlocked.Add(ref s_nextValue, ValueBlock);
        t_nextValue = next + 1;
        return next;
    }

    private void ThrowEnded() => throw new ObjectDisposedException(
        "Tensor", $"the tensor {Shape} {DType.Name()} was released by {_endedBy}; to use it longer, return it from there or call Keep() on it before");
}
