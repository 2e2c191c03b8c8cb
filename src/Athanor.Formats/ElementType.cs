using System.Collections.Frozen;

namespace Athanor.Formats;

/// <summary>
/// An element type that a file can hold. Files know more types than tensors do; those without a <see cref="DType"/> can be listed and
/// copied as bytes. Names are those of safetensors (<c>F32</c>, <c>BF16</c>), and <c>C128</c> for a pair of doubles.
/// </summary>
public sealed class ElementType
{
    // In the order of the safetensors reference: its writer sorts tensors by this order, backwards.
    private static readonly ElementType[] s_all = Number(
    [
        new("BOOL", 8, Athanor.DType.Bool), new("F4", 4), new("F6_E2M3", 6), new("F6_E3M2", 6), new("U8", 8, Athanor.DType.UInt8),
        new("I8", 8), new("F8_E5M2", 8), new("F8_E4M3", 8), new("F8_E8M0", 8), new("F8_E4M3FNUZ", 8), new("F8_E5M2FNUZ", 8),
        new("I16", 16), new("U16", 16), new("F16", 16, Athanor.DType.Float16), new("BF16", 16, Athanor.DType.BFloat16),
        new("I32", 32, Athanor.DType.Int32), new("U32", 32), new("F32", 32, Athanor.DType.Float32),
        new("C64", 64), new("F64", 64, Athanor.DType.Float64), new("I64", 64, Athanor.DType.Int64), new("U64", 64),
        new("C128", 128),
    ]);

    private static readonly FrozenDictionary<string, ElementType> s_byName = s_all.ToFrozenDictionary(type => type.Name);

    private ElementType(string name, int bits, DType? dtype = null)
    {
        Name = name;
        Bits = bits;
        DType = dtype;
    }

    /// <summary>All element types.</summary>
    public static IReadOnlyList<ElementType> All => s_all;

    /// <summary>The name in capitals: <c>F32</c>.</summary>
    public string Name { get; }

    /// <summary>Bits of one element; types under 8 bits are packed and must fill whole bytes.</summary>
    public int Bits { get; }

    /// <summary>The tensor type of the same layout, or null where tensors have none.</summary>
    public DType? DType { get; }

    /// <summary>The place in the reference's order of types.</summary>
    internal int Order { get; private set; }

    /// <summary>The type called <paramref name="name"/>, or null.</summary>
    public static ElementType? Find(string name) => s_byName.GetValueOrDefault(name);

    /// <summary>The type that stores tensors of <paramref name="dtype"/>.</summary>
    public static ElementType Of(DType dtype) => s_all.First(type => type.DType == dtype);

    /// <summary>Bytes of an array of these dimensions.</summary>
    /// <returns>Null if they do not fit 63 bits or do not fill whole bytes.</returns>
    public long? ByteCount(ReadOnlySpan<int> dims)
    {
        long count = 1;
        foreach (int dim in dims)
        {
            // As in the reference reader, a zero further right does not excuse an overflow before it.
            if (dim < 0 || (dim > 0 && count > long.MaxValue / dim))
                return null;
            count *= dim;
        }
        Int128 bits = (Int128)count * Bits;
        return bits % 8 == 0 && bits / 8 <= long.MaxValue ? (long)(bits / 8) : null;
    }

    /// <summary>The name.</summary>
    public override string ToString() => Name;

    private static ElementType[] Number(ElementType[] types)
    {
        for (int i = 0; i < types.Length; i++)
            types[i].Order = i;
        return types;
    }
}
