using Athanor.Formats;
using Athanor.Formats.Safetensors;
using Athanor.Nn;

namespace Athanor.Training;

/// <summary>A module's state as a safetensors file, under the names that PyTorch gives it.</summary>
public static class ModelFile
{
    private const int NamedProblems = 4;

    /// <summary>Writes parameters and buffers; a file that is there is replaced whole or not at all.</summary>
    /// <param name="module">The module.</param>
    /// <param name="path">The target; its folder must exist.</param>
    /// <param name="metadata">Texts for the file's header.</param>
    /// <exception cref="IOException">The file cannot be written.</exception>
    /// <exception cref="UnauthorizedAccessException">There is no permission to write it.</exception>
    public static void Save(Module module, string path, IReadOnlyDictionary<string, string>? metadata = null)
    {
        var texts = new Dictionary<string, string>(metadata ?? new Dictionary<string, string>()) { ["format"] = "pt" };
        TensorFile.Write(path, module.StateDict(), texts);
    }

    /// <summary>
    /// Sets parameters and buffers from a file (or a folder with <c>model.safetensors</c> or an index), converted to the module's types; a
    /// module on the meta device gets memory on the CPU.
    /// </summary>
    /// <param name="module">The module.</param>
    /// <param name="path">A file or folder.</param>
    /// <param name="strict">Whether tensors that are missing, or that the module does not have, are refused.</param>
    /// <exception cref="CheckpointMismatchException">The tensors are not the module's; it was not changed.</exception>
    /// <exception cref="MalformedFileException">The file breaks a rule of its format.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static void Load(Module module, string path, bool strict = true)
    {
        using SafetensorsCheckpoint file = Open(path);
        Check(path, module.Description, module.StateDict(), file.Tensors.ToDictionary(t => t.Key, t => t.Value.Entry.Shape), strict);
        using TensorScope scope = TensorScope.Begin("ModelFile.Load");
        var own = module.StateDict().Select(t => t.Key).ToHashSet();
        module.LoadStateDict(
            file.Tensors.Where(t => own.Contains(t.Key)).Select(t => KeyValuePair.Create(t.Key, TensorFile.Read(t.Value.File, t.Value.Entry))), strict: false);
    }

    /// <summary>The texts of a file's header.</summary>
    /// <exception cref="MalformedFileException">The file breaks a rule of its format.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static IReadOnlyDictionary<string, string> ReadMetadata(string path)
    {
        using SafetensorsCheckpoint file = Open(path);
        return file.Files[0].Metadata;
    }

    /// <summary>Refuses tensors that are not a module's, naming a few of each kind of fault.</summary>
    internal static void Check(
        string path, string module, IReadOnlyList<KeyValuePair<string, Tensor>> own, IReadOnlyDictionary<string, Shape> found, bool strict)
    {
        var names = own.Select(t => t.Key).ToHashSet();
        List<string> faults = [];
        if (strict)
        {
            Add("it lacks", own.Where(t => !found.ContainsKey(t.Key)).Select(t => $"{t.Key} {t.Value.Shape}"));
            Add("it has", found.Where(t => !names.Contains(t.Key)).Select(t => $"{t.Key} {t.Value}"), ", which the model has not");
        }
        Add("", own.Where(t => found.TryGetValue(t.Key, out Shape? shape) && shape != t.Value.Shape)
            .Select(t => $"{t.Key} was expected as {t.Value.Shape} and found as {found[t.Key]}"));
        if (faults.Count > 0)
            throw new CheckpointMismatchException($"{path} does not fit the model {module}: {string.Join("; ", faults)}");

        void Add(string what, IEnumerable<string> items, string after = "")
        {
            string[] all = [.. items];
            if (all.Length > 0)
                faults.Add($"{what} {string.Join(", ", all.Take(NamedProblems))}{(all.Length > NamedProblems ? $" and {all.Length - NamedProblems} more" : "")}{after}".Trim());
        }
    }

    private static SafetensorsCheckpoint Open(string path) => File.Exists(path) || Directory.Exists(path)
        ? SafetensorsCheckpoint.Open(path)
        : throw new FileNotFoundException($"{path}: expected a model there, found no such file", path);
}

/// <summary>A file's tensors are not those of the model that it was to be loaded into.</summary>
/// <param name="message">Which tensors are missing, unknown or of another shape.</param>
public sealed class CheckpointMismatchException(string message) : IOException(message);
