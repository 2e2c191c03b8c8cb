using System.Reflection;

namespace Athanor.House.Tests;

/// <summary>
/// The public API of every library is a file that is read in review: nothing becomes public, or stops being it, without somebody seeing it.
/// </summary>
public sealed class ApiTests
{
    private const string Update = "ATHANOR_UPDATE_API";

    private const string Folder = "tests/Athanor.House.Tests/Api";

    public static TheoryData<string> Libraries() => [.. Names()];

    [Theory]
    [MemberData(nameof(Libraries))]
    public void The_public_api_is_as_reviewed(string library)
    {
        string path = House.PathOf(Folder, library + ".txt");
        string now = ApiText.Of(Assembly.Load(library));
        if (Environment.GetEnvironmentVariable(Update) == "1")
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.WriteAllText(path, now);
            return;
        }
        string reviewed = File.Exists(path) ? File.ReadAllText(path).ReplaceLineEndings("\n") : "";
        string[] before = [.. ApiText.Lines(reviewed)], after = [.. ApiText.Lines(now)];
        string changes = string.Join('\n', [
            .. after.Except(before).Select(line => "+ " + line),
            .. before.Except(after).Select(line => "- " + line)]);
        Assert.True(
            File.Exists(path) && now == reviewed,
            $"""
            The public API of {library} is not the one in {Folder}/{library}.txt.
            {changes}
            Where that is meant: {Update}=1 dotnet test tests/Athanor.House.Tests, and commit the file.
            """);
    }

    [Fact]
    public void Every_snapshot_has_its_library()
    {
        string[] stale = [.. House.Files(Folder, ".txt").Select(path => Path.GetFileNameWithoutExtension(path)!).Except(Names())];
        Assert.True(stale.Length == 0, $"{Folder} has snapshots of libraries that are not there: {string.Join(", ", stale)}");
    }

    // The project file references every library in src, so they lie beside this assembly.
    private static IEnumerable<string> Names() => Directory.EnumerateFiles(AppContext.BaseDirectory, "Athanor.*.dll")
        .Select(path => Path.GetFileNameWithoutExtension(path))
        .Where(name => Directory.Exists(House.PathOf("src", name)))
        .Order(StringComparer.Ordinal);
}
