using System.CommandLine;
using Spectre.Console;

namespace Athanor.Cli;

/// <summary><c>athanor list</c>: the recipes.</summary>
internal static class ListCommand
{
    public static Command Create()
    {
        var command = new Command("list", "List the recipes: networks with their data and how they are trained.");
        command.SetAction(_ =>
        {
            Table table = new Table().Border(TableBorder.Rounded).AddColumns("recipe", "what it is", "data it carries");
            foreach (Recipe recipe in Recipes.All)
                table.AddRow($"[bold]{recipe.Name}[/]", recipe.Summary.EscapeMarkup(), recipe.DataSummary.EscapeMarkup());
            AnsiConsole.Write(table);
            AnsiConsole.MarkupLine("Train one with [bold]athanor train NAME[/]; see its layers and settings with [bold]athanor show NAME[/].");
            return 0;
        });
        return command;
    }
}
