namespace Athanor.Data;

/// <summary>A folder with the four IDX files of MNIST, Fashion-MNIST, KMNIST and others of that form.</summary>
public sealed class MnistFolder
{
    private MnistFolder(MnistFiles files, MnistPart train, MnistPart test)
    {
        Files = files;
        Train = train;
        Test = test;
    }

    /// <summary>Where the data came from.</summary>
    public MnistFiles Files { get; }

    /// <summary>The training part.</summary>
    public MnistPart Train { get; }

    /// <summary>The test part.</summary>
    public MnistPart Test { get; }

    /// <summary>
    /// Finds the four files in their usual spellings, <c>train-images-idx3-ubyte</c> or <c>train-images.idx3-ubyte</c>, plain or with
    /// <c>.gz</c>; a plain file is preferred.
    /// </summary>
    /// <exception cref="DirectoryNotFoundException">There is no such folder.</exception>
    /// <exception cref="FileNotFoundException">A file is missing; the message names it.</exception>
    public static MnistFiles Find(string folder)
    {
        if (!Directory.Exists(folder))
            throw new DirectoryNotFoundException($"{folder}: expected a folder with MNIST's four files, found no such folder");
        return new MnistFiles(
            FindFile(folder, "train-images", "idx3-ubyte"),
            FindFile(folder, "train-labels", "idx1-ubyte"),
            FindFile(folder, "t10k-images", "idx3-ubyte"),
            FindFile(folder, "t10k-labels", "idx1-ubyte"));
    }

    /// <summary>Finds and reads the four files.</summary>
    /// <exception cref="DirectoryNotFoundException">There is no such folder.</exception>
    /// <exception cref="FileNotFoundException">A file is missing; the message names it.</exception>
    /// <exception cref="DataFormatException">A file is not valid, or the files do not belong together.</exception>
    public static MnistFolder Load(string folder)
    {
        var files = Find(folder);
        var train = LoadPart(files.TrainImages, files.TrainLabels);
        var test = LoadPart(files.TestImages, files.TestLabels);
        if ((train.Height, train.Width) != (test.Height, test.Width))
            throw new DataFormatException(
                files.TestImages, "image size", $"{train.Height}×{train.Width} as in the training images", $"{test.Height}×{test.Width}");
        return new MnistFolder(files, train, test);
    }

    private static string FindFile(string folder, string stem, string suffix)
    {
        string[] names = [$"{stem}-{suffix}", $"{stem}.{suffix}", $"{stem}-{suffix}.gz", $"{stem}.{suffix}.gz"];
        foreach (string name in names)
        {
            string path = Path.Combine(folder, name);
            if (File.Exists(path))
                return path;
        }
        string others = string.Join(", ", names[1..]);
        throw new FileNotFoundException($"{folder}: expected {names[0]} (or {others}), found none of them", names[0]);
    }

    private static MnistPart LoadPart(string imagesPath, string labelsPath)
    {
        var images = ReadBytes(imagesPath, 3, "images of shape (count, height, width)");
        var labels = ReadBytes(labelsPath, 1, "labels of shape (count)");
        if (labels.Dims[0] != images.Dims[0])
            throw new DataFormatException(
                labelsPath, "number of labels", $"{images.Dims[0]} as in {Path.GetFileName(imagesPath)}", $"{labels.Dims[0]}");
        return new MnistPart(images.Bytes, labels.Bytes, images.Dims[0], images.Dims[1], images.Dims[2]);
    }

    private static IdxFile ReadBytes(string path, int rank, string what)
    {
        var file = IdxFile.Read(path);
        if (file.ElementType != IdxType.UInt8 || file.Dims.Length != rank)
            throw new DataFormatException(path, "content", $"{what}, bytes", $"rank {file.Dims.Length}, {file.ElementType}");
        return file;
    }
}
