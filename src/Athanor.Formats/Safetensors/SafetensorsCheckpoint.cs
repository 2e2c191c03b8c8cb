namespace Athanor.Formats.Safetensors;

/// <summary>The tensors of a model, whether in one safetensors file or split over several with an index.</summary>
public sealed class SafetensorsCheckpoint : IDisposable
{
    /// <summary>The usual name of a model in one file.</summary>
    public const string FileName = "model.safetensors";

    /// <summary>The usual name of the index of a model in several files.</summary>
    public const string IndexName = "model.safetensors.index.json";

    private readonly Dictionary<string, (SafetensorsFile File, SafetensorsEntry Entry)> _tensors = new(StringComparer.Ordinal);
    private readonly List<SafetensorsFile> _files = [];

    private SafetensorsCheckpoint()
    {
    }

    /// <summary>For each tensor by name the file that holds it and its entry there.</summary>
    public IReadOnlyDictionary<string, (SafetensorsFile File, SafetensorsEntry Entry)> Tensors => _tensors;

    /// <summary>The open files.</summary>
    public IReadOnlyList<SafetensorsFile> Files => _files;

    /// <summary>Opens a file, an index, or a folder with <see cref="FileName"/> or <see cref="IndexName"/> in it.</summary>
    /// <exception cref="MalformedFileException">A file breaks a rule, or a tensor is not in the file that the index names.</exception>
    /// <exception cref="IOException">A file is not there or cannot be read.</exception>
    public static SafetensorsCheckpoint Open(string path)
    {
        if (Directory.Exists(path))
        {
            string file = Path.Combine(path, FileName), index = Path.Combine(path, IndexName);
            path = File.Exists(file) ? file : File.Exists(index) ? index
                : throw new FileNotFoundException($"{path}: expected {FileName} or {IndexName} in this folder, found neither");
        }
        var checkpoint = new SafetensorsCheckpoint();
        try
        {
            if (path.EndsWith(".json", StringComparison.OrdinalIgnoreCase))
                checkpoint.OpenShards(SafetensorsIndex.Read(path));
            else
                checkpoint.OpenFile(path);
            return checkpoint;
        }
        catch
        {
            checkpoint.Dispose();
            throw;
        }
    }

    /// <summary>Closes all files; spans and pointers into them are no longer valid.</summary>
    public void Dispose()
    {
        foreach (SafetensorsFile file in _files)
            file.Dispose();
    }

    private void OpenFile(string path)
    {
        _files.Add(SafetensorsFile.Open(path));
        foreach (SafetensorsEntry entry in _files[0].Entries)
            _tensors.Add(entry.Name, (_files[0], entry));
    }

    // What the index does not name is passed over, as other readers do: some shards carry tensors of an earlier split.
    private void OpenShards(SafetensorsIndex index)
    {
        string folder = Path.GetDirectoryName(Path.GetFullPath(index.FilePath))!;
        var byName = new Dictionary<string, SafetensorsFile>(StringComparer.Ordinal);
        foreach (string shard in index.Shards)
        {
            string path = Path.Combine(folder, shard);
            if (!File.Exists(path))
                throw new FileNotFoundException($"{index.FilePath}: expected the file {Quoted.Text(shard)} beside it, found none", path);
            _files.Add(SafetensorsFile.Open(path));
            byName.Add(shard, _files[^1]);
        }
        foreach ((string name, string shard) in index.WeightMap)
        {
            SafetensorsFile file = byName[shard];
            if (!file.ByName.TryGetValue(name, out SafetensorsEntry? entry))
                throw new MalformedFileException(index.FilePath,
                    $"expected tensor {Quoted.Text(name)} in {Quoted.Text(shard)}, found that it is not there");
            _tensors.Add(name, (file, entry));
        }
    }
}
