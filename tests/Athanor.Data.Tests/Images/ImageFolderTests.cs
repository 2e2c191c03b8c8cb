using Athanor.Data.Images;

namespace Athanor.Data.Tests.Images;

public sealed class ImageFolderTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void ClassesAndFilesAreSorted()
    {
        Touch("dog/2.png", "dog/10.PNG", "cat/b.png", "cat/a.png", "cat/notes.txt", "cat/._a.png", "readme.md", ".cache/x.png");
        var set = ImageFolder.Scan(_folder.Path);
        Assert.Equal(["cat", "dog"], set.ClassNames);
        Assert.Equal(["a.png 0", "b.png 0", "10.PNG 1", "2.png 1"], Describe(set.Train));
        Assert.Empty(set.Test);
    }

    [Fact]
    public void PartsAreKeptApart()
    {
        Touch("train/cat/1.png", "train/dog/2.png", "test/dog/3.png", "valid/cat/4.png", "valid/dog/5.png", "labels/x.png");
        var set = ImageFolder.Scan(_folder.Path);
        Assert.Equal(["1.png 0", "2.png 1"], Describe(set.Train));
        Assert.Equal(["4.png 0", "5.png 1"], Describe(set.Validation));
        Assert.Equal(["3.png 1"], Describe(set.Test));
    }

    [Fact]
    public void AClassMayBeCalledTrain()
    {
        Touch("train/1.png", "bus/2.png");
        Assert.Equal(["bus", "train"], ImageFolder.Scan(_folder.Path).ClassNames);
    }

    [Fact]
    public void WhatIsMissingIsSaid()
    {
        Assert.Throws<DirectoryNotFoundException>(() => ImageFolder.Scan(_folder.File("none")));
        Touch("a.png", "b.png");
        Assert.Equal("classes: expected a folder for each class, found 2 files (.png) and no folders", Refusal());
        Touch("cat/a.jpg", "cat/b.jpg");
        Assert.Equal("images: expected at least one .png file, found 2 files (.jpg)", Refusal());
    }

    [Fact]
    public void AHeldOutPartHasTheClassesOfTheTrainingPart()
    {
        Touch("train/cat/1.png", "test/dog/2.png");
        Assert.Equal("classes: expected only the 1 of the training part, found 'dog'", Refusal());
    }

    private static string[] Describe(ImageFile[] files) => [.. files.Select(f => $"{Path.GetFileName(f.Path)} {f.Label}")];

    private string Refusal()
    {
        var error = Assert.Throws<DataFormatException>(() => ImageFolder.Scan(_folder.Path));
        return error.Message[(error.File.Length + 2)..];
    }

    private void Touch(params string[] names)
    {
        foreach (string name in names)
            File.WriteAllBytes(_folder.File(name), []);
    }
}
