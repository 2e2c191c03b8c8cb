namespace Athanor.Data.Tests;

public class MnistFolderTests
{
    private const string Installed = "/usr/share/datasets/fashion-mnist";

    [Theory]
    [InlineData("train-images-idx3-ubyte", "train-labels-idx1-ubyte", "t10k-images-idx3-ubyte", "t10k-labels-idx1-ubyte")]
    [InlineData("train-images.idx3-ubyte", "train-labels.idx1-ubyte.gz", "t10k-images-idx3-ubyte.gz", "t10k-labels.idx1-ubyte")]
    public void TheUsualSpellingsAreFound(string trainImages, string trainLabels, string testImages, string testLabels)
    {
        using var folder = new TempFolder();
        IdxFile.Of<byte>([1, 2, 3, 4, 5, 6, 7, 8], 2, 2, 2).Write(folder.File(trainImages));
        IdxFile.Of<byte>([0, 9], 2).Write(folder.File(trainLabels));
        IdxFile.Of<byte>([1, 2, 3, 4], 1, 2, 2).Write(folder.File(testImages));
        IdxFile.Of<byte>([3], 1).Write(folder.File(testLabels));
        var set = MnistFolder.Load(folder.Path);
        Assert.Equal([1, 2, 3, 4, 5, 6, 7, 8], set.Train.Images);
        Assert.Equal([0, 9], set.Train.Labels);
        Assert.Equal((1, 2, 2), (set.Test.Count, set.Test.Height, set.Test.Width));

        File.Delete(folder.File(testLabels));
        var error = Assert.Throws<FileNotFoundException>(() => MnistFolder.Find(folder.Path));
        Assert.StartsWith($"{folder.Path}: expected t10k-labels-idx1-ubyte (or ", error.Message);
    }

    [Fact]
    public void PartsMustFit()
    {
        using var folder = new TempFolder();
        foreach (string part in new[] { "train", "t10k" })
        {
            IdxFile.Of<byte>([1, 2], 2, 1, 1).Write(folder.File($"{part}-images-idx3-ubyte"));
            IdxFile.Of<byte>([1, 2, 3], 3).Write(folder.File($"{part}-labels-idx1-ubyte"));
        }
        Assert.EndsWith(
            "number of labels: expected 2 as in train-images-idx3-ubyte, found 3",
            Assert.Throws<DataFormatException>(() => MnistFolder.Load(folder.Path)).Message);

        IdxFile.Of<short>([1, 2], 2, 1, 1).Write(folder.File("train-images-idx3-ubyte"));
        Assert.EndsWith("found rank 3, Int16", Assert.Throws<DataFormatException>(() => MnistFolder.Load(folder.Path)).Message);
        Assert.Throws<DirectoryNotFoundException>(() => MnistFolder.Load(folder.File("none")));
    }

    /// <summary>Says nothing where Fashion-MNIST is not installed.</summary>
    [Fact]
    public void FashionMnistIsRead()
    {
        if (!Directory.Exists(Installed))
            return;
        var set = MnistFolder.Load(Installed);
        Assert.Equal((60000, 28, 28, 10000), (set.Train.Count, set.Train.Height, set.Train.Width, set.Test.Count));
        Assert.All(set.Train.Labels.CountBy(l => l), pair => Assert.Equal(6000, pair.Value));
        Assert.Equal([9, 2, 1, 1, 6], set.Test.Labels[..5]);
        Assert.Equal(72.94, set.Train.Images.Average(p => (double)p), 2);
    }
}
