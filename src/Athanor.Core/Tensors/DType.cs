namespace Athanor;

/// <summary>The element types of a <c>Tensor</c>.</summary>
public enum DType : byte
{
    /// <summary>Truth values, one byte each, 0 or 1.</summary>
    Bool,

    /// <summary>Unsigned 8-bit integers.</summary>
    UInt8,

    /// <summary>Signed 32-bit integers.</summary>
    Int32,

    /// <summary>Signed 64-bit integers: indices and class labels.</summary>
    Int64,

    /// <summary>IEEE 754 half precision: 5 bits of exponent, 10 of fraction.</summary>
    Float16,

    /// <summary>The upper half of a float32: 8 bits of exponent, 7 of fraction.</summary>
    BFloat16,

    /// <summary>IEEE 754 single precision, the default of floating tensors.</summary>
    Float32,

    /// <summary>IEEE 754 double precision.</summary>
    Float64,
}

/// <summary>What there is to know about a <see cref="DType"/>.</summary>
public static class DTypes
{
    /// <summary>Bytes of one element.</summary>
    public static int Size(this DType dtype) => dtype switch
    {
        DType.Bool or DType.UInt8 => 1,
        DType.Float16 or DType.BFloat16 => 2,
        DType.Int32 or DType.Float32 => 4,
        DType.Int64 or DType.Float64 => 8,
        _ => throw new ArgumentOutOfRangeException(nameof(dtype), dtype, "not a dtype"),
    };

    /// <summary>Whether the type has fractions, and so gradients.</summary>
    public static bool IsFloating(this DType dtype) => dtype >= DType.Float16;

    /// <summary>Whether the type is an integer; <see cref="DType.Bool"/> is not.</summary>
    public static bool IsInteger(this DType dtype) => dtype is DType.UInt8 or DType.Int32 or DType.Int64;

    /// <summary>The name in lower case as PyTorch and checkpoints write it: <c>float32</c>.</summary>
    public static string Name(this DType dtype) => dtype switch
    {
        DType.Bool => "bool",
        DType.UInt8 => "uint8",
        DType.Int32 => "int32",
        DType.Int64 => "int64",
        DType.Float16 => "float16",
        DType.BFloat16 => "bfloat16",
        DType.Float32 => "float32",
        DType.Float64 => "float64",
        _ => throw new ArgumentOutOfRangeException(nameof(dtype), dtype, "not a dtype"),
    };

    /// <summary>The type called <paramref name="name"/>, as <see cref="Name"/> writes it.</summary>
    /// <exception cref="ArgumentException">There is no type of that name.</exception>
    public static DType Parse(string name)
    {
        foreach (DType dtype in Enum.GetValues<DType>())
            if (dtype.Name() == name)
                return dtype;
        throw new ArgumentException($"unknown dtype '{name}'; there are {string.Join(", ", Enum.GetValues<DType>().Select(Name))}", nameof(name));
    }

    /// <summary>
    /// The smallest type that holds values of both, as PyTorch promotes: bool, then integers, then floats; among floats of the same
    /// size but different layout, float32.
    /// </summary>
    public static DType Promote(DType a, DType b)
    {
        if (a == b)
            return a;
        if ((a, b) is (DType.Float16, DType.BFloat16) or (DType.BFloat16, DType.Float16))
            return DType.Float32;
        return a > b ? a : b;
    }
}
