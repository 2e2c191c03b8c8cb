using System.Numerics;
using System.Runtime.CompilerServices;

namespace Athanor.Backends.Cpu;

/// <summary>A matrix with any strides, in the element type that is multiplied or one that widens to it.</summary>
/// <typeparam name="TSource">What memory holds: <typeparamref name="T"/>, <see cref="BFloat16"/> or <see cref="Half"/>.</typeparam>
/// <typeparam name="T">float or double.</typeparam>
internal readonly unsafe struct StridedPanels<TSource, T>(TSource* origin, long widthStride, long depthStride) : IPanels<T>
    where TSource : unmanaged
    where T : unmanaged, INumberBase<T>
{
    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Pack(T* panel, int lead, long first, int width, long depthFirst, long depth)
    {
        TSource* source = origin + first * widthStride + depthFirst * depthStride;
        if (width < lead)
            PanelCopy.ClearPadding(panel, lead, width, depth);
        if (typeof(TSource) == typeof(T) && widthStride == 1)
            PanelCopy.Rows((T*)source, depthStride, panel, lead, width, depth);
        else if (typeof(TSource) == typeof(T) && depthStride == 1)
            PanelCopy.Transpose((T*)source, widthStride, panel, lead, width, depth);
        else if (widthStride <= depthStride)
            for (long p = 0; p < depth; p++)
                for (int i = 0; i < width; i++)
                    panel[p * lead + i] = Widen(source[i * widthStride + p * depthStride]);
        else
            for (int i = 0; i < width; i++)
                for (long p = 0; p < depth; p++)
                    panel[p * lead + i] = Widen(source[i * widthStride + p * depthStride]);
    }

    /// <summary>The exact value in the wider type.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Widen(TSource value)
    {
        if (typeof(TSource) == typeof(BFloat16))
            return T.CreateTruncating((float)Unsafe.BitCast<TSource, BFloat16>(value));
        if (typeof(TSource) == typeof(Half))
            return T.CreateTruncating((float)Unsafe.BitCast<TSource, Half>(value));
        return Unsafe.BitCast<TSource, T>(value);
    }
}
