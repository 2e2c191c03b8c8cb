namespace Athanor.Data;

/// <summary>The element types of an IDX file; the values are the codes in the file.</summary>
public enum IdxType : byte
{
    /// <summary>Unsigned bytes.</summary>
    UInt8 = 0x08,

    /// <summary>Signed bytes.</summary>
    Int8 = 0x09,

    /// <summary>16-bit integers.</summary>
    Int16 = 0x0B,

    /// <summary>32-bit integers.</summary>
    Int32 = 0x0C,

    /// <summary>32-bit floating point numbers.</summary>
    Float32 = 0x0D,

    /// <summary>64-bit floating point numbers.</summary>
    Float64 = 0x0E,
}

/// <summary>What there is to know of an <see cref="IdxType"/>.</summary>
public static class IdxTypes
{
    /// <summary>The bytes of one element; 0 for a code that the format does not have.</summary>
    public static int Size(this IdxType type) => type switch
    {
        IdxType.UInt8 or IdxType.Int8 => 1,
        IdxType.Int16 => 2,
        IdxType.Int32 or IdxType.Float32 => 4,
        IdxType.Float64 => 8,
        _ => 0,
    };

    /// <summary>The element type that holds values of <typeparamref name="T"/>.</summary>
    /// <exception cref="NotSupportedException">IDX has no such type.</exception>
    public static IdxType Of<T>()
        where T : unmanaged
        => typeof(T) == typeof(byte) ? IdxType.UInt8
        : typeof(T) == typeof(sbyte) ? IdxType.Int8
        : typeof(T) == typeof(short) ? IdxType.Int16
        : typeof(T) == typeof(int) ? IdxType.Int32
        : typeof(T) == typeof(float) ? IdxType.Float32
        : typeof(T) == typeof(double) ? IdxType.Float64
        : throw new NotSupportedException($"IDX files hold byte, sbyte, short, int, float or double, not {typeof(T).Name}");
}
