namespace Athanor.Formats.Numpy;

/// <summary>An array of a NumPy file, in memory: bytes are little-endian, row by row, however the file had them.</summary>
public sealed class NpyArray
{
    /// <summary>An array of the given bytes, which are not copied.</summary>
    /// <exception cref="ArgumentException">The number of bytes is not that of the type and shape.</exception>
    public NpyArray(ElementType type, Shape shape, ReadOnlyMemory<byte> data)
    {
        if (type.ByteCount(shape.Dims) != data.Length)
            throw new ArgumentException(
                $"expected {type.ByteCount(shape.Dims)} bytes for {type} × {shape}, got {data.Length}", nameof(data));
        Type = type;
        Shape = shape;
        Data = data;
    }

    /// <inheritdoc cref="NpyArray(ElementType, Shape, ReadOnlyMemory{byte})"/>
    public NpyArray(DType dtype, Shape shape, ReadOnlyMemory<byte> data)
        : this(ElementType.Of(dtype), shape, data)
    {
    }

    /// <summary>The element type.</summary>
    public ElementType Type { get; }

    /// <summary>The sizes; a scalar has none.</summary>
    public Shape Shape { get; }

    /// <summary>The elements, little-endian, row by row.</summary>
    public ReadOnlyMemory<byte> Data { get; }
}
