using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Athanor.Ops;

namespace Athanor.Backends.Cpu;

/// <summary>Picks the kernel of an elementwise function for the lane type and the widest vectors of this processor.</summary>
internal static unsafe class LaneLoops
{
    public static delegate*<void*, byte**, byte*, int, void> For<F>(DType lane)
        where F : unmanaged, ILaneFunction => lane switch
    {
        DType.Float32 => For<F, float>(),
        DType.Float64 => For<F, double>(),
        _ => For<F, long>(),
    };

    private static delegate*<void*, byte**, byte*, int, void> For<F, T>()
        where F : unmanaged, ILaneFunction
        where T : unmanaged
    {
        if (Vector512.IsHardwareAccelerated)
            return &Loop<F, Lane512<T>, T>;
        if (Vector256.IsHardwareAccelerated)
            return &Loop<F, Lane256<T>, T>;
        return &Loop<F, Scalar<T>, T>;
    }

    /// <summary>
    /// Whole vectors, then the rest through a padded one: an element's result never depends on where in a row it stands.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Loop<F, L, T>(void* constants, byte** inputs, byte* output, int count)
        where F : unmanaged, ILaneFunction
        where L : struct, IVectorLane<L, T>
        where T : unmanaged
    {
        F function = *(F*)constants;
        T* a = (T*)inputs[0], b = F.Inputs > 1 ? (T*)inputs[1] : a, c = F.Inputs > 2 ? (T*)inputs[2] : a, d = F.Inputs > 3 ? (T*)inputs[3] : a;
        var y = (T*)output;
        int i = 0;
        for (; i <= count - L.Width; i += L.Width)
            function.Apply(
                L.Load(a + i), F.Inputs > 1 ? L.Load(b + i) : default, F.Inputs > 2 ? L.Load(c + i) : default, F.Inputs > 3 ? L.Load(d + i) : default).Store(y + i);
        int rest = count - i;
        if (rest == 0)
            return;
        T* padded = stackalloc T[4 * 16];
        for (int j = 0; j < rest; j++)
        {
            padded[j] = a[i + j];
            padded[16 + j] = b[i + j];
            padded[32 + j] = c[i + j];
            padded[48 + j] = d[i + j];
        }
        function.Apply(L.Load(padded), L.Load(padded + 16), L.Load(padded + 32), L.Load(padded + 48)).Store(padded);
        for (int j = 0; j < rest; j++)
            y[i + j] = padded[j];
    }
}

/// <summary>A function of up to four lanes: what the loops run.</summary>
internal interface ILaneFunction
{
    /// <summary>How many of the arguments are used; the others are not loaded.</summary>
    static abstract int Inputs { get; }

    L Apply<L>(L a, L b, L c, L d)
        where L : struct, ILane<L>;
}
