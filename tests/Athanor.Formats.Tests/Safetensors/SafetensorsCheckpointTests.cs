using System.Text;
using Athanor.Formats.Safetensors;

namespace Athanor.Formats.Tests.Safetensors;

public class SafetensorsCheckpointTests
{
    private const string Index = """
        {
          "metadata": {"total_size": 3},
          "weight_map": {"a": "m-1-of-2.safetensors", "b": "m-2-of-2.safetensors", "c": "m-1-of-2.safetensors"}
        }
        """;

    [Fact]
    public void Shards_are_found_through_the_index()
    {
        using TempFolder folder = Shards(Index);
        using SafetensorsCheckpoint checkpoint = SafetensorsCheckpoint.Open(folder.Path);
        Assert.Equal(["a", "b", "c"], checkpoint.Tensors.Keys.Order());
        (SafetensorsFile file, SafetensorsEntry entry) = checkpoint.Tensors["b"];
        Assert.Equal(7, file.Bytes(entry)[0]);
        Assert.Equal(3, SafetensorsIndex.Read(folder[SafetensorsCheckpoint.IndexName]).TotalSize);
    }

    [Theory]
    [InlineData("../m.safetensors")]
    [InlineData("/etc/passwd")]
    [InlineData("sub/m.safetensors")]
    [InlineData("..\\\\m")]
    [InlineData("C:m")]
    [InlineData("..")]
    [InlineData("")]
    public void A_name_outside_the_folder_is_refused(string name)
    {
        using TempFolder folder = Shards($$$"""{"weight_map": {"a": "{{{name}}}"}}""");
        var error = Assert.Throws<MalformedFileException>(() => SafetensorsCheckpoint.Open(folder.Path));
        Assert.Contains("plain file names", error.Message);
    }

    [Theory]
    [InlineData("""{"weight_map": {"zzz": "m-1-of-2.safetensors"}}""", "not there")]
    [InlineData("""{"weight_map": {"a": "x", "a": "x"}}""", "'a' twice")]
    [InlineData("""{"weight_map": {"a": 1}}""", "expected a file name")]
    [InlineData("""{"weight_map": 1}""", "to be an object")]
    [InlineData("""{}""", "expected a weight_map")]
    [InlineData("""[]""", "an index that is an object")]
    [InlineData("""{""", "expected an index of JSON")]
    public void A_bad_index_is_named(string index, string sentence)
    {
        using TempFolder folder = Shards(index);
        Assert.Contains(sentence, Assert.Throws<MalformedFileException>(() => SafetensorsCheckpoint.Open(folder.Path)).Message);
    }

    [Fact]
    public void A_missing_shard_is_named()
    {
        using TempFolder folder = Shards("""{"weight_map": {"a": "m-3-of-2.safetensors"}}""");
        Assert.Contains("m-3-of-2", Assert.Throws<FileNotFoundException>(() => SafetensorsCheckpoint.Open(folder.Path)).Message);
    }

    [Fact]
    public void Damaged_indices_are_read_or_refused() =>
        Fuzz.Run(Encoding.UTF8.GetBytes(Index), path => SafetensorsIndex.Read(path));

    private static TempFolder Shards(string index)
    {
        var folder = new TempFolder();
        SafetensorsSource One(string name, byte value) => new(name, DType.UInt8, new Shape(1), new[] { value });
        SafetensorsWriter.Write(folder["m-1-of-2.safetensors"], [One("a", 5), One("c", 6)]);
        SafetensorsWriter.Write(folder["m-2-of-2.safetensors"], [One("b", 7)]);
        folder.Put(SafetensorsCheckpoint.IndexName, Encoding.UTF8.GetBytes(index));
        return folder;
    }
}
