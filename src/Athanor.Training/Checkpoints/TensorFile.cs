using Athanor.Formats;
using Athanor.Formats.Safetensors;

namespace Athanor.Training;

/// <summary>Tensors to and from safetensors files.</summary>
internal static class TensorFile
{
    private const int Piece = 1 << 24;

    /// <summary>Writes named tensors, whole or not at all. A tensor under several names is written under each.</summary>
    public static void Write(string path, IEnumerable<KeyValuePair<string, Tensor>> tensors, IReadOnlyDictionary<string, string> metadata) =>
        SafetensorsWriter.Write(path, tensors.Select(t => new SafetensorsSource(t.Key, ElementType.Of(t.Value.DType), t.Value.Shape, stream => Write(stream, t.Value))), metadata);

    /// <summary>The tensor of an entry, in the file's type.</summary>
    /// <exception cref="MalformedFileException">Tensors have no such type.</exception>
    public static Tensor Read(SafetensorsFile file, SafetensorsEntry entry)
    {
        DType dtype = entry.DType ?? throw new MalformedFileException(
            file.FilePath, $"expected tensor '{entry.Name}' to be of a type that tensors have (F32, BF16, I64, …), found {entry.DTypeName}");
        using Defaults.Restore device = Defaults.On(Device.Cpu);
        Tensor tensor = Tensor.Empty(entry.Shape, dtype);
        if (entry.Length <= int.MaxValue)
        {
            tensor.CopyFrom(file.Bytes(entry));
            return tensor;
        }

        // Too large for one span: row by row of the first dimension.
        var row = new byte[entry.Length / entry.Shape[0]];
        for (int i = 0; i < entry.Shape[0]; i++)
        {
            file.CopyTo(entry, row, (long)i * row.Length);
            tensor.Select(0, i).CopyFrom(row);
        }
        return tensor;
    }

    private static void Write(Stream stream, Tensor tensor)
    {
        using TensorScope scope = TensorScope.Begin("TensorFile");
        using Autograd.GradMode.Restore mode = Autograd.GradMode.NoGrad();
        long bytes = tensor.Count * tensor.DType.Size();
        if (bytes <= Piece || tensor.Rank == 0)
        {
            var all = new byte[bytes];
            tensor.Detach().CopyTo(all);
            stream.Write(all);
            return;
        }
        for (int i = 0; i < tensor.Shape[0]; i++)
            Write(stream, tensor.Detach().Select(0, i));
    }
}
