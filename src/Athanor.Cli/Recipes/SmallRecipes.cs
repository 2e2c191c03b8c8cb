using Athanor.Data;
using Athanor.Nn;
using Athanor.Training;
using Athanor.Zoo;

namespace Athanor.Cli;

/// <summary>The exclusive or of two bits: the smallest thing that one layer cannot learn.</summary>
internal sealed class XorRecipe : Recipe
{
    public override string Name => "xor";

    public override string Summary => "two bits and whether just one is set: what a single perceptron cannot learn (Minsky and Papert 1969)";

    public override string DataSummary => "the four cases";

    public override TaskShape DefaultShape => new([2], 2);

    protected override IReadOnlyList<Setting> Settings { get; } =
    [
        .. Common(epochs: 500, batch: 4, rate: 0.05, schedule: ScheduleKind.Constant), LabelSmoothing(),
        new("hidden", 8, "units of the hidden layer"),
    ];

    public override DataSplit LoadData(SettingSet settings, string? path)
    {
        if (path is not null)
            throw new UserError("the recipe 'xor' takes no --data: its four cases are all there are");
        var cases = new TensorDataset(Tensor.From([0f, 0, 0, 1, 1, 0, 1, 1], 4, 2), Tensor.From([0L, 1, 1, 0], 4));
        return new DataSplit("xor", cases, cases) { InputShape = [2], ClassNames = ["false", "true"], FeatureNames = ["a", "b"] };
    }

    public override Layer BuildModel(SettingSet settings, TaskShape shape) =>
        new Mlp(new MlpConfig(2, 2, settings.Get<int>("hidden")) { Activation = Activation.Tanh });
}

/// <summary>A network that fits a sine.</summary>
internal sealed class SineRecipe : Recipe
{
    public override string Name => "sine";

    public override string Summary => "regression: a small network fits y = sin x between −π and π from noisy points";

    public override string DataSummary => "256 points with noise of deviation 0.02; held out are 128 without";

    public override TaskShape DefaultShape => new([1], 1);

    public override bool IsClassifier => false;

    protected override IReadOnlyList<Setting> Settings { get; } =
    [
        .. Common(epochs: 200, batch: 32, rate: 1e-2),
        new("hidden", 32, "units of each hidden layer"),
        new("noise", 0.02, "deviation of the noise on training points"),
        new("split_seed", 0UL, "which points are drawn"),
    ];

    public override DataSplit LoadData(SettingSet settings, string? path)
    {
        if (path is not null)
            throw new UserError("the recipe 'sine' takes no --data: it draws its points");
        var random = new RandomSource(settings.Get<ulong>("split_seed"));
        Tensor x = (Tensor.Rand([256, 1], random: random) * 2 - 1) * Math.PI;
        Tensor y = x.Sin() + Tensor.RandN([256, 1], random: random) * settings.Get<double>("noise");
        Tensor held = Tensor.Arange(0, 128).To(DType.Float32).Reshape(128, 1) * (2 * Math.PI / 127) - Math.PI;
        return new DataSplit("sine", new TensorDataset(x, y), new TensorDataset(held, held.Sin())) { InputShape = [1], FeatureNames = ["x"] };
    }

    public override Layer BuildModel(SettingSet settings, TaskShape shape)
    {
        int hidden = settings.Get<int>("hidden");
        return new Mlp(new MlpConfig((int)shape.Input.Count, 1, hidden, hidden) { Activation = Activation.Tanh });
    }

    public override Objective Objective(SettingSet settings, TaskShape shape) => Training.Objective.Regression();
}
