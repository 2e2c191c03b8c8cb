namespace Athanor.Data.Images;

/// <summary>
/// Images sorted into a folder for each class, <c>root/class/*.png</c>, or first into parts:
/// <c>root/train/class/*.png</c> with <c>root/test</c>, <c>root/val</c> or both. Names are in ordinal order, so labels are everywhere
/// the same.
/// </summary>
public sealed class ImageFolder
{
    private const string Extension = ".png";
    private static readonly string[] _valNames = ["val", "valid", "validation"];

    private ImageFolder(string[] classNames, ImageFile[] train, ImageFile[] validation, ImageFile[] test)
        => (ClassNames, Train, Validation, Test) = (classNames, train, validation, test);

    /// <summary>The names of the class folders in ordinal order.</summary>
    public string[] ClassNames { get; }

    /// <summary>The training images; all images where the folder has no parts. By class, then by name.</summary>
    public ImageFile[] Train { get; }

    /// <summary>The images of <c>val</c>, <c>valid</c> or <c>validation</c>; empty without such a folder.</summary>
    public ImageFile[] Validation { get; }

    /// <summary>The images of <c>test</c>; empty without such a folder.</summary>
    public ImageFile[] Test { get; }

    /// <summary>
    /// Lists the images without reading them. There are parts where <c>root/train</c> exists and has folders in it; the classes are then
    /// those of <c>train</c>. Hidden files and files other than <c>.png</c> are passed over.
    /// </summary>
    /// <exception cref="DirectoryNotFoundException">There is no such folder.</exception>
    /// <exception cref="DataFormatException">There are no classes, a training class is empty, or a part has an unknown class.</exception>
    public static ImageFolder Scan(string root)
    {
        if (!Directory.Exists(root))
            throw new DirectoryNotFoundException($"{root}: expected a folder of images in class folders, found no such folder");
        string trainRoot = Path.Combine(root, "train");
        bool parts = Directory.Exists(trainRoot) && SubFolders(trainRoot).Length > 0;
        string source = parts ? trainRoot : root;
        var classes = SubFolders(source);
        if (classes.Length == 0)
            throw new DataFormatException(source, "classes", "a folder for each class", $"{Count(source)} and no folders");

        var train = List(source, classes, allowEmpty: false);
        if (!parts)
            return new ImageFolder(classes, train, [], []);
        var validation = _valNames.Select(name => ListPart(root, name, classes)).FirstOrDefault(files => files.Length > 0) ?? [];
        return new ImageFolder(classes, train, validation, ListPart(root, "test", classes));
    }

    private static ImageFile[] ListPart(string root, string part, string[] classes)
    {
        string folder = Path.Combine(root, part);
        if (!Directory.Exists(folder))
            return [];
        string? unknown = SubFolders(folder).Except(classes).FirstOrDefault();
        if (unknown is not null)
            throw new DataFormatException(folder, "classes", $"only the {classes.Length} of the training part", $"'{unknown}'");
        var files = List(folder, classes, allowEmpty: true);
        return files.Length > 0
            ? files
            : throw new DataFormatException(folder, "images", $"{Extension} files in class folders", Count(folder));
    }

    private static ImageFile[] List(string root, string[] classes, bool allowEmpty)
    {
        List<ImageFile> files = [];
        for (int label = 0; label < classes.Length; label++)
        {
            string folder = Path.Combine(root, classes[label]);
            if (allowEmpty && !Directory.Exists(folder))
                continue;
            string[] images = [.. Directory.EnumerateFiles(folder).Where(IsImage).Order(StringComparer.Ordinal)];
            if (images.Length == 0 && !allowEmpty)
                throw new DataFormatException(folder, "images", $"at least one {Extension} file", Count(folder));
            files.AddRange(images.Select(path => new ImageFile(path, label)));
        }
        return [.. files];
    }

    private static bool IsImage(string path)
        => Path.GetExtension(path).Equals(Extension, StringComparison.OrdinalIgnoreCase) && !Path.GetFileName(path).StartsWith('.');

    private static string[] SubFolders(string folder)
    {
        var names = Directory.EnumerateDirectories(folder).Select(path => Path.GetFileName(path)!);
        return [.. names.Where(name => !name.StartsWith('.')).Order(StringComparer.Ordinal)];
    }

    /// <summary>What a folder has instead: the number of files and the kinds that they are of.</summary>
    private static string Count(string folder)
    {
        string[] kinds = [.. Directory.EnumerateFiles(folder).Select(p => Path.GetExtension(p)!)];
        string names = string.Join(", ", kinds.Distinct().Where(k => k.Length > 0).Order(StringComparer.Ordinal).Take(5));
        return $"{kinds.Length} files{(names.Length > 0 ? $" ({names})" : "")}";
    }
}
