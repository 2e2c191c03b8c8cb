using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace Athanor.Formats.Numpy;

/// <summary>Brings the bytes of an array into the one order used here: little-endian, row by row.</summary>
internal static class NpyLayout
{
    public static byte[] Normalise(NpyHeader header, byte[] data)
    {
        bool complex = header.Type.Name[0] == 'C';
        int size = header.Type.Bits / 8;
        if (header.BigEndian)
            Swap(data, complex ? size / 2 : size);
        if (!header.FortranOrder || header.Shape.Rank < 2 || header.Shape.Count < 2)
            return data;
        var result = new byte[data.Length];
        switch (size)
        {
            case 1: Reorder(data, result, header.Shape); break;
            case 2: Reorder<ushort>(Cast<ushort>(data), Cast<ushort>(result), header.Shape); break;
            case 4: Reorder<uint>(Cast<uint>(data), Cast<uint>(result), header.Shape); break;
            case 8: Reorder<ulong>(Cast<ulong>(data), Cast<ulong>(result), header.Shape); break;
            default: Reorder<UInt128>(Cast<UInt128>(data), Cast<UInt128>(result), header.Shape); break;
        }
        return result;
    }

    private static void Swap(byte[] data, int size)
    {
        switch (size)
        {
            case 2: BinaryPrimitives.ReverseEndianness(Cast<ushort>(data), Cast<ushort>(data)); break;
            case 4: BinaryPrimitives.ReverseEndianness(Cast<uint>(data), Cast<uint>(data)); break;
            case 8: BinaryPrimitives.ReverseEndianness(Cast<ulong>(data), Cast<ulong>(data)); break;
        }
    }

    /// <summary>Walks the target row by row; in the source the steps grow from the first dimension to the last.</summary>
    private static void Reorder<T>(ReadOnlySpan<T> source, Span<T> target, Shape shape)
        where T : unmanaged
    {
        int rank = shape.Rank, last = shape[^1];
        Span<int> steps = stackalloc int[rank], at = stackalloc int[rank];
        at.Clear();
        int step = 1;
        for (int d = 0; d < rank; d++)
        {
            steps[d] = step;
            step *= shape[d];
        }
        int from = 0;
        for (int to = 0; to < target.Length; to += last)
        {
            for (int i = 0; i < last; i++)
                target[to + i] = source[from + i * steps[^1]];
            for (int d = rank - 2; d >= 0; d--)
            {
                from += steps[d];
                if (++at[d] < shape[d])
                    break;
                from -= steps[d] * shape[d];
                at[d] = 0;
            }
        }
    }

    private static Span<T> Cast<T>(byte[] data)
        where T : unmanaged => MemoryMarshal.Cast<byte, T>(data.AsSpan());
}
