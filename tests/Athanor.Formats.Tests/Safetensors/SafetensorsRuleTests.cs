using System.Buffers.Binary;
using System.Text;
using Athanor.Formats.Safetensors;

namespace Athanor.Formats.Tests.Safetensors;

public class SafetensorsRuleTests
{
    [Theory]
    [InlineData(
        """{"a":{"dtype":"U8","shape":[],"data_offsets":[0,1]},"a":{"dtype":"U8","shape":[],"data_offsets":[1,2]}}""", 2, "'a' twice")]
    [InlineData("""{"__metadata__":{"a":1}}""", 0, "strings only, found Number at 'a'")]
    [InlineData("""{"__metadata__":{"a":"1","a":"2"}}""", 0, "'a' twice")]
    [InlineData("""{"__metadata__":{},"__metadata__":{}}""", 0, "__metadata__ once")]
    [InlineData("""{"__metadata__":[]}""", 0, "to be an object, found StartArray")]
    [InlineData("""{"a":{"dtype":"F31","shape":[1],"data_offsets":[0,4]}}""", 4, "found 'F31'")]
    [InlineData("""{"a":{"dtype":"C128","shape":[1],"data_offsets":[0,16]}}""", 16, "found 'C128'")]
    [InlineData("""{"a":{"dtype":"U8","dtype":"U8","shape":[1],"data_offsets":[0,1]}}""", 1, "expected dtype once")]
    [InlineData("""{"a":{"dtype":"U8","shape":[1.5],"data_offsets":[0,1]}}""", 1, "whole number from 0 to 2^63 − 1, found '1.5'")]
    [InlineData("""{"a":{"dtype":"U8","shape":[-1],"data_offsets":[0,1]}}""", 1, "found '-1'")]
    [InlineData("""{"a":{"dtype":"U8","shape":[2147483648],"data_offsets":[0,2147483648]}}""", 1, "below 2^31, found 2147483648")]
    [InlineData("""{"a":{"dtype":"U8","shape":[2147483647,2147483647,4],"data_offsets":[0,1]}}""", 1, "whole bytes below 2^63")]
    [InlineData("""{"a":{"dtype":"F4","shape":[3],"data_offsets":[0,2]}}""", 2, "whole bytes")]
    [InlineData("""{"a":{"dtype":"F32","shape":[2],"data_offsets":[0,4]}}""", 4, "8 bytes for F32 × shape [2], found data_offsets of 4")]
    [InlineData("""{"a":{"dtype":"U8","shape":[1],"data_offsets":[1,0]}}""", 1, "to rise, found [1, 0]")]
    [InlineData("""{"a":{"dtype":"U8","shape":[1],"data_offsets":[0,1,2]}}""", 1, "two data_offsets, found more")]
    [InlineData("""{"a":{"dtype":"U8","shape":[1],"data_offsets":[0]}}""", 1, "end of data_offsets as a number")]
    [InlineData("""{"a":{"dtype":"U8","shape":[1]}}""", 1, "expected data_offsets, found none")]
    [InlineData("""{"a":{"dtype":"U8","data_offsets":[0,1]}}""", 1, "expected a shape, found none")]
    [InlineData("""{"a":{"shape":[1],"data_offsets":[0,1]}}""", 1, "expected a dtype, found none")]
    [InlineData("""{"a":{"dtype":"U8","shape":[1],"data_offsets":[1,2]}}""", 2, "leaves a hole")]
    [InlineData(
        """{"a":{"dtype":"U8","shape":[],"data_offsets":[0,1]},"b":{"dtype":"U8","shape":[],"data_offsets":[0,1]}}""", 1, "overlaps")]
    [InlineData("""{"a":{"dtype":"U8","shape":[1],"data_offsets":[0,1]}}""", 2, "found 1 bytes of tensors in 2 bytes of data")]
    [InlineData("""{"a":{"dtype":"U8","shape":[3],"data_offsets":[0,3]}}""", 2, "expected 3 bytes of data")]
    [InlineData("""{} x""", 0, "expected a header of JSON")]
    [InlineData("""{"a":{"x":[[[[[[[[[[[[[[[[[[[[]]]]]]]]]]]]]]]]]]]]}}""", 0, "expected a header of JSON")]
    [InlineData(""" {}""", 0, "starts with '{', found byte 0x20")]
    public void A_broken_rule_is_named(string json, int data, string sentence)
    {
        using var folder = new TempFolder();
        string path = folder.Put("model.safetensors", Make(json, data));
        var error = Assert.Throws<MalformedFileException>(() => SafetensorsFile.Open(path));
        Assert.StartsWith(path + ": ", error.Message);
        Assert.Contains(sentence, error.Message);
    }

    [Theory]
    [InlineData(3UL, "expected a header of 3 bytes, found only 2")]
    [InlineData(100_000_001UL, "at most 100000000 bytes")]
    [InlineData(ulong.MaxValue, "at most 100000000 bytes")]
    public void A_header_length_that_lies_is_named(ulong length, string sentence)
    {
        using var folder = new TempFolder();
        byte[] bytes = Make("{}", 0);
        BinaryPrimitives.WriteUInt64LittleEndian(bytes, length);
        string path = folder.Put("a", bytes);
        Assert.Contains(sentence, Assert.Throws<MalformedFileException>(() => SafetensorsFile.Open(path)).Message);
    }

    [Fact]
    public void Unknown_fields_padding_and_empty_tensors_are_fine()
    {
        using var folder = new TempFolder();
        string json = """{"b":{"dtype":"F32","shape":[0,2147483647],"data_offsets":[1,1],"note":{"x":[1]}},  """
            + """  "a":{"dtype":"U8","shape":[],"data_offsets":[0,1]}}   """;
        using SafetensorsFile file = SafetensorsFile.Open(folder.Put("a", Make(json, 1)));
        Assert.Equal(["a", "b"], file.Entries.Select(e => e.Name));
        Assert.Equal(0, file.Bytes(file.ByName["b"]).Length);
        Assert.Null(ElementType.Find("I16")!.DType);
    }

    [Fact]
    public void Long_names_and_control_characters_do_not_reach_the_message_raw()
    {
        using var folder = new TempFolder();
        string json = "{\"\\u001b[31m" + new string('x', 5000) + "\":{\"dtype\":\"Q\"}}";
        var error = Assert.Throws<MalformedFileException>(() => SafetensorsFile.Open(folder.Put("a", Make(json, 0))));
        Assert.DoesNotContain('\u001b', error.Message);
        Assert.True(error.Message.Length < 500);
    }

    private static byte[] Make(string json, int data)
    {
        byte[] text = Encoding.UTF8.GetBytes(json);
        var bytes = new byte[8 + text.Length + data];
        BinaryPrimitives.WriteUInt64LittleEndian(bytes, (ulong)text.Length);
        text.CopyTo(bytes, 8);
        return bytes;
    }
}
