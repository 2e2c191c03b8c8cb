using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using Athanor.Data;
using Athanor.Formats.TensorBoard;
using Athanor.Nn;
using Athanor.Training.Tests.Host;

namespace Athanor.Training.Tests;

public sealed class RunFolderTests
{
    [Fact]
    public void A_run_leaves_all_its_files()
    {
        using var folder = new TempFolder();
        TrainerOptions options = Small.Quiet with { OutputFolder = folder.Path, Epochs = 3, Name = "mlp <1>", Details = new Dictionary<string, string> { ["hidden"] = "24" } };
        Trainer trainer = Small.Trainer(options, schedule: Schedule.Cosine(69));
        TrainingResult result = trainer.Fit(Small.Digits);

        TinyMlp loaded = new(64, 24, 10);
        ModelFile.Load(loaded, folder.Path);
        Assert.Equal(Small.Bytes(trainer.Model), Small.Bytes(loaded));
        Assert.Equal(["0", "1", "2", "3", "4", "5", "6", "7", "8", "9"], ModelCard.Read(folder.File("model.safetensors"))!.ClassNames);

        string[] lines = File.ReadAllLines(folder.File("metrics.csv"));
        Assert.Equal("epoch,step,learning_rate,train_loss,train_accuracy,valid_loss,valid_accuracy,samples_per_second,seconds", lines[0]);
        Assert.Equal(result.History.Select(h => h.ValidLoss), lines[1..].Select(l => (double?)double.Parse(l.Split(',')[5], CultureInfo.InvariantCulture)));

        using JsonDocument config = JsonDocument.Parse(File.ReadAllText(folder.File("config.json")));
        Assert.Equal("Adam", config.RootElement.GetProperty("optimizer").GetProperty("kind").GetString());
        Assert.Equal("24", config.RootElement.GetProperty("options").GetProperty("details").GetProperty("hidden").GetString());

        EventFile events = EventFile.Read(Assert.Single(Directory.GetFiles(folder.Path, "events.*")));
        SummaryValue[] values = [.. events.Events.SelectMany(e => e.Values)];
        Assert.Equal(6, values.Count(v => v.Tag == "train/loss"));
        Assert.Equal((float)result.History[^1].ValidMetrics["accuracy"], values.Last(v => v.Tag == "epoch/valid_accuracy").Scalar);

        string report = File.ReadAllText(folder.File("report.html"));
        Assert.Contains("mlp &lt;1&gt;", report);
        Assert.All(new[] { "Loss", "Accuracy", "Confusion", "Predictions", "First layer", "Settings" }, s => Assert.Contains(s, report));
        Assert.DoesNotMatch(new Regex("(src|href)=\"(?!data:)|url\\(|@import|<script"), report);
        System.Xml.Linq.XElement.Parse(Regex.Match(report, "<svg.*?</svg>", RegexOptions.Singleline).Value);
    }

    [Fact]
    public void A_new_run_clears_an_old_ones_traces()
    {
        using var folder = new TempFolder();
        TrainerOptions options = Small.Quiet with { OutputFolder = folder.Path, Epochs = 1 };
        Small.Trainer(options).Fit(Small.Digits);
        byte[] first = File.ReadAllBytes(folder.File("model.safetensors"));
        Small.Trainer(options).Fit(Small.Digits);
        Assert.Equal(first, File.ReadAllBytes(folder.File("model.safetensors")));
        Assert.Single(Directory.GetFiles(folder.Path, "events.*"));
        Assert.Equal(2, File.ReadAllLines(folder.File("metrics.csv")).Length);
    }

    [Fact]
    public void An_output_folder_that_is_a_file_is_one_sentence()
    {
        using var folder = new TempFolder();
        string path = folder.File("taken");
        File.WriteAllText(path, "x");
        var error = Assert.Throws<IOException>(() => Small.Trainer(Small.Quiet with { OutputFolder = path }).Fit(Small.Digits));
        Assert.Equal($"{path}: cannot be made the output folder: a file has that name", error.Message);
    }

    [Fact]
    public void A_read_only_output_folder_is_one_sentence_before_any_work()
    {
        if (OperatingSystem.IsWindows())
            return;
        using var folder = new TempFolder();
        File.SetUnixFileMode(folder.Path, UnixFileMode.UserRead | UnixFileMode.UserExecute);
        try
        {
            if (CanWrite(folder.Path))
                return; // the superuser writes everywhere
            var error = Assert.Throws<UnauthorizedAccessException>(() => Small.Trainer(Small.Quiet with { OutputFolder = folder.Path }).Fit(Small.Digits));
            Assert.Contains("no permission to create files in the folder", error.Message);
        }
        finally
        {
            File.SetUnixFileMode(folder.Path, UnixFileMode.UserRead | UnixFileMode.UserExecute | UnixFileMode.UserWrite);
        }

        static bool CanWrite(string path)
        {
            try
            {
                File.WriteAllText(Path.Combine(path, "probe"), "");
                return true;
            }
            catch (UnauthorizedAccessException)
            {
                return false;
            }
        }
    }

    [Fact]
    public void Values_get_a_fitted_curve()
    {
        using var folder = new TempFolder();
        RandomSource.Default.SetSeed(1);
        Tensor x = Tensor.From(Enumerable.Range(0, 100).Select(i => i / 50f - 1).ToArray(), 100, 1);
        var model = new TinyMlp(1, 8, 1);
        new Trainer(model, new Adam(model.Parameters(), 0.01), Objective.Regression(), Small.Quiet with { OutputFolder = folder.Path }).Fit(Datasets.FromTensors("square", x, x * x));
        string report = File.ReadAllText(folder.File("report.html"));
        Assert.Contains("Values over the input", report);
        Assert.DoesNotContain("Confusion</h2>", report);
    }
}
