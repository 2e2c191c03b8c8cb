using Athanor.Data.Images;

namespace Athanor.Data;

/// <summary>Data sets ready for training: split, in tensors, normalised.</summary>
public static class Datasets
{
    private static readonly string[] _fashion =
        ["T-shirt/top", "trouser", "pullover", "dress", "coat", "sandal", "shirt", "sneaker", "bag", "ankle boot"];

    /// <summary>The handwritten digits of <see cref="BuiltIn.Digits"/>: inputs (1, 8, 8) of 0 to 1, ten classes.</summary>
    /// <param name="seed">Which samples are held out.</param>
    /// <param name="heldOut">The share of each class to hold out.</param>
    public static DataSplit Digits(ulong seed = 0, double heldOut = 0.2)
    {
        LabeledSet set = BuiltIn.Digits();
        return Rows("digits", set.Features, set.Labels, [1, 8, 8], set.ClassNames, [], _ => new Normalisation([0], [16]), seed, heldOut);
    }

    /// <summary>The irises of <see cref="BuiltIn.Iris"/>: inputs (4) of mean 0 and deviation 1, three classes.</summary>
    /// <inheritdoc cref="Digits"/>
    public static DataSplit Iris(ulong seed = 0, double heldOut = 0.2) => Rows("iris", BuiltIn.Iris(), seed, heldOut);

    /// <summary>The wines of <see cref="BuiltIn.Wine"/>: inputs (13) of mean 0 and deviation 1, three classes.</summary>
    /// <inheritdoc cref="Digits"/>
    public static DataSplit Wine(ulong seed = 0, double heldOut = 0.2) => Rows("wine", BuiltIn.Wine(), seed, heldOut);

    /// <summary>
    /// A table with a class for each row: inputs (columns) of mean 0 and deviation 1. Classes written as numbers keep their numbers as
    /// names, in ascending order.
    /// </summary>
    /// <param name="path">A CSV file.</param>
    /// <param name="options">How to read it.</param>
    /// <param name="seed">Which rows are held out.</param>
    /// <param name="heldOut">The share of each class to hold out.</param>
    /// <exception cref="DataFormatException">A value is missing or no number, or there is no class column.</exception>
    public static DataSplit FromCsv(string path, CsvOptions? options = null, ulong seed = 0, double heldOut = 0.2)
    {
        CsvTable table = CsvTable.Read(path, options);
        int[] labels = table.Labels ?? throw new DataFormatException(path, "columns", "one with classes", "that none was asked for");
        string[] names = table.ClassNames;
        if (names.Length == 0)
        {
            int[] known = [.. labels.Distinct().Order()];
            names = [.. known.Select(k => k.ToString(System.Globalization.CultureInfo.InvariantCulture))];
            labels = Array.ConvertAll(labels, l => Array.BinarySearch(known, l));
        }
        var set = new LabeledSet(table.Features, labels, [table.Columns], table.FeatureNames, names);
        return Rows(Path.GetFileNameWithoutExtension(path), set, seed, heldOut);
    }

