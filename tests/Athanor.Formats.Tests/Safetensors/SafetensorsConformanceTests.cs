using Athanor.Formats.Safetensors;

namespace Athanor.Formats.Tests.Safetensors;

public class SafetensorsConformanceTests
{
    public static TheoryData<string> Files => Expected.Files("safetensors/", ".safetensors");

    [Theory]
    [MemberData(nameof(Files))]
    public void Published_file(string file)
    {
        string path = Expected.PathOf(file);
        // Leading white space is allowed by the newest reference reader alone; the specification says the header starts with '{'.
        if (Expected.MustRefuse(file) || file.EndsWith("leading_whitespace.safetensors", StringComparison.Ordinal))
        {
            var error = Assert.Throws<MalformedFileException>(() => SafetensorsFile.Open(path));
            Assert.StartsWith(path, error.Message);
            return;
        }
        using SafetensorsFile opened = SafetensorsFile.Open(path);
        Expected.Check(file, opened.Entries.ToDictionary(e => e.Name, e => (e.Type, e.Shape, opened.Bytes(e).ToArray())));
    }
}
