using System.Text;
using Athanor.Formats.Safetensors;

namespace Athanor.Formats.Tests.Safetensors;

public class SafetensorsWriterTests
{
    private static readonly SafetensorsSource[] s_tensors =
    [
        new("b.weight", DType.Float32, new Shape(2, 3), Bytes(24)),
        new("flags", DType.Bool, new Shape(3), Bytes(3)),
        new("a.weight", DType.Float32, new Shape(1), Bytes(4)),
        new("steps", DType.Int64, Shape.Scalar, Bytes(8)),
        new("größe \"x\"\n", DType.BFloat16, new Shape(2), Bytes(4)),
        new("none", DType.Float64, new Shape(0, 5), Bytes(0)),
    ];

    [Fact]
    public void Round_trip()
    {
        using var folder = new TempFolder();
        SafetensorsWriter.Write(folder["a"], s_tensors, new Dictionary<string, string> { ["format"] = "pt", ["a"] = "ü" });
        using SafetensorsFile file = SafetensorsFile.Open(folder["a"]);
        Assert.Equal(["steps", "none", "a.weight", "b.weight", "größe \"x\"\n", "flags"], file.Entries.Select(e => e.Name));
        foreach (SafetensorsSource tensor in s_tensors)
        {
            SafetensorsEntry entry = file.ByName[tensor.Name];
            Assert.Equal(tensor.Shape, entry.Shape);
            Assert.Equal(tensor.Type, entry.Type);
            Assert.Equal(Bytes((int)entry.Length), file.Bytes(entry).ToArray());
        }
        Assert.Equal("ü", file.Metadata["a"]);
    }

    [Fact]
    public void The_bytes_do_not_depend_on_the_order_and_the_data_is_aligned()
    {
        using var folder = new TempFolder();
        SafetensorsWriter.Write(folder["a"], s_tensors);
        SafetensorsWriter.Write(folder["b"], s_tensors.Reverse());
        byte[] bytes = File.ReadAllBytes(folder["a"]);
        Assert.Equal(bytes, File.ReadAllBytes(folder["b"]));
        Assert.Equal(0, bytes[0] % 8);
    }

    [Fact]
    public void The_text_is_that_of_the_reference_writer()
    {
        using var folder = new TempFolder();
        SafetensorsWriter.Write(folder["a"], [new("x", DType.Int32, new Shape(1, 2), Bytes(8))]);
        string expected = """{"x":{"dtype":"I32","shape":[1,2],"data_offsets":[0,8]}}""";
        Assert.Equal(expected, Encoding.UTF8.GetString(File.ReadAllBytes(folder["a"])[8..^8]));
    }

    [Theory]
    [InlineData("burn.multi_layer")]
    [InlineData("upstream/f32_1x2x3")]
    [InlineData("upstream/f4_1x2")]
    [InlineData("upstream/forced_alignment")]
    [InlineData("upstream/metadata_only")]
    public void A_file_of_the_reference_writer_is_written_again_byte_for_byte(string name)
    {
        using var folder = new TempFolder();
        string path = Expected.PathOf($"safetensors/{name}.safetensors");
        using (SafetensorsFile file = SafetensorsFile.Open(path))
            SafetensorsWriter.Write(
                folder["a"],
                file.Entries.Reverse().Select(e => new SafetensorsSource(e.Name, e.Type, e.Shape, s => s.Write(file.Bytes(e)))),
                file.Metadata);
        Assert.Equal(File.ReadAllBytes(path), File.ReadAllBytes(folder["a"]));
    }

    [Fact]
    public void Parts_can_be_copied_and_strangers_are_refused()
    {
        using var folder = new TempFolder();
        SafetensorsWriter.Write(folder["a"], s_tensors);
        SafetensorsFile file = SafetensorsFile.Open(folder["a"]);
        SafetensorsEntry entry = file.ByName["b.weight"];
        var part = new byte[4];
        file.CopyTo(entry, part, from: 20);
        Assert.Equal([20, 21, 22, 23], part);
        Assert.Throws<ArgumentOutOfRangeException>(() => file.CopyTo(entry, part, from: 21));
        Assert.Throws<ArgumentException>(() => file.Bytes(entry with { Length = 1 << 20 }).Length);
        file.Dispose();
        Assert.Throws<ObjectDisposedException>(() => file.Bytes(entry).Length);
    }

    [Theory]
    [InlineData(23, "expected 24 bytes to be written, found 23")]
    [InlineData(25, "expected 24 bytes to be written, found 25")]
    public void A_callback_is_held_to_the_shape(int count, string sentence)
    {
        using var folder = new TempFolder();
        SafetensorsSource tensor = new("w", ElementType.Of(DType.Float32), new Shape(6), s => s.Write(new byte[count]));
        Assert.Contains(sentence, Assert.Throws<ArgumentException>(() => SafetensorsWriter.Write(folder["a"], [tensor])).Message);
        Assert.Empty(Directory.GetFiles(folder.Path));
    }

    [Fact]
    public void Names_must_be_free_and_single()
    {
        using var folder = new TempFolder();
        SafetensorsSource a = new("a", DType.Bool, new Shape(1), Bytes(1));
        Assert.Throws<ArgumentException>(() => SafetensorsWriter.Write(folder["a"], [a, a]));
        Assert.Throws<ArgumentException>(() => SafetensorsWriter.Write(folder["a"], [a with { Name = "__metadata__" }]));
        Assert.Throws<ArgumentException>(() => SafetensorsWriter.Write(folder["a"], [a with { Type = ElementType.Find("C128")! }]));
    }

    [Fact]
    public void Damaged_copies_are_read_or_refused()
    {
        using var folder = new TempFolder();
        SafetensorsWriter.Write(folder["a"], s_tensors, new Dictionary<string, string> { ["format"] = "pt" });
        Fuzz.Run(File.ReadAllBytes(folder["a"]), path =>
        {
            using SafetensorsFile file = SafetensorsFile.Open(path);
            foreach (SafetensorsEntry entry in file.Entries)
                Crc32.Append(0, file.Bytes(entry));
        });
    }

    private static byte[] Bytes(int count) => [.. Enumerable.Range(0, count).Select(i => (byte)i)];
}
