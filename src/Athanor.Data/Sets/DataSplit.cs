namespace Athanor.Data;

/// <summary>What a model is trained on and what it is judged by, with all there is to know of the samples.</summary>
/// <param name="Name">What the data is called.</param>
/// <param name="Train">The samples to learn from.</param>
/// <param name="HeldOut">The samples that are only for judging.</param>
public sealed record DataSplit(string Name, IDataset Train, IDataset HeldOut)
{
    /// <summary>The shape of one input: (channels, height, width) for images, (features) for rows.</summary>
    public required Shape InputShape { get; init; }

    /// <summary>The names of the classes, by class number; empty where targets are values.</summary>
    public IReadOnlyList<string> ClassNames { get; init; } = [];

    /// <summary>The names of the features of a row; empty for images.</summary>
    public IReadOnlyList<string> FeatureNames { get; init; } = [];

    /// <summary>How raw values became the inputs.</summary>
    public Normalisation Normalisation { get; init; } = Normalisation.None;

    /// <summary>Whether inputs are images.</summary>
    public bool HasImages => InputShape.Rank == 3;

    /// <summary>The same data with the training samples changed as they are read, as by <see cref="Augment"/>.</summary>
    public DataSplit WithTrainTransform(Func<Batch, RandomSource, Batch> transform) => this with { Train = Train.WithTransform(transform) };
}
