using Athanor.Data;
using Athanor.Nn;
using Athanor.Training;

namespace Athanor.Cli;

/// <summary>What goes into a network and how many numbers come out.</summary>
/// <param name="Input">The shape of one input, without the batch.</param>
/// <param name="Outputs">Classes, or numbers to fit.</param>
internal sealed record TaskShape(Shape Input, int Outputs);

/// <summary>A network together with its data and the way it is trained.</summary>
internal abstract class Recipe
{
    public abstract string Name { get; }

    /// <summary>What it is, in one sentence.</summary>
    public abstract string Summary { get; }

    /// <summary>What it is trained on if no data is named.</summary>
    public abstract string DataSummary { get; }

    /// <summary>The shapes of that data.</summary>
    public abstract TaskShape DefaultShape { get; }

    /// <summary>Whether it tells classes apart; otherwise it fits numbers.</summary>
    public virtual bool IsClassifier => true;

    /// <summary>The settings with their defaults.</summary>
    protected abstract IReadOnlyList<Setting> Settings { get; }

    /// <summary>Training and held-out data: what the recipe carries, or what lies at <paramref name="path"/>.</summary>
    public abstract DataSplit LoadData(SettingSet settings, string? path);

    /// <summary>The network for data of the given shapes, freshly initialised.</summary>
    public abstract Layer BuildModel(SettingSet settings, TaskShape shape);

    /// <summary>What the network is to learn.</summary>
    public virtual Objective Objective(SettingSet settings, TaskShape shape) =>
        Training.Objective.Classification(settings.Get<double>("label_smoothing"), shape.Outputs);

    /// <summary>What moves the weights.</summary>
    public static Optimizer BuildOptimizer(SettingSet settings, Module model)
    {
        double rate = settings.Get<double>("rate"), decay = settings.Get<double>("weight_decay");
        return settings.Get<OptimizerKind>("optimizer") switch
        {
            OptimizerKind.Sgd => new Sgd(model.Parameters(), rate, momentum: 0.9, weightDecay: decay),
            OptimizerKind.AdamW => new AdamW(model.Parameters(), rate, weightDecay: decay),
            OptimizerKind.RmsProp => new RmsProp(model.Parameters(), rate, weightDecay: decay),
            _ => new Adam(model.Parameters(), rate, weightDecay: decay),
        };
    }

    /// <summary>How the rate changes over <paramref name="steps"/> steps.</summary>
    public static Schedule? BuildSchedule(SettingSet settings, long steps) => settings.Get<ScheduleKind>("schedule") switch
    {
        ScheduleKind.Step => Schedule.Step(Math.Max(1, steps / 3)),
        ScheduleKind.Cosine => Schedule.Cosine(Math.Max(1, steps)),
        ScheduleKind.OneCycle => Schedule.OneCycle(settings.Get<double>("rate"), Math.Max(2, steps)),
        _ => null,
    };

    /// <summary>The settings with the user's choices.</summary>
    /// <exception cref="UserError">One is unknown or does not fit.</exception>
    public SettingSet NewSettings(IEnumerable<string> assignments)
    {
        var settings = new SettingSet(Settings);
        foreach (string assignment in assignments)
            settings.Set(assignment);
        return settings;
    }

    /// <summary>The shapes of a data set.</summary>
    public TaskShape ShapeOf(DataSplit data) => new(data.InputShape, IsClassifier ? data.ClassNames.Count : DefaultShape.Outputs);

    /// <summary>The settings that every recipe has, with the defaults of this one.</summary>
    protected static Setting[] Common(
        int epochs, int batch, double rate, OptimizerKind optimizer = OptimizerKind.Adam, ScheduleKind schedule = ScheduleKind.OneCycle, double weightDecay = 0) =>
    [
        new("epochs", epochs, "passes over the training data"),
        new("batch", batch, "samples a step"),
        new("rate", rate, "learning rate (the highest, where a schedule changes it)"),
        new("optimizer", optimizer, "how weights are changed"),
        new("schedule", schedule, "how the rate changes over the run"),
        new("weight_decay", weightDecay, "pull of weights toward 0"),
        new("clip", 0.0, "bound on the norm of the gradient; 0 for none"),
        new("accumulate", 1, "batches whose gradients are added before a step"),
        new("average", 0.0, "decay of the running average of weights that is evaluated and saved; 0 for none"),
        new("patience", 0, "epochs without improvement after which training stops; 0 for never"),
    ];

    /// <summary>The settings of a classifier.</summary>
    protected static Setting LabelSmoothing(double value = 0) => new("label_smoothing", value, "share of the target spread over all classes");
}

/// <summary>The optimizers that a recipe can name.</summary>
internal enum OptimizerKind
{
    Sgd,
    Adam,
    AdamW,
    RmsProp,
}

/// <summary>The schedules that a recipe can name.</summary>
internal enum ScheduleKind
{
    Constant,
    Step,
    Cosine,
    OneCycle,
}
