using System.Runtime.InteropServices;

namespace Athanor.Backends.Cpu;

/// <summary>Native scratch of doubles for one kernel call, zero at first.</summary>
internal readonly unsafe ref struct Doubles
{
    /// <summary>The first element; aligned to a cache line.</summary>
    public readonly double* P;

    public Doubles(long count)
    {
        nuint bytes = checked((nuint)Math.Max(count, 1) * sizeof(double));
        P = (double*)NativeMemory.AlignedAlloc(bytes, 64);
        NativeMemory.Clear(P, bytes);
    }

    public void Dispose() => NativeMemory.AlignedFree(P);
}
