using System.Text.Json;
using System.Text.Json.Nodes;

namespace Athanor.Cli;

/// <summary>Where runs lie and what they were made with.</summary>
internal static class RunDirectory
{
    private const string Root = "runs";
    private const string Config = "config.json";

    /// <summary>The folder of a new run: as named, or <c>runs/NAME</c> with a number where that is taken.</summary>
    /// <exception cref="UserError">The named folder holds a run already.</exception>
    public static string New(string recipe, string? named)
    {
        if (named is not null)
            return HoldsRun(named)
                ? throw new UserError($"--out: '{named}' holds a run already; add --resume to go on with it, or name another folder")
                : named;
        string folder = Path.Combine(Root, recipe);
        for (int i = 2; HoldsRun(folder); i++)
            folder = Path.Combine(Root, $"{recipe}-{i}");
        return folder;
    }

    /// <summary>The folder of the run to go on with: as named, or the newest of the recipe.</summary>
    /// <exception cref="UserError">There is none.</exception>
    public static string ToResume(string recipe, string? named)
    {
        if (named is not null)
            return HoldsRun(named) ? named : throw new UserError($"--resume: '{named}' holds no run (no {Config} there)");
        string? newest = Directory.Exists(Root)
            ? Directory.EnumerateDirectories(Root, recipe + "*").Where(f => HoldsRun(f) && ReadConfig(f).Recipe == recipe)
                .MaxBy(f => File.GetLastWriteTimeUtc(Path.Combine(f, Config)))
            : null;
        return newest ?? throw new UserError($"--resume: there is no run of '{recipe}' under {Root}/; name its folder with --out, or start one without --resume");
    }

    /// <summary>The recipe and settings that a run was made with.</summary>
    /// <exception cref="UserError">The folder's config.json is not one of ours.</exception>
    public static (string Recipe, IReadOnlyDictionary<string, string> Details) ReadConfig(string folder)
    {
        string path = Path.Combine(folder, Config);
        try
        {
            JsonNode? root = JsonNode.Parse(File.ReadAllText(path), new JsonNodeOptions { PropertyNameCaseInsensitive = true });
            var details = new Dictionary<string, string>();
            foreach ((string key, JsonNode? value) in root!["options"]!["details"]!.AsObject())
                details[key] = value!.GetValue<string>();
            return (root["name"]!.GetValue<string>(), details);
        }
        catch (Exception error) when (error is JsonException or NullReferenceException or InvalidOperationException)
        {
            throw new UserError($"{path}: expected the configuration of a run, found something else");
        }
    }

    private static bool HoldsRun(string folder) => File.Exists(Path.Combine(folder, Config));
}
