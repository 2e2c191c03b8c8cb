using System.Runtime.InteropServices;

namespace Athanor.Backends.Cpu;

/// <summary>Main memory, aligned to 64 bytes: a cache line and a 512-bit vector.</summary>
internal sealed unsafe class CpuAllocator : Allocator
{
    public static readonly CpuAllocator Instance = new();

    /// <summary>A dense tensor for a kernel's own use: in no scope, for the kernel to dispose.</summary>
    public static Tensor Fresh(Shape shape, DType type) =>
        new(Instance.Take(shape.Count * type.Size()), Layout.Contiguous(shape), type, Device.Cpu);

    protected override nint AllocateRaw(long bytes) => (nint)NativeMemory.AlignedAlloc((nuint)bytes, 64);

    protected override void FreeRaw(nint pointer) => NativeMemory.AlignedFree((void*)pointer);
}
