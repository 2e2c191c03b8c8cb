using System.Buffers.Binary;
using System.Text;

namespace Athanor.Formats.Numpy;

/// <summary>The head of an array file, padded so that the array starts at a multiple of 64 bytes and can be mapped.</summary>
internal static class NpyHeaderWriter
{
    public static byte[] Write(ElementType type, Shape shape)
    {
        string descr = NpyDescr.Of(type)
            ?? throw new ArgumentException($"NumPy has no element type {type}; convert to another, such as F32, before writing");
        string sizes = string.Join(", ", shape) + (shape.Rank == 1 ? "," : "");
        string text = $"{{'descr': '{descr}', 'fortran_order': False, 'shape': ({sizes}), }}";
        // Ten bytes of mark, version and length come before the text, and a line feed ends it.
        int length = (10 + text.Length + 1 + 63) / 64 * 64 - 10;
        var header = new byte[10 + length];
        NpyHeader.Magic.CopyTo(header);
        header[6] = 1;
        BinaryPrimitives.WriteUInt16LittleEndian(header.AsSpan(8), checked((ushort)length));
        header.AsSpan(10).Fill((byte)' ');
        Encoding.ASCII.GetBytes(text, header.AsSpan(10));
        header[^1] = (byte)'\n';
        return header;
    }
}
