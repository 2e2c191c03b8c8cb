using Athanor.Data;
using Athanor.Nn;
using Athanor.Zoo;

namespace Athanor.Cli;

/// <summary>Recipes that read small images: the digits that the package carries, IDX files or a folder of PNG images.</summary>
internal abstract class ImageRecipe : Recipe
{
    public override string DataSummary => "handwritten digits, 1,797 images of 8 × 8";

    /// <summary>The side that carried digits are enlarged to, or 8 to take them as they are.</summary>
    protected virtual int DigitSide => 8;

    public override TaskShape DefaultShape => new([1, DigitSide, DigitSide], 10);

    public override DataSplit LoadData(SettingSet settings, string? path)
    {
        ulong seed = settings.Get<ulong>("split_seed");
        DataSplit data = path is null ? Digits(seed) : FromPath(path, settings, seed);
        int shift = settings.Get<int>("shift");
        return shift > 0 ? data.WithTrainTransform(Augment.RandomShift(shift)) : data;
    }

    protected static Setting[] ImageSettings(int shift, int side) =>
    [
        new("shift", shift, "pixels by which training images are moved at random"),
        new("side", side, "rows and columns that images of a folder are resized to"),
        new("channels", 1, "channels that images of a folder are read with: 1 grey, 3 colour"),
        new("split_seed", 0UL, "which samples are held out"),
        LabelSmoothing(),
    ];

    private static DataSplit FromPath(string path, SettingSet settings, ulong seed)
    {
        if (!Directory.Exists(path))
            throw new UserError($"--data: expected a folder of IDX files (as MNIST's) or of PNG images in a folder a class, found no folder '{path}'");
        return Directory.EnumerateFiles(path).Any(f => Path.GetFileName(f).Contains("idx", StringComparison.Ordinal))
            ? Datasets.FromIdxFolder(path)
            : Datasets.FromImageFolder(path, settings.Get<int>("side"), settings.Get<int>("channels"), seed);
    }

    /// <summary>The carried digits, enlarged where the network wants larger images; later it is asked about images of bytes.</summary>
    private DataSplit Digits(ulong seed)
    {
        DataSplit digits = Datasets.Digits(seed) with { Normalisation = Normalisation.Bytes };
        return DigitSide == 8 ? digits : digits with { Train = Enlarged(digits.Train), HeldOut = Enlarged(digits.HeldOut), InputShape = [1, DigitSide, DigitSide] };
    }

    private TensorDataset Enlarged(IDataset digits)
    {
        Batch all = digits.All();
        return new TensorDataset(all.Input.Interpolate([DigitSide, DigitSide], InterpolateMode.Linear), all.Target);
    }
}

/// <summary>LeNet-5.</summary>
internal sealed class LeNetRecipe : ImageRecipe
{
    public override string Name => "lenet";

    public override string Summary => "LeNet-5 (LeCun et al. 1998), the convolutional network that read digits on cheques";

    public override string DataSummary => "handwritten digits, 1,797 images of 8 × 8 enlarged to 28 × 28";

    protected override int DigitSide => 28;

    protected override IReadOnlyList<Setting> Settings { get; } =
    [
        .. Common(epochs: 20, batch: 32, rate: 3e-3), .. ImageSettings(shift: 2, side: 28),
    ];

    public override Layer BuildModel(SettingSet settings, TaskShape shape) =>
        new LeNet(new LeNetConfig(shape.Input[0], shape.Input[1], shape.Input[2], shape.Outputs));
}

/// <summary>A multilayer perceptron.</summary>
internal sealed class MlpRecipe : ImageRecipe
{
    public override string Name => "mlp";

    public override string Summary => "a multilayer perceptron (Rumelhart et al. 1986) that reads images as lists of pixels";

    protected override IReadOnlyList<Setting> Settings { get; } =
    [
        .. Common(epochs: 60, batch: 32, rate: 3e-3), .. ImageSettings(shift: 0, side: 28),
        new("hidden", 128, "units of each hidden layer"),
        new("layers", 2, "hidden layers"),
        new("activation", Activation.Relu, "what hidden units apply to their sum"),
        new("dropout", 0.2, "share of hidden units dropped in training"),
    ];

    public override Layer BuildModel(SettingSet settings, TaskShape shape)
    {
        var hidden = new int[settings.Get<int>("layers")];
        Array.Fill(hidden, settings.Get<int>("hidden"));
        return new Mlp(new MlpConfig(checked((int)shape.Input.Count), shape.Outputs, hidden)
        {
            Activation = settings.Get<Activation>("activation"),
            Dropout = settings.Get<double>("dropout"),
        });
    }
}

/// <summary>Softmax regression.</summary>
internal sealed class LogisticRecipe : ImageRecipe
{
    public override string Name => "logistic";

    public override string Summary => "logistic (softmax) regression: one layer, one template a class";

    protected override IReadOnlyList<Setting> Settings { get; } =
    [
        .. Common(epochs: 60, batch: 32, rate: 1e-2, weightDecay: 1e-4), .. ImageSettings(shift: 0, side: 28),
    ];

    public override Layer BuildModel(SettingSet settings, TaskShape shape) =>
        new Mlp(new MlpConfig(checked((int)shape.Input.Count), shape.Outputs));
}

/// <summary>An LSTM that reads images row by row.</summary>
internal sealed class LstmRecipe : ImageRecipe
{
    public override string Name => "lstm";

    public override string Summary => "long short-term memory (Hochreiter and Schmidhuber 1997) that reads an image row by row";

    protected override IReadOnlyList<Setting> Settings { get; } =
    [
        .. Common(epochs: 60, batch: 32, rate: 5e-3), .. ImageSettings(shift: 0, side: 28),
        new("hidden", 128, "units of the recurrent layer"),
        new("layers", 1, "recurrent layers on top of each other"),
    ];

    public override Layer BuildModel(SettingSet settings, TaskShape shape)
    {
        if (shape.Input[0] != 1)
            throw new UserError($"the recipe 'lstm' reads grey images, got {shape.Input[0]} channels; use --set channels=1");
        return new LstmClassifier(new LstmClassifierConfig(shape.Input[2], shape.Outputs, settings.Get<int>("hidden"), settings.Get<int>("layers")));
    }
}
