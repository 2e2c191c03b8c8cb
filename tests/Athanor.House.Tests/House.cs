namespace Athanor.House.Tests;

/// <summary>The repository that these tests look at, from its root down.</summary>
internal static class House
{
    // What builds and runs leave behind is not the house.
    private static readonly string[] _skipped = ["bin", "obj", "artifacts", "runs", "TestResults", "BenchmarkDotNet.Artifacts"];

    public static string Root { get; } = FindRoot();

    public static string PathOf(params ReadOnlySpan<string> parts) => Path.Combine([Root, .. parts]);

    /// <summary>A path as it is named in messages: from the root, with slashes.</summary>
    public static string NameOf(string path) => Path.GetRelativePath(Root, path).Replace('\\', '/');

    /// <summary>The files under a folder of the root that end in <paramref name="ending"/>; none where there is no such folder.</summary>
    public static IEnumerable<string> Files(string folder, string ending)
    {
        string path = PathOf(folder);
        return Directory.Exists(path) ? Walk(path, ending) : [];
    }

    private static IEnumerable<string> Walk(string folder, string ending)
    {
        IEnumerable<string> own = Directory.EnumerateFiles(folder).Where(file => file.EndsWith(ending, StringComparison.Ordinal));
        IEnumerable<string> inner =
            from directory in Directory.EnumerateDirectories(folder)
            let name = Path.GetFileName(directory)
            where name[0] != '.' && !_skipped.Contains(name)
            from file in Walk(directory, ending)
            select file;
        return own.Concat(inner);
    }

    private static string FindRoot()
    {
        for (DirectoryInfo? folder = new(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "Athanor.slnx")))
                return folder.FullName;
        }
        throw new InvalidOperationException($"no Athanor.slnx above {AppContext.BaseDirectory}");
    }
}
