using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Athanor.Backends.Cpu;

/// <summary>The inner loops of packing.</summary>
internal static unsafe class PanelCopy
{
    /// <summary>Writes zero where a panel is wider than what it holds.</summary>
    public static void ClearPadding<T>(T* panel, int lead, int width, long depth)
        where T : unmanaged
    {
        for (long p = 0; p < depth; p++)
            for (int i = width; i < lead; i++)
                panel[p * lead + i] = default;
    }

    /// <summary>panel[p, i] = source[p · stride + i]: rows that are already as they should be.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Rows<T>(T* source, long stride, T* panel, int lead, int width, long depth)
        where T : unmanaged
    {
        if (Vector512.IsHardwareAccelerated && width == 2 * Vector512<T>.Count)
        {
            for (long p = 0; p < depth; p++, source += stride, panel += lead)
            {
                Vector512.Load(source).Store(panel);
                Vector512.Load(source + Vector512<T>.Count).Store(panel + Vector512<T>.Count);
            }
            return;
        }

        int lanes = Vector128<T>.Count;
        for (long p = 0; p < depth; p++, source += stride, panel += lead)
        {
            int i = 0;
            for (; i <= width - lanes; i += lanes)
                Vector128.Load(source + i).Store(panel + i);
            for (; i < width; i++)
                panel[i] = source[i];
        }
    }

    /// <summary>panel[p, i] = source[i · stride + p]: columns become rows, in square blocks where there are shuffles.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Transpose<T>(T* source, long stride, T* panel, int lead, int width, long depth)
        where T : unmanaged
    {
        int side = Vector128<T>.Count;
        int i = 0;
        if (Sse2.IsSupported)
        {
            // Down four columns at a time: more streams at once would evict each other where the stride is a power of two.
            for (; i <= width - side; i += side)
            {
                long p = 0;
                for (; p <= depth - side; p += side)
                    Block(source + i * stride + p, stride, panel + p * lead + i, lead);
                for (; p < depth; p++)
                    for (int j = i; j < i + side; j++)
                        panel[p * lead + j] = source[j * stride + p];
            }
        }
        for (; i < width; i++)
            for (long p = 0; p < depth; p++)
                panel[p * lead + i] = source[i * stride + p];
    }

    /// <summary>Transposes four by four floats or two by two doubles.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Block<T>(T* source, long stride, T* target, long lead)
        where T : unmanaged
    {
        if (typeof(T) == typeof(float))
        {
            var a = Vector128.Load((float*)source);
            var b = Vector128.Load((float*)(source + stride));
            var c = Vector128.Load((float*)(source + 2 * stride));
            var d = Vector128.Load((float*)(source + 3 * stride));
            Vector128<float> low = Sse.UnpackLow(a, b), high = Sse.UnpackHigh(a, b);
            Vector128<float> low2 = Sse.UnpackLow(c, d), high2 = Sse.UnpackHigh(c, d);
            Sse.MoveLowToHigh(low, low2).Store((float*)target);
            Sse.MoveHighToLow(low2, low).Store((float*)(target + lead));
            Sse.MoveLowToHigh(high, high2).Store((float*)(target + 2 * lead));
            Sse.MoveHighToLow(high2, high).Store((float*)(target + 3 * lead));
        }
        else
        {
            var a = Vector128.Load((double*)source);
            var b = Vector128.Load((double*)(source + stride));
            Sse2.UnpackLow(a, b).Store((double*)target);
            Sse2.UnpackHigh(a, b).Store((double*)(target + lead));
        }
    }
}
