using System.CommandLine;
using System.Globalization;
using Athanor.Data;
using Athanor.Training;
using Spectre.Console;

namespace Athanor.Cli;

/// <summary><c>athanor eval RUN</c>: measures a trained network on held-out data.</summary>
internal static class EvalCommand
{
    public static Command Create()
    {
        var run = new Argument<string>("run") { Description = "The folder of a run, or a model.safetensors." };
        var data = new Option<string?>("--data", "-d") { Description = "Measure on this folder's held-out part instead.", HelpName = "folder" };
        Option<int?> threads = CommonOptions.Threads();
        var command = new Command("eval", "Measure a trained network on its held-out data.") { run, data, threads };
        command.SetAction(result =>
        {
            Compute.Threads = result.GetValue(threads) ?? Compute.Threads;
            return Run(TrainedModel.Load(result.GetRequiredValue(run)), result.GetValue(data));
        });
        return command;
    }

    private static int Run(TrainedModel trained, string? path)
    {
        DataSplit data = trained.Data(path);
        if (data.InputShape != trained.InputShape)
            throw new UserError($"--data: the network takes inputs of {trained.InputShape}, the data has {data.InputShape}");
        var shape = new TaskShape(trained.InputShape, Math.Max(1, trained.Card.ClassNames.Count));
        var confusion = new ConfusionMatrix(shape.Outputs);
        IReadOnlyList<IMetric> more = trained.Recipe.IsClassifier ? [confusion] : [];
        Evaluation evaluation = Trainer.Evaluate(trained.Model, trained.Recipe.Objective(trained.Settings, shape), new DataLoader(data.HeldOut, 256), more);
        AnsiConsole.MarkupLine($"[bold]{trained.Recipe.Name}[/] on {evaluation.Samples:N0} held-out samples of {data.Name.EscapeMarkup()}");
        Table table = new Table().Border(TableBorder.Rounded).AddColumns("measure", "value");
        table.AddRow("loss", evaluation.Loss.ToString("F4", CultureInfo.InvariantCulture));
        foreach ((string name, double value) in evaluation.Metrics)
            table.AddRow(name.EscapeMarkup(), value.ToString("F4", CultureInfo.InvariantCulture));
        AnsiConsole.Write(table);
        if (trained.Recipe.IsClassifier)
            AnsiConsole.Write(Confusion(confusion, trained.Card.ClassNames));
        return 0;
    }

    private static Table Confusion(ConfusionMatrix matrix, IReadOnlyList<string> names)
    {
        Table table = new Table().Border(TableBorder.Rounded).Title("rows: what it is; columns: what was said").AddColumn("");
        foreach (string name in names)
            table.AddColumn(new TableColumn(name.EscapeMarkup()).RightAligned());
        for (int truth = 0; truth < names.Count; truth++)
            table.AddRow([
                names[truth].EscapeMarkup(),
                .. Enumerable.Range(0, names.Count).Select(said => matrix[truth, said] is > 0 and var count
                    ? truth == said ? $"[green]{count}[/]" : $"[red]{count}[/]"
                    : "[grey]·[/]"),
            ]);
        return table;
    }
}
