using Athanor.Data;
using Athanor.Nn;

namespace Athanor.Training;

/// <summary>
/// Teaches a model: epochs over the data, steps of the optimizer, judgement on held-out samples, checkpoints, and a folder of files that
/// tell of it. The same seed gives the same weights bit for bit, for any number of threads, and whether or not the run was interrupted,
/// killed and resumed on the way.
/// </summary>
/// <example><code>
/// RandomSource.Default.SetSeed(1);
/// var model = new Sequential(new Flatten(), new Linear(64, 32), new Relu(), new Linear(32, 10));
/// var trainer = new Trainer(model, new Adam(model.Parameters()), Objective.Classification(), new() { Epochs = 20, OutputFolder = "runs/mlp" });
/// TrainingResult result = trainer.Fit(Datasets.Digits());
/// </code></example>
public sealed class Trainer
{
    private readonly Objective _objective;
    private readonly double[] _baseRates;

    /// <summary>A trainer of a model whose weights are set (drawn, or loaded).</summary>
    /// <param name="model">What is taught.</param>
    /// <param name="optimizer">What moves its parameters.</param>
    /// <param name="objective">What it is to learn.</param>
    /// <param name="options">How.</param>
    /// <param name="schedule">The learning rate of each step; the optimizer's own rates if null.</param>
    /// <exception cref="ArgumentException">An option is out of its range.</exception>
    public Trainer(Module model, Optimizer optimizer, Objective objective, TrainerOptions? options = null, Schedule? schedule = null)
    {
        Model = model;
        Optimizer = optimizer;
        Options = options ?? new TrainerOptions();
        Options.Check();
        Schedule = schedule;
        _objective = objective;
        _baseRates = [.. optimizer.Groups.Select(g => g.LearningRate)];
    }

    /// <summary>What is taught.</summary>
    public Module Model { get; }

    /// <summary>What moves its parameters.</summary>
    public Optimizer Optimizer { get; }

    /// <summary>How it is done.</summary>
    public TrainerOptions Options { get; }

    /// <summary>The learning rate of each step, if it changes.</summary>
    public Schedule? Schedule { get; }

    /// <summary>What it is to learn.</summary>
    public Objective Objective => _objective;

    /// <summary>Told of steps, epochs and the end, in this order.</summary>
    public IList<ITrainerCallback> Callbacks { get; } = [];

    /// <summary>Trains on a split: learns from one part, judges by the other.</summary>
    /// <param name="data">The samples and what is known of them.</param>
    /// <param name="cancellation">Asks to stop at a step's border, as Ctrl-C does.</param>
    /// <exception cref="TrainingException">The loss is no longer finite, or a checkpoint is of another run.</exception>
    /// <exception cref="IOException">A file of the run cannot be written or read.</exception>
    public TrainingResult Fit(DataSplit data, CancellationToken cancellation = default)
    {
        var train = new DataLoader(data.Train, Options.BatchSize, shuffle: true, Options.Seed, Options.DropLast, Options.Prefetch);
        DataLoader? held = data.HeldOut.Count == 0
            ? null
            : new DataLoader(data.HeldOut, Options.EvaluationBatchSize ?? Options.BatchSize, prefetch: Options.Prefetch);
        return Fit(train, held, data, cancellation);
    }

    /// <summary>Trains on loaders of one's own.</summary>
    /// <param name="train">The samples to learn from; its batch size and seed go before the options'.</param>
    /// <param name="heldOut">The samples to judge by, if there are any.</param>
    /// <param name="about">What is known of the samples, for the report.</param>
    /// <param name="cancellation">Asks to stop at a step's border, as Ctrl-C does.</param>
    /// <inheritdoc cref="Fit(DataSplit, CancellationToken)"/>
    public TrainingResult Fit(DataLoader train, DataLoader? heldOut = null, DataSplit? about = null, CancellationToken cancellation = default)
    {
        int threads = Compute.Threads;
        RandomSource random = RandomSource.Default;
        try
        {
            Compute.Threads = Options.Threads ?? threads;
            using var run = new TrainingRun(this, train, heldOut, about, cancellation);
            return run.Go();
        }
        finally
        {
            RandomSource.Default = random;
            Compute.Threads = threads;
        }
    }

    /// <summary>Judges samples with the weights as they are; training mode and random numbers are left as they were.</summary>
    /// <param name="loader">The samples, all of them once.</param>
    /// <param name="more">Further metrics to gather.</param>
    public Evaluation Evaluate(DataLoader loader, params IReadOnlyList<IMetric> more) => Evaluate(Model, _objective, loader, more);

    /// <summary>Judges samples by a model; its training mode and random numbers are left as they were.</summary>
    /// <param name="model">The model.</param>
    /// <param name="objective">What its answers are measured by.</param>
    /// <param name="loader">The samples, all of them once.</param>
    /// <param name="more">Further metrics to gather.</param>
    public static Evaluation Evaluate(Module model, Objective objective, DataLoader loader, params IReadOnlyList<IMetric> more)
    {
        IReadOnlyList<IMetric> metrics = objective.NewMetrics();
        bool training = model.Training;
        LoaderState position = loader.State;
        ulong offset = RandomSource.Default.Offset;
        double loss = 0;
        long samples = 0;
        using Autograd.GradMode.Restore mode = Autograd.GradMode.NoGrad();
        model.Eval();
        try
        {
            loader.State = default;
            foreach (Batch batch in loader.NextEpoch())
            {
                using TensorScope scope = TensorScope.Begin("evaluation");
                (Tensor? prediction, Tensor cost) = objective.Forward(model, batch);
                loss += cost.Item() * batch.Count;
                samples += batch.Count;
                if (prediction is not null)
                    foreach (IMetric metric in metrics.Concat(more))
                        metric.Add(prediction, batch.Target);
            }
        }
        finally
        {
            loader.State = position;
            model.Train(training);
            RandomSource.Default.Offset = offset;
        }
        return new Evaluation(samples, loss / Math.Max(1, samples), metrics.ToDictionary(m => m.Name, m => m.Value));
    }

    internal double[] BaseRates => _baseRates;
}
