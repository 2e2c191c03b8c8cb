using System.CommandLine;
using System.Globalization;
using Athanor.Nn;
using Spectre.Console;

namespace Athanor.Cli;

/// <summary><c>athanor show NAME</c>: the layers of a recipe's network with output shapes, parameters and FLOPs.</summary>
internal static class ShowCommand
{
    public static Command Create()
    {
        var name = new Argument<string>("recipe") { Description = "Which one; see 'athanor list'." };
        Option<string[]> set = CommonOptions.Set();
        var command = new Command("show", "Show the layers of a network: output shapes, parameters, FLOPs.") { name, set };
        command.SetAction(result => Run(result.GetRequiredValue(name), result.GetValue(set) ?? []));
        return command;
    }

    private static int Run(string name, string[] assignments)
    {
        Recipe recipe = Recipes.Find(name);
        SettingSet settings = recipe.NewSettings(assignments);
        AnsiConsole.MarkupLine($"[bold]{recipe.Name}[/]: {recipe.Summary.EscapeMarkup()}");
        ModelSummary summary;
        Shape input;
        using (Defaults.On(Device.Meta))
        {
            Layer model = recipe.BuildModel(settings, recipe.DefaultShape);
            input = [1, .. recipe.DefaultShape.Input];
            summary = ModelSummary.Of(model, Tensor.Zeros(input.ToArray()));
        }
        Table table = new Table().Border(TableBorder.Rounded)
            .AddColumn("layer").AddColumn("what").AddColumn("output")
            .AddColumn(new TableColumn("parameters").RightAligned()).AddColumn(new TableColumn("FLOPs").RightAligned());
        table.AddRow("", "input", input.ToString(), "", "");
        foreach (LayerRow row in summary.Rows.Skip(1))
            table.AddRow(new string(' ', 2 * (row.Depth - 1)) + row.Path, row.Module.Description.EscapeMarkup(), row.Output.ToString(), Count(row.Parameters), Count(row.Flops));
        LayerRow whole = summary.Rows[0];
        table.AddEmptyRow();
        table.AddRow("[bold]total[/]", whole.Module.Description.EscapeMarkup(), whole.Output.ToString(), $"[bold]{Count(whole.Parameters)}[/]", $"[bold]{Count(whole.Flops)}[/]");
        AnsiConsole.Write(table);

        Table options = new Table().Border(TableBorder.Simple).AddColumns("--set", "default", "meaning");
        foreach (Setting setting in settings.All)
            options.AddRow(setting.Key.EscapeMarkup(), setting.DefaultText.EscapeMarkup(), $"{setting.Meaning} ({setting.Kind})".EscapeMarkup());
        AnsiConsole.Write(options);
        return 0;
    }

    private static string Count(double value) => value.ToString("N0", CultureInfo.InvariantCulture);
}
