using System.Xml.Linq;

namespace Athanor.House.Tests;

/// <summary>Who may reference whom, held at the project files (docs/architecture.md, "Rooms").</summary>
public sealed class ArchitectureTests
{
    private const string Core = "Athanor.Core", Cuda = "Athanor.Cuda", Generators = "Athanor.Generators", Nn = "Athanor.Nn",
        Formats = "Athanor.Formats", Data = "Athanor.Data", Zoo = "Athanor.Zoo", Training = "Athanor.Training",
        Distributed = "Athanor.Distributed", Cli = "Athanor.Cli";

    // A room that is not built yet has its rule already.
    private static readonly Dictionary<string, string[]> _allowed = new()
    {
        [Core] = [],
        [Generators] = [],
        [Cuda] = [Core],
        [Formats] = [Core],
        [Data] = [Core],
        [Nn] = [Core, Generators],
        [Zoo] = [Core, Nn, Formats, Data, Generators],
        [Training] = [Core, Nn, Formats, Data, Generators],
        [Distributed] = [Core, Nn, Formats, Data, Training, Generators],
        [Cli] = [Core, Cuda, Nn, Formats, Data, Zoo, Training, Distributed, Generators],
    };

    [Fact]
    public void Every_project_references_only_what_its_room_may()
    {
        var wrong = new List<string>();
        foreach (string path in House.Files("src", ".csproj"))
        {
            string project = Path.GetFileNameWithoutExtension(path);
            if (!_allowed.TryGetValue(project, out string[]? allowed))
            {
                wrong.Add($"{project} has no rule: add it to {nameof(ArchitectureTests)} and to docs/architecture.md");
                continue;
            }
            foreach (XElement reference in XDocument.Load(path).Descendants("ProjectReference"))
            {
                string name = NameOf(reference);
                if (!allowed.Contains(name))
                    wrong.Add($"{project} references {name}, and may only: {string.Join(", ", allowed.DefaultIfEmpty("nothing"))}");
                else if (name == Generators && (string?)reference.Attribute("OutputItemType") != "Analyzer")
                    wrong.Add($"{project} references {name} as a library, and may only as an analyzer (OutputItemType=\"Analyzer\")");
            }
        }
        Assert.True(wrong.Count == 0, string.Join('\n', wrong));
    }

    [Theory]
    [InlineData(Core)]
    [InlineData(Cuda)]
    public void A_room_at_the_bottom_needs_no_package(string project)
    {
        string path = House.PathOf("src", project, project + ".csproj");
        string[] packages = File.Exists(path)
            ? [.. XDocument.Load(path).Descendants("PackageReference").Select(reference => (string)reference.Attribute("Include")!)]
            : [];
        Assert.True(packages.Length == 0, $"{project} references the package {string.Join(", ", packages)}, and may reference none");
    }

    // Code that names the other device could not be built without it; the rooms above the core speak of devices in general.
    [Fact]
    public void Only_those_who_compose_name_Cuda()
    {
        string[] wrong =
        [
            .. from file in House.Files("src", ".cs")
               where !House.NameOf(file).StartsWith($"src/{Cuda}/", StringComparison.Ordinal)
               where !House.NameOf(file).StartsWith($"src/{Cli}/", StringComparison.Ordinal)
               where File.ReadLines(file).Any(line => line.Contains("using " + Cuda, StringComparison.Ordinal))
               select $"{House.NameOf(file)} uses the namespace {Cuda}",
        ];
        Assert.True(wrong.Length == 0, string.Join('\n', wrong));
    }

    private static string NameOf(XElement reference) =>
        Path.GetFileNameWithoutExtension(((string)reference.Attribute("Include")!).Replace('\\', '/'));
}
