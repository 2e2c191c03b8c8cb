namespace Athanor.Formats;

/// <summary>A file breaks a rule of its format. The message is one sentence: which file, what was expected and what was found.</summary>
public sealed class MalformedFileException : IOException
{
    /// <summary>An error about the file at <paramref name="path"/>.</summary>
    /// <param name="path">The file, as the caller named it.</param>
    /// <param name="problem">What was expected and what was found.</param>
    /// <param name="inner">The error underneath, if there is one.</param>
    public MalformedFileException(string path, string problem, Exception? inner = null)
        : base($"{path}: {problem}", inner)
    {
        FilePath = path;
    }

    /// <summary>The file, as the caller named it.</summary>
    public string FilePath { get; }
}
