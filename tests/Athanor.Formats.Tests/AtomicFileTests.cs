namespace Athanor.Formats.Tests;

public class AtomicFileTests
{
    [Fact]
    public void Writes_and_replaces()
    {
        using var folder = new TempFolder();
        AtomicFile.Write(folder["a"], new byte[] { 1, 2, 3 });
        AtomicFile.Write(folder["a"], new byte[] { 4 });
        Assert.Equal([4], File.ReadAllBytes(folder["a"]));
        Assert.Single(Directory.GetFiles(folder.Path));
    }

    [Fact]
    public void A_failure_leaves_the_old_file_and_nothing_else()
    {
        using var folder = new TempFolder();
        AtomicFile.Write(folder["a"], new byte[] { 1 });
        Assert.Throws<DivideByZeroException>(() => AtomicFile.Write(folder["a"], stream =>
        {
            stream.WriteByte(9);
            throw new DivideByZeroException();
        }));
        Assert.Equal([1], File.ReadAllBytes(folder["a"]));
        Assert.Single(Directory.GetFiles(folder.Path));
    }

    [Fact]
    public void Stale_files_go_living_ones_and_others_stay()
    {
        using var folder = new TempFolder();
        folder.Put($".athanor-{Guid.NewGuid():N}.tmp", [1]);
        folder.Put(".athanor-notes.tmp", [1]);
        folder.Put("model.tmp", [1]);
        int removed = -1;
        AtomicFile.Write(folder["a"], stream =>
        {
            stream.WriteByte(1);
            removed = AtomicFile.RemoveStale(folder.Path);
        });
        Assert.Equal(1, removed);
        Assert.Equal([".athanor-notes.tmp", "a", "model.tmp"], Directory.GetFiles(folder.Path).Select(Path.GetFileName).Order());
        Assert.True(File.Exists(folder["a"]));
    }

    [Fact]
    public void A_folder_that_is_not_there_or_is_a_file_is_named()
    {
        using var folder = new TempFolder();
        var missing = Assert.Throws<DirectoryNotFoundException>(() => AtomicFile.Write(folder["no/a"], new byte[1]));
        Assert.Contains("there is no folder", missing.Message);
        folder.Put("file", [1]);
        var notFolder = Assert.ThrowsAny<IOException>(() => AtomicFile.Write(folder["file/a"], new byte[1]));
        Assert.Contains(folder["file/a"], notFolder.Message);
        var isFolder = Assert.Throws<IOException>(() => AtomicFile.Write(folder.Path, new byte[1]));
        Assert.Contains("a folder has that name", isFolder.Message);
    }

    [Fact]
    public void A_folder_without_permission_is_named()
    {
        if (OperatingSystem.IsWindows() || Environment.IsPrivilegedProcess)
            return; // the superuser may write everywhere
        using var folder = new TempFolder();
        Directory.CreateDirectory(folder["locked"]);
        File.SetUnixFileMode(folder["locked"], UnixFileMode.UserRead | UnixFileMode.UserExecute);
        var error = Assert.Throws<UnauthorizedAccessException>(() => AtomicFile.Write(folder["locked/a"], new byte[1]));
        Assert.Contains("no permission", error.Message);
        File.SetUnixFileMode(folder["locked"], UnixFileMode.UserRead | UnixFileMode.UserExecute | UnixFileMode.UserWrite);
    }
}
