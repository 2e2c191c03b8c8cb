namespace Athanor.Formats.Safetensors;

/// <summary>A tensor to be written: what it is, and a callback that writes its bytes when their turn comes.</summary>
/// <param name="Name">The tensor's name: <c>layers.0.weight</c>.</param>
/// <param name="Type">The element type.</param>
/// <param name="Shape">The sizes.</param>
/// <param name="Write">Writes exactly the bytes of the tensor, little-endian, row by row.</param>
public sealed record SafetensorsSource(string Name, ElementType Type, Shape Shape, Action<Stream> Write)
{
    /// <summary>A tensor whose bytes are in memory.</summary>
    /// <param name="name">The tensor's name.</param>
    /// <param name="dtype">The element type.</param>
    /// <param name="shape">The sizes.</param>
    /// <param name="bytes">The bytes, little-endian, row by row.</param>
    public SafetensorsSource(string name, DType dtype, Shape shape, ReadOnlyMemory<byte> bytes)
        : this(name, ElementType.Of(dtype), shape, stream => stream.Write(bytes.Span))
    {
    }
}
