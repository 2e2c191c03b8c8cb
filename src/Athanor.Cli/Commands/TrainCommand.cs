using System.CommandLine;
using System.Globalization;
using Athanor.Data;
using Athanor.Nn;
using Athanor.Training;
using Spectre.Console;

namespace Athanor.Cli;

/// <summary><c>athanor train NAME</c>: trains a recipe's network and writes a run folder.</summary>
internal static class TrainCommand
{
    // Details that are no settings of the recipe but needed to go on with a run.
    private const string DataKey = "data", SeedKey = "seed";

    public static Command Create()
    {
        var name = new Argument<string>("recipe") { Description = "Which one; see 'athanor list'." };
        var data = new Option<string?>("--data", "-d") { Description = "Train on this folder instead: IDX files as MNIST's, or PNG images in a folder a class.", HelpName = "folder" };
        var epochs = new Option<int?>("--epochs", "-e") { Description = "Passes over the training data; short for --set epochs=N.", HelpName = "N" };
        var seed = new Option<ulong?>("--seed") { Description = "Decides first weights and the order of samples; the same seed gives the same weights bit for bit. 1 unless given.", HelpName = "N" };
        var output = new Option<string?>("--out", "-o") { Description = "The folder of the run; runs/RECIPE unless given.", HelpName = "folder" };
        var resume = new Option<bool>("--resume") { Description = "Go on with the newest run of the recipe (or the one in --out) where it stopped, bit for bit." };
        var every = new Option<int?>("--checkpoint-steps") { Description = "Write a checkpoint after so many steps, besides one an epoch and one a minute.", HelpName = "N" };
        Option<string[]> set = CommonOptions.Set();
        Option<int?> threads = CommonOptions.Threads();
        var command = new Command("train", "Train a network and write its weights, metrics and a report.") { name, data, epochs, set, seed, threads, output, resume, every };
        command.SetAction(result =>
        {
            Recipe recipe = Recipes.Find(result.GetRequiredValue(name));
            List<string> assignments = [.. result.GetValue(set) ?? []];
            if (result.GetValue(epochs) is { } count)
                assignments.Add($"epochs={count}");
            Plan plan = result.GetValue(resume)
                ? Resumed(recipe, result.GetValue(output), assignments, result.GetValue(data), result.GetValue(seed))
                : new Plan(recipe.NewSettings(assignments), result.GetValue(data), result.GetValue(seed) ?? 1, RunDirectory.New(recipe.Name, result.GetValue(output)), false);
            return Run(recipe, plan, result.GetValue(threads), result.GetValue(every));
        });
        return command;
    }

    private static Plan Resumed(Recipe recipe, string? output, List<string> assignments, string? data, ulong? seed)
    {
        if (assignments.Count > 0 || data is not null || seed is not null)
            throw new UserError("--resume goes on with the settings, data and seed that the run began with; leave --set, --epochs, --data and --seed out");
        string folder = RunDirectory.ToResume(recipe.Name, output);
        (string name, IReadOnlyDictionary<string, string> details) = RunDirectory.ReadConfig(folder);
        if (name != recipe.Name)
            throw new UserError($"--resume: '{folder}' holds a run of '{name}', not of '{recipe.Name}'");
        SettingSet settings = recipe.NewSettings(details.Where(d => d.Key is not (DataKey or SeedKey)).Select(d => $"{d.Key}={d.Value}"));
        return new Plan(settings, details.GetValueOrDefault(DataKey), ulong.Parse(details.GetValueOrDefault(SeedKey, "1"), CultureInfo.InvariantCulture), folder, true);
    }

    private static int Run(Recipe recipe, Plan plan, int? threads, int? checkpointSteps)
    {
        SettingSet settings = plan.Settings;
        CheckRange(settings, threads);
        DataSplit data = recipe.LoadData(settings, plan.Data);
        TaskShape shape = recipe.ShapeOf(data);
        RandomSource.Default.SetSeed(plan.Seed);
        Layer model = recipe.BuildModel(settings, shape);
        Optimizer optimizer = Recipe.BuildOptimizer(settings, model);
        int batch = settings.Get<int>("batch"), epochs = settings.Get<int>("epochs"), accumulate = settings.Get<int>("accumulate");
        long batches = (data.Train.Count + batch - 1) / batch;
        var options = new TrainerOptions
        {
            Name = recipe.Name,
            Epochs = epochs,
            BatchSize = batch,
            EvaluationBatchSize = Math.Max(batch, 256),
            Seed = plan.Seed,
            OutputFolder = plan.Folder,
            Resume = plan.Resume,
            CheckpointEverySteps = checkpointSteps,
            GradientAccumulation = accumulate,
            ClipNorm = settings.Get<double>("clip") is > 0 and var clip ? clip : null,
            Patience = settings.Get<int>("patience") is > 0 and var patience ? patience : null,
            AveragingDecay = settings.Get<double>("average") is > 0 and var decay ? decay : null,
            Threads = threads,
            Details = Details(plan),
            ResumeHint = $"athanor train {recipe.Name} --resume --out {plan.Folder}",
        };
        AnsiConsole.MarkupLine($"[bold]{recipe.Name}[/]: {model.Description.EscapeMarkup()}, {model.ParameterCount:N0} parameters; {data.Train.Count:N0} samples of {data.Name.EscapeMarkup()}, {data.HeldOut.Count:N0} held out");
        var trainer = new Trainer(model, optimizer, recipe.Objective(settings, shape), options, Recipe.BuildSchedule(settings, epochs * ((batches + accumulate - 1) / accumulate)));
        TrainingResult result = trainer.Fit(data);
        if (result.Status != TrainingStatus.Interrupted)
            AnsiConsole.WriteLine($"written: {plan.Folder} (open {Path.Combine(plan.Folder, "report.html")} in a browser)");
        return result.Status == TrainingStatus.Interrupted ? ExitCodes.Interrupted : 0;
    }

    private static void CheckRange(SettingSet settings, int? threads)
    {
        if (threads is < 1)
            throw new UserError($"--threads: expected at least 1, got {threads}");
        foreach (string key in (string[])["epochs", "batch", "accumulate"])
            if (settings.Get<int>(key) < 1)
                throw new UserError($"{key}: expected at least 1, got {settings.Get<int>(key)}");
        if (settings.Get<double>("rate") <= 0)
            throw new UserError($"rate: expected a number above 0, got {settings.Get<double>("rate").ToString(CultureInfo.InvariantCulture)}");
    }

    private static Dictionary<string, string> Details(Plan plan)
    {
        Dictionary<string, string> details = plan.Settings.Values.ToDictionary(v => v.Key, v => Convert.ToString(v.Value, CultureInfo.InvariantCulture)!);
        details[SeedKey] = plan.Seed.ToString(CultureInfo.InvariantCulture);
        if (plan.Data is not null)
            details[DataKey] = Path.GetFullPath(plan.Data);
        return details;
    }

    private sealed record Plan(SettingSet Settings, string? Data, ulong Seed, string Folder, bool Resume);
}
