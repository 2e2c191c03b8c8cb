using System.Runtime.InteropServices;

namespace Athanor.Backends.Cpu;

/// <summary>What a <see cref="Scratch"/> buffer is for: a kernel may hold several at once, and kernels call each other.</summary>
internal enum ScratchUse
{
    /// <summary>Packed left operand, held by the thread that called the product.</summary>
    PackedA,

    /// <summary>Packed right operand of the block of tiles that a thread works on.</summary>
    PackedB,

    /// <summary>A vector made contiguous.</summary>
    Vector,

    /// <summary>Packed weights of a convolution, held by the thread that called it.</summary>
    Weights,

    /// <summary>Padded images of a convolution.</summary>
    Image,

    /// <summary>The phases of a convolution's input gradient.</summary>
    Plan,

    /// <summary>Offsets of rows and columns of a product that gathers.</summary>
    Offsets,

    /// <summary>Positions of a convolution in vectors.</summary>
    Strips,

    /// <summary>Partial sums that are added in a fixed order.</summary>
    Partial,
}

/// <summary>
/// Native memory that a thread keeps between kernels, aligned to a cache line. It grows and is let go when the thread ends.
/// </summary>
internal sealed unsafe class Scratch
{
    private const int Uses = (int)ScratchUse.Partial + 1;
    private const int Slack = 256; // packing may write a vector past the end of a panel

    [ThreadStatic]
    private static Scratch? _current;

    private readonly nint[] _buffers = new nint[Uses];
    private readonly nuint[] _sizes = new nuint[Uses];

    ~Scratch()
    {
        foreach (nint buffer in _buffers)
            NativeMemory.AlignedFree((void*)buffer);
    }

    /// <summary>
    /// Room for <paramref name="count"/> elements with anything in it; valid until this thread asks for the same use again.
    /// </summary>
    public static T* Get<T>(ScratchUse use, long count)
        where T : unmanaged => (T*)(_current ??= new Scratch()).Reserve((int)use, checked((nuint)count * (nuint)sizeof(T) + Slack));

    private void* Reserve(int use, nuint bytes)
    {
        if (_sizes[use] < bytes)
        {
            NativeMemory.AlignedFree((void*)_buffers[use]);
            (_buffers[use], _sizes[use]) = (0, 0);
            bytes = Math.Max(bytes, 4096);
            _buffers[use] = (nint)NativeMemory.AlignedAlloc(bytes, 64);
            _sizes[use] = bytes;
        }
        return (void*)_buffers[use];
    }
}
