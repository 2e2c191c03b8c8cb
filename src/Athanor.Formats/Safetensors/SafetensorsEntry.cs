namespace Athanor.Formats.Safetensors;

/// <summary>One tensor of a safetensors file: what it is, and where its bytes lie.</summary>
/// <param name="Name">The tensor's name, as checkpoints write it: <c>layers.0.weight</c>.</param>
/// <param name="Type">The element type.</param>
/// <param name="Shape">The sizes; the bytes are little-endian, row by row.</param>
/// <param name="Offset">The first byte, counted from the start of the data part.</param>
/// <param name="Length">The number of bytes.</param>
public sealed record SafetensorsEntry(string Name, ElementType Type, Shape Shape, long Offset, long Length)
{
    /// <summary>The element type as the file names it: <c>F32</c>.</summary>
    public string DTypeName => Type.Name;

    /// <summary>The tensor type of the same layout, or null where tensors have none.</summary>
    public DType? DType => Type.DType;
}
