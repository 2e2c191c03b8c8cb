namespace Athanor.Data;

/// <summary>
/// A file from outside is not what it claims to be. The message is one sentence: which file, where in it, what was expected and what was
/// found, for example <c>a.idx: dimension 0: expected at most 2147483591 bytes in all, found 60000×4000000</c>.
/// </summary>
public sealed class DataFormatException : IOException
{
    /// <summary>An error in <paramref name="file"/>.</summary>
    /// <param name="file">The name of the file or stream.</param>
    /// <param name="where">The part of the file: a line and column, a chunk, an offset.</param>
    /// <param name="expected">What the format asks for there.</param>
    /// <param name="found">What the file has there.</param>
    /// <param name="inner">The error of a lower layer, if one was the reason.</param>
    public DataFormatException(string file, string where, string expected, string found, Exception? inner = null)
        : base($"{file}: {where}: expected {expected}, found {found}", inner)
    {
        File = file;
        Where = where;
        Expected = expected;
        Found = found;
    }

    /// <summary>The name of the file or stream.</summary>
    public string File { get; }

    /// <summary>The part of the file: a line and column, a chunk, an offset.</summary>
    public string Where { get; }

    /// <summary>What the format asks for there.</summary>
    public string Expected { get; }

    /// <summary>What the file has there.</summary>
    public string Found { get; }
}
