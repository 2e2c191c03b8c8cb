using System.Text;
using Athanor.Data;
using Athanor.Formats;
using Athanor.Formats.TensorBoard;

namespace Athanor.Training;

/// <summary>
/// The folder of a run: <c>config.json</c>, <c>metrics.csv</c>, TensorBoard events, the checkpoint while it runs, and at its end
/// <c>model.safetensors</c> and <c>report.html</c>.
/// </summary>
internal sealed class RunFolder : ITrainerCallback, IDisposable
{
    private const string Events = "events.out.tfevents.*";

    private EventWriter? _events;
    private List<EpochRecord> _history = [];

    /// <summary>Makes the folder if it is not there, and looks whether it can be written.</summary>
    /// <exception cref="IOException">It cannot be made, or a file has its name.</exception>
    /// <exception cref="UnauthorizedAccessException">There is no permission to write there.</exception>
    public RunFolder(string path)
    {
        Path = path;
        try
        {
            Directory.CreateDirectory(path);
        }
        catch (UnauthorizedAccessException error)
        {
            throw new UnauthorizedAccessException($"{path}: cannot be made the output folder, no permission to create it", error);
        }
        catch (IOException error)
        {
            throw new IOException($"{path}: cannot be made the output folder: {(File.Exists(path) ? "a file has that name" : error.Message)}", error);
        }
    }

    public string Path { get; }

    public string CheckpointPath => At(CheckpointFile.FileName);

    /// <summary>Clears what an earlier run left (a new one) or brings its files back to the checkpoint (a resumed one).</summary>
    public void Begin(Trainer trainer, DataSplit? about, TrainingState state, bool resumed)
    {
        // The first write is the one that finds out that the folder is read-only, before anything is removed or learned.
        ConfigFile.Write(At("config.json"), trainer, about);
        AtomicFile.RemoveStale(Path);
        if (!resumed)
        {
            File.Delete(CheckpointPath);
            foreach (string old in Directory.EnumerateFiles(Path, Events))
                File.Delete(old);
        }
        _history = [.. state.History];
        WriteHistory();
        _events = new EventWriter(Path, resumeAt: resumed ? state.Step + 1 : null);
    }

    public void Log(CurvePoint point, double learningRate) => _events?.Add(
        point.Step, new SummaryValue("train/loss", (float)point.Loss), new SummaryValue("learning_rate", (float)learningRate));

    public void OnEpoch(EpochRecord epoch)
    {
        _history.Add(epoch);
        WriteHistory();
        List<SummaryValue> values = [new("epoch/train_loss", (float)epoch.TrainLoss), new("epoch/samples_per_second", (float)epoch.SamplesPerSecond)];
        values.AddRange(epoch.TrainMetrics.Select(m => new SummaryValue($"epoch/train_{m.Key}", (float)m.Value)));
        if (epoch.ValidLoss is { } loss)
            values.Add(new SummaryValue("epoch/valid_loss", (float)loss));
        values.AddRange(epoch.ValidMetrics.Select(m => new SummaryValue($"epoch/valid_{m.Key}", (float)m.Value)));
        _events?.Add(epoch.Step, values);
    }

    /// <summary>Writes the resulting model and the report.</summary>
    public void Finish(Trainer trainer, DataLoader? heldOut, DataSplit? about, TrainingState state, Evaluation? final)
    {
        var card = new ModelCard(
            trainer.Options.Name, about?.InputShape, about?.ClassNames ?? [], about?.Normalisation ?? Normalisation.None, trainer.Options.Details);
        ModelFile.Save(trainer.Model, At("model.safetensors"), card.ToMetadata());
        Report.Write(At("report.html"), trainer, heldOut, about, state, final);
    }

    public void Dispose() => _events?.Dispose();

    /// <summary>Whole each time: a killed run leaves no half line, and a resumed one no line twice.</summary>
    private void WriteHistory() => AtomicFile.Write(At("metrics.csv"), Encoding.UTF8.GetBytes(MetricsCsv.Write(_history)));

    private string At(string name) => System.IO.Path.Combine(Path, name);
}
