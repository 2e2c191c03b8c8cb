using System.Globalization;

namespace Athanor.Cli;

/// <summary>One thing about a recipe that <c>--set key=value</c> can change: its name, what it means and its default.</summary>
internal sealed record Setting(string Key, object Default, string Meaning)
{
    /// <summary>Reads a value of the default's type.</summary>
    /// <exception cref="UserError">The text is none.</exception>
    public object Parse(string text)
    {
        CultureInfo culture = CultureInfo.InvariantCulture;
        return Default switch
        {
            int when int.TryParse(text, NumberStyles.Integer, culture, out int value) => value,
            ulong when ulong.TryParse(text, NumberStyles.None, culture, out ulong value) => value,
            double when double.TryParse(text, NumberStyles.Float, culture, out double value) && double.IsFinite(value) => value,
            bool when bool.TryParse(text, out bool value) => value,
            string => text,
            Enum choice when Enum.TryParse(choice.GetType(), text, ignoreCase: true, out object? value) && !int.TryParse(text, out _) => value!,
            _ => throw new UserError($"--set {Key}: expected {Kind}, got '{text}'"),
        };
    }

    /// <summary>What values it takes, for people.</summary>
    public string Kind => Default switch
    {
        int => "an integer",
        ulong => "a whole number from 0",
        double => "a number",
        bool => "true or false",
        Enum choice => string.Join(" | ", Enum.GetNames(choice.GetType()).Select(n => n.ToLowerInvariant())),
        _ => "text",
    };

    /// <summary>The default as it would be written.</summary>
    public string DefaultText => Convert.ToString(Default, CultureInfo.InvariantCulture)!.ToLowerInvariant();
}

/// <summary>A recipe's settings with the user's choices.</summary>
internal sealed class SettingSet(params IReadOnlyList<Setting> all)
{
    private readonly Dictionary<string, object> _chosen = [];

    public IReadOnlyList<Setting> All { get; } = all;

    public T Get<T>(string key) => (T)(_chosen.TryGetValue(key, out object? value) ? value : Find(key).Default);

    /// <summary>The values in force, by name.</summary>
    public IReadOnlyDictionary<string, object> Values => All.ToDictionary(s => s.Key, s => _chosen.GetValueOrDefault(s.Key, s.Default));

    /// <summary>Sets one from <c>key=value</c>.</summary>
    /// <exception cref="UserError">There is no such key, or the value does not fit.</exception>
    public void Set(string assignment)
    {
        int equals = assignment.IndexOf('=');
        if (equals <= 0)
            throw new UserError($"--set expects key=value, got '{assignment}'");
        Set(assignment[..equals].Trim(), assignment[(equals + 1)..].Trim());
    }

    /// <summary>Sets one from text.</summary>
    public void Set(string key, string value) => _chosen[key] = Find(key).Parse(value);

    private Setting Find(string key) => All.FirstOrDefault(s => s.Key == key)
        ?? throw new UserError($"--set: there is no '{key}'; this recipe has {string.Join(", ", All.Select(s => s.Key))}");
}

/// <summary>Something the user can mend: shown as one sentence, with exit status 2.</summary>
internal sealed class UserError(string message) : Exception(message);
