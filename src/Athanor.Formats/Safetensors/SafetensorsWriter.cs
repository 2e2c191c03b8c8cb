using System.Buffers.Binary;
using System.Text;

namespace Athanor.Formats.Safetensors;

/// <summary>
/// Writes safetensors files: whole or not at all, tensor by tensor without a second copy in memory, and the same bytes for the same
/// tensors whatever order they come in. Shared weights are written as often as they are named; the format has no aliases.
/// </summary>
public static class SafetensorsWriter
{
    /// <summary>Writes a file, replacing one that is there.</summary>
    /// <param name="path">The target; its folder must exist.</param>
    /// <param name="tensors">The tensors, in any order.</param>
    /// <param name="metadata">Free texts for the header, such as <c>format</c>: <c>pt</c>.</param>
    /// <exception cref="ArgumentException">
    /// A name comes twice or is reserved, a type cannot be stored, or a callback writes another number of bytes than its shape needs.
    /// </exception>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public static void Write(string path, IEnumerable<SafetensorsSource> tensors, IReadOnlyDictionary<string, string>? metadata = null)
    {
        SafetensorsSource[] sorted = Sort(tensors);
        long[] lengths = Array.ConvertAll(sorted, Length);
        byte[] header = SafetensorsHeaderWriter.Write(sorted, lengths, metadata);
        AtomicFile.Write(path, stream =>
        {
            Span<byte> length = stackalloc byte[8];
            BinaryPrimitives.WriteUInt64LittleEndian(length, (ulong)header.Length);
            stream.Write(length);
            stream.Write(header);
            for (int i = 0; i < sorted.Length; i++)
            {
                SafetensorsSource tensor = sorted[i];
                using var part = new CountedStream(stream, lengths[i], $"tensor '{tensor.Name}' of {tensor.Type} × {tensor.Shape}");
                tensor.Write(part);
                part.Complete();
            }
        });
    }

    /// <summary>Whether the format has a name for an element type; it has none for pairs of doubles.</summary>
    public static bool CanStore(ElementType type) => type.Bits <= 64;

    // The reference writer's order: wide types first, so that each tensor is aligned without holes; then by the bytes of the name.
    private static SafetensorsSource[] Sort(IEnumerable<SafetensorsSource> tensors)
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        var keyed = new List<(SafetensorsSource Tensor, byte[] Name)>();
        var strict = new UTF8Encoding(false, throwOnInvalidBytes: true);
        foreach (SafetensorsSource tensor in tensors)
        {
            if (tensor.Name == SafetensorsHeader.MetadataKey)
                throw new ArgumentException($"a tensor cannot be called {tensor.Name}, the format reserves that name", nameof(tensors));
            if (!names.Add(tensor.Name))
                throw new ArgumentException($"two tensors are called '{tensor.Name}'", nameof(tensors));
            if (!CanStore(tensor.Type))
                throw new ArgumentException($"tensor '{tensor.Name}' is {tensor.Type}, which safetensors cannot store", nameof(tensors));
            keyed.Add((tensor, strict.GetBytes(tensor.Name)));
        }
        keyed.Sort((a, b) => a.Tensor.Type != b.Tensor.Type
            ? b.Tensor.Type.Order.CompareTo(a.Tensor.Type.Order)
            : a.Name.AsSpan().SequenceCompareTo(b.Name));
        return [.. keyed.Select(pair => pair.Tensor)];
    }

    private static long Length(SafetensorsSource tensor) => tensor.Type.ByteCount(tensor.Shape.Dims)
        ?? throw new ArgumentException($"tensor '{tensor.Name}': {tensor.Type} × {tensor.Shape} is not a whole number of bytes below 2^63");
}
