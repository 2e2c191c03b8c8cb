using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Athanor.Backends.Cpu;

/// <summary>The inner loops of packing.</summary>
internal static unsafe class PanelCopy
{
    /// <summary>Writes zero where a panel is wider than what it holds.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
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

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Block<T>(T* source, long stride, T* target, long lead)
        where T : unmanaged
    {
        var s = (float*)source;
        if (typeof(T) == typeof(float))
            Block(s, s + stride, s + 2 * stride, s + 3 * stride, (float*)target, lead);
        else
            Block((double*)source, (double*)source + stride, (double*)target, lead);
    }

    /// <summary>Four floats from each of four places become four rows; the machine must have SSE2.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Block(float* a, float* b, float* c, float* d, float* target, long lead)
    {
        Vector128<float> w = Vector128.Load(a), x = Vector128.Load(b), y = Vector128.Load(c), z = Vector128.Load(d);
        Vector128<float> low = Sse.UnpackLow(w, x), high = Sse.UnpackHigh(w, x);
        Vector128<float> low2 = Sse.UnpackLow(y, z), high2 = Sse.UnpackHigh(y, z);
        Sse.MoveLowToHigh(low, low2).Store(target);
        Sse.MoveHighToLow(low2, low).Store(target + lead);
        Sse.MoveLowToHigh(high, high2).Store(target + 2 * lead);
        Sse.MoveHighToLow(high2, high).Store(target + 3 * lead);
    }

    /// <summary>Two doubles from each of two places become two rows; the machine must have SSE2.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Block(double* a, double* b, double* target, long lead)
    {
        Vector128<double> x = Vector128.Load(a), y = Vector128.Load(b);
        Sse2.UnpackLow(x, y).Store(target);
        Sse2.UnpackHigh(x, y).Store(target + lead);
    }
}
