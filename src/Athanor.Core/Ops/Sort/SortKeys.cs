using System.Numerics;
using System.Runtime.CompilerServices;

namespace Athanor.Ops;

/// <summary>
/// Elements as unsigned numbers of the same order: −0 equals 0, and NaN comes after everything. Sorted by these, floats need no comparison
/// of their own, and descending order is the complement.
/// </summary>
internal static class SortKeys
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong Of<T>(T value)
        where T : unmanaged, INumber<T>
    {
        if (typeof(T) == typeof(float))
        {
            float x = (float)(object)value;
            if (float.IsNaN(x))
                return uint.MaxValue;
            uint bits = BitConverter.SingleToUInt32Bits(x + 0f);
            return bits >> 31 != 0 ? ~bits : bits | 0x80000000;
        }
        if (typeof(T) == typeof(double))
        {
            double x = (double)(object)value;
            if (double.IsNaN(x))
                return ulong.MaxValue;
            ulong bits = BitConverter.DoubleToUInt64Bits(x + 0d);
            return bits >> 63 != 0 ? ~bits : bits | 0x8000000000000000;
        }
        return (ulong)(long)(object)value ^ 0x8000000000000000;
    }

    /// <summary>Turns the order round.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong Opposite<T>(ulong key)
        where T : unmanaged => typeof(T) == typeof(float) ? key ^ uint.MaxValue : ~key;
}

/// <summary>A key and where its element stood.</summary>
internal struct SortItem
{
    public ulong Key;
    public long Index;

    /// <summary>By key, then by place.</summary>
    public readonly bool Before(in SortItem other) => Key < other.Key || (Key == other.Key && Index < other.Index);
}

/// <summary>Sorting of items; all ways are stable.</summary>
internal static unsafe class SortItems
{
    private const int Few = 48;

    /// <summary>Sorts in place, with room for as many items beside.</summary>
    public static void Run(SortItem* items, SortItem* room, int count)
    {
        if (count <= Few)
            Insert(items, count);
        else
            Radix(items, room, count);
    }

    /// <summary>
    /// Brings the first <paramref name="kept"/> of the order to the front, sorted: a heap of the best so far, its worst on top.
    /// </summary>
    public static void First(SortItem* items, SortItem* room, int count, int kept)
    {
        if (kept == 0)
            return;
        if (count <= Few || kept > count / 8)
        {
            Run(items, room, count);
            return;
        }
        for (int i = kept / 2 - 1; i >= 0; i--)
            Sink(items, i, kept);
        for (int i = kept; i < count; i++)
            if (items[i].Before(items[0]))
            {
                items[0] = items[i];
                Sink(items, 0, kept);
            }
        for (int last = kept - 1; last > 0; last--)
        {
            (items[0], items[last]) = (items[last], items[0]);
            Sink(items, 0, last);
        }
    }

    private static void Sink(SortItem* heap, int at, int count)
    {
        SortItem item = heap[at];
        while (2 * at + 1 < count)
        {
            int child = 2 * at + 1;
            if (child + 1 < count && heap[child].Before(heap[child + 1]))
                child++;
            if (!item.Before(heap[child]))
                break;
            heap[at] = heap[child];
            at = child;
        }
        heap[at] = item;
    }

    private static void Insert(SortItem* items, int count)
    {
        for (int i = 1; i < count; i++)
        {
            SortItem item = items[i];
            int j = i;
            for (; j > 0 && items[j - 1].Key > item.Key; j--)
                items[j] = items[j - 1];
            items[j] = item;
        }
    }

    /// <summary>From the lowest byte up; bytes that all keys share are passed over.</summary>
    private static void Radix(SortItem* items, SortItem* room, int count)
    {
        ulong any = 0, all = ulong.MaxValue;
        for (int i = 0; i < count; i++)
        {
            any |= items[i].Key;
            all &= items[i].Key;
        }
        int* starts = stackalloc int[256];
        SortItem* from = items, to = room;
        for (int shift = 0; shift < 64; shift += 8)
        {
            if ((((any ^ all) >> shift) & 255) == 0)
                continue;
            new Span<int>(starts, 256).Clear();
            for (int i = 0; i < count; i++)
                starts[(from[i].Key >> shift) & 255]++;
            int sum = 0;
            for (int i = 0; i < 256; i++)
                (starts[i], sum) = (sum, sum + starts[i]);
            for (int i = 0; i < count; i++)
                to[starts[(from[i].Key >> shift) & 255]++] = from[i];
            SortItem* sorted = to;
            to = from;
            from = sorted;
        }
        if (from != items)
            Buffer.MemoryCopy(from, items, (long)count * sizeof(SortItem), (long)count * sizeof(SortItem));
    }
}
