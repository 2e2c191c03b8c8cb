using System.Runtime.InteropServices;

namespace Athanor.Backends.Cpu;

/// <summary>Main memory, aligned to 64 bytes: a cache line and a 512-bit vector.</summary>
internal sealed unsafe class CpuAllocator : Allocator
{
    public static readonly CpuAllocator Instance = new();

    protected override nint AllocateRaw(long bytes) => (nint)NativeMemory.AlignedAlloc((nuint)bytes, 64);

    protected override void FreeRaw(nint pointer) => NativeMemory.AlignedFree((void*)pointer);
}