    /// <summary>
    /// MNIST, Fashion-MNIST and others of that form: inputs (1, height, width) of 0 to 1, judged on the files' own test part.
    /// </summary>
    /// <param name="folder">The folder with the four files, plain or gzipped.</param>
    /// <param name="classNames">
    /// A name for each class; ten by default, those of Fashion-MNIST where the folder is called so, else the digits.
    /// </param>
    /// <exception cref="DataFormatException">A file is not valid, the files do not belong together, or a label has no class.</exception>
    /// <exception cref="IOException">A file is missing or cannot be read.</exception>
    public static DataSplit FromIdxFolder(string folder, IReadOnlyList<string>? classNames = null)
    {
        MnistFolder set = MnistFolder.Load(folder);
        string name = Path.GetFileName(Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder)));
        classNames ??= name.Contains("fashion", StringComparison.OrdinalIgnoreCase) ? _fashion : [.. Enumerable.Range(0, 10).Select(i => $"{i}")];
        return new DataSplit(name, Images(set.Train, set.Files.TrainLabels, classNames.Count), Images(set.Test, set.Files.TestLabels, classNames.Count))
        {
            InputShape = [1, set.Train.Height, set.Train.Width],
            ClassNames = classNames,
            Normalisation = Normalisation.Bytes,
        };
    }

    /// <summary>
    /// PNG files in a folder for each class (see <see cref="ImageFolder"/>): inputs (channels, size, size) of 0 to 1, read as they are
    /// needed. Judged on the folder's <c>val</c> or <c>test</c> part; without parts a share of each class is held out.
    /// </summary>
    /// <param name="folder">The folder with class folders.</param>
    /// <param name="size">Height and width that all images are brought to.</param>
    /// <param name="channels">1 for grey, 3 for colours.</param>
    /// <param name="seed">Which images are held out where the folder has no parts.</param>
    /// <param name="heldOut">The share of each class to hold out where the folder has no parts.</param>
    /// <exception cref="DataFormatException">The folder has no classes; when read, a file is no PNG image.</exception>
    public static DataSplit FromImageFolder(string folder, int size, int channels = 3, ulong seed = 0, double heldOut = 0.2)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(size);
        if (channels is not (1 or 3))
            throw new ArgumentOutOfRangeException(nameof(channels), channels, "images have 1 channel (grey) or 3 (colours)");
        ImageFolder found = ImageFolder.Scan(folder);
        (ImageFile[] train, ImageFile[] held) = (found.Train, found.Validation.Length > 0 ? found.Validation : found.Test);
        if (held.Length == 0)
        {
            (int[] learn, int[] judge) = Split.Stratified([.. train.Select(f => f.Label)], heldOut, seed);
            (train, held) = ([.. learn.Select(i => train[i])], [.. judge.Select(i => train[i])]);
        }
        Shape shape = [channels, size, size];
        string name = Path.GetFileName(Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder)));
        return new DataSplit(name, Normalised(new ImageDataset(train, shape), Normalisation.Bytes), Normalised(new ImageDataset(held, shape), Normalisation.Bytes))
        {
            InputShape = shape,
            ClassNames = found.ClassNames,
            Normalisation = Normalisation.Bytes,
        };
    }

    /// <summary>Inputs and targets as they are, a share held out: for regression and for data that a program makes.</summary>
    /// <param name="name">What the data is called.</param>
    /// <param name="inputs">(Count, …).</param>
    /// <param name="targets">(Count, …).</param>
    /// <param name="seed">Which samples are held out.</param>
    /// <param name="heldOut">The share to hold out.</param>
    public static DataSplit FromTensors(string name, Tensor inputs, Tensor targets, ulong seed = 0, double heldOut = 0.2)
    {
        var all = new TensorDataset(inputs, targets);
        (int[] train, int[] held) = Split.Random(all.Count, heldOut, seed);
        return new DataSplit(name, all.Subset(train), all.Subset(held)) { InputShape = inputs.Shape[1..] };
    }

    private static DataSplit Rows(string name, LabeledSet set, ulong seed, double heldOut) => Rows(
        name, set.Features, set.Labels, set.SampleShape, set.ClassNames, set.FeatureNames,
        train => Normalisation.OfColumns(set.Features, set.SampleShape[0], train), seed, heldOut);

    private static DataSplit Rows(
        string name, float[] values, int[] labels, int[] shape, string[] classNames, string[] featureNames,
        Func<int[], Normalisation> normalise, ulong seed, double heldOut)
    {
        (int[] train, int[] held) = Split.Stratified(labels, heldOut, seed);
        Normalisation normalisation = normalise(train);
        using TensorScope scope = TensorScope.Begin("Datasets");
        Tensor inputs = normalisation.Apply(Tensor.From(values, [labels.Length, .. shape]));
        var all = new TensorDataset(inputs, Tensor.From(Array.ConvertAll(labels, l => (long)l)));
        return new DataSplit(name, all.Subset(train), all.Subset(held))
        {
            InputShape = shape,
            ClassNames = classNames,
            FeatureNames = featureNames,
            Normalisation = normalisation,
        };
    }

    private static IDataset Images(MnistPart part, string labelsPath, int classes)
    {
        int wrong = Array.FindIndex(part.Labels, l => l >= classes);
        if (wrong >= 0)
            throw new DataFormatException(labelsPath, $"label {wrong}", $"a class from 0 to {classes - 1}", $"{part.Labels[wrong]}");
        // Bytes in memory, a quarter of what floats would take; each batch is converted as it is read.
        Tensor images = Tensor.From<byte>(part.Images, [part.Count, 1, part.Height, part.Width]);
        return Normalised(new TensorDataset(images, Tensor.From(Array.ConvertAll(part.Labels, l => (long)l))), Normalisation.Bytes);
    }

    private static IDataset Normalised(IDataset raw, Normalisation normalisation) =>
        raw.WithTransform((batch, _) => batch.WithInput(normalisation.Apply(batch.Input)));
}
