using System.Numerics;
using System.Runtime.CompilerServices;
using Athanor.Ops;

namespace Athanor.Backends.Cpu;

/// <summary>
/// Sums over rows for statistics: vectors over short blocks, the blocks' sums in double, so that long rows lose nothing.
/// </summary>
internal static unsafe class LaneSums<T, L>
    where T : unmanaged, IFloatingPointIeee754<T>
    where L : struct, IVectorLane<L, T>
{
    private const int Block = 2048;

    /// <summary>Σ x.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static double Sum(T* x, long count)
    {
        T* buffer = stackalloc T[L.Width];
        double total = 0;
        for (long begin = 0; begin < count; begin += Block)
        {
            int n = (int)Math.Min(Block, count - begin), i = 0;
            T* values = x + begin;
            L a = default, b = default;
            for (; i <= n - 2 * L.Width; i += 2 * L.Width)
            {
                a = a + L.Load(values + i);
                b = b + L.Load(values + i + L.Width);
            }
            total += double.CreateTruncating(Rest.Sum<T, L>(a + b, buffer));
            for (; i < n; i++)
                total += double.CreateTruncating(values[i]);
        }
        return total;
    }

    /// <summary>Σ (x − shift)².</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static double Squares(T* x, long count, T shift)
    {
        T* buffer = stackalloc T[L.Width];
        L mean = L.Constant(double.CreateTruncating(shift));
        double total = 0;
        for (long begin = 0; begin < count; begin += Block)
        {
            int n = (int)Math.Min(Block, count - begin), i = 0;
            T* values = x + begin;
            L a = default, b = default;
            for (; i <= n - 2 * L.Width; i += 2 * L.Width)
            {
                L p = L.Load(values + i) - mean, q = L.Load(values + i + L.Width) - mean;
                a = L.MultiplyAdd(p, p, a);
                b = L.MultiplyAdd(q, q, b);
            }
            total += double.CreateTruncating(Rest.Sum<T, L>(a + b, buffer));
            for (; i < n; i++)
                total += double.CreateTruncating((values[i] - shift) * (values[i] - shift));
        }
        return total;
    }

    /// <summary>Σ g·w and Σ g·w·(x − shift); without weights w is 1.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static (double Sum, double Product) Dot(T* g, T* x, T* w, long count, T shift)
    {
        T* buffer = stackalloc T[L.Width];
        L mean = L.Constant(double.CreateTruncating(shift));
        (double sum, double product) = (0, 0);
        for (long begin = 0; begin < count; begin += Block)
        {
            int n = (int)Math.Min(Block, count - begin), i = 0;
            T* grads = g + begin, values = x + begin, weights = w + begin;
            L a = default, b = default;
            for (; i <= n - L.Width; i += L.Width)
            {
                L p = L.Load(grads + i);
                if (w != null)
                    p = p * L.Load(weights + i);
                a = a + p;
                b = L.MultiplyAdd(p, L.Load(values + i) - mean, b);
            }
            sum += double.CreateTruncating(Rest.Sum<T, L>(a, buffer));
            product += double.CreateTruncating(Rest.Sum<T, L>(b, buffer));
            for (; i < n; i++)
            {
                T p = w != null ? grads[i] * weights[i] : grads[i];
                sum += double.CreateTruncating(p);
                product += double.CreateTruncating(p * (values[i] - shift));
            }
        }
        return (sum, product);
    }
}
