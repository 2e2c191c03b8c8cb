namespace Athanor.Formats;

/// <summary>
/// Writes files whole or not at all: the bytes go to a temporary file in the same folder, to the disk, and only then under the target's
/// name. A reader, or a run resumed after a crash, sees the old file or the new one, never a part.
/// </summary>
public static class AtomicFile
{
    private const string Prefix = ".athanor-";
    private const string Suffix = ".tmp";

    /// <summary>Writes the file at <paramref name="path"/>, replacing one that is there.</summary>
    /// <param name="path">The target; its folder must exist.</param>
    /// <param name="write">Writes the contents; the stream can seek. If it throws, the target is left as it was.</param>
    /// <exception cref="UnauthorizedAccessException">The folder, or the file that is there, cannot be written.</exception>
    /// <exception cref="IOException">The folder does not exist, the disk is full, or the target is a folder.</exception>
    public static void Write(string path, Action<Stream> write)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        ArgumentNullException.ThrowIfNull(write);
        if (Directory.Exists(path))
            throw new IOException($"{path}: cannot write a file there, a folder has that name");
        string folder = Path.GetDirectoryName(Path.GetFullPath(path))!;
        string temporary = Path.Combine(folder, $"{Prefix}{Guid.NewGuid():N}{Suffix}");
        using FileStream stream = Create(path, folder, temporary);
        try
        {
            write(stream);
            stream.Flush(flushToDisk: true);
            // Renamed while still open, so that at no moment RemoveStale can take it for abandoned.
            File.Move(temporary, path, overwrite: true);
        }
        catch
        {
            stream.Dispose();
            File.Delete(temporary);
            throw;
        }
    }

    /// <summary>Writes all of <paramref name="bytes"/> to the file at <paramref name="path"/>, replacing one that is there.</summary>
    /// <inheritdoc cref="Write(string, Action{Stream})"/>
    public static void Write(string path, ReadOnlyMemory<byte> bytes) => Write(path, stream => stream.Write(bytes.Span));

    /// <summary>Removes the temporary files that killed writers left in a folder; those still being written are left alone.</summary>
    /// <returns>How many were removed.</returns>
    /// <exception cref="IOException">The folder cannot be listed.</exception>
    public static int RemoveStale(string folder)
    {
        int removed = 0;
        foreach (string file in Directory.EnumerateFiles(folder, $"{Prefix}*{Suffix}", new EnumerationOptions { AttributesToSkip = 0 }))
        {
            if (!IsTemporary(file))
                continue;
            try
            {
                // A living writer holds a lock, which the system lets go when the process ends, however it ends.
                using (new FileStream(file, FileMode.Open, FileAccess.ReadWrite, FileShare.None))
                {
                }
                File.Delete(file);
                removed++;
            }
            catch (Exception error) when (error is IOException or UnauthorizedAccessException)
            {
            }
        }
        return removed;
    }

    /// <summary>Whether a file's name is that of a temporary file of <see cref="Write(string, Action{Stream})"/>.</summary>
    public static bool IsTemporary(string path)
    {
        string name = Path.GetFileName(path);
        return name.StartsWith(Prefix, StringComparison.Ordinal) && name.EndsWith(Suffix, StringComparison.Ordinal)
            && Guid.TryParseExact(name[Prefix.Length..^Suffix.Length], "N", out _);
    }

    private static FileStream Create(string path, string folder, string temporary)
    {
        try
        {
            return new FileStream(temporary, FileMode.CreateNew, FileAccess.ReadWrite, FileShare.Delete, bufferSize: 1 << 16);
        }
        catch (UnauthorizedAccessException error)
        {
            throw new UnauthorizedAccessException(
                $"{path}: cannot be written, no permission to create files in the folder {folder}", error);
        }
        catch (DirectoryNotFoundException error)
        {
            throw new DirectoryNotFoundException($"{path}: cannot be written, there is no folder {folder}", error);
        }
        catch (IOException error)
        {
            throw new IOException($"{path}: cannot be written, creating a file in the folder {folder} failed: {error.Message}", error);
        }
    }
}
