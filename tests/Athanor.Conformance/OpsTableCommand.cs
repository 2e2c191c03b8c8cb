using System.CommandLine;
using Athanor.Conformance.Coverage;

namespace Athanor.Conformance;

/// <summary><c>ops-table FILE</c>: measures which operators run where, and writes docs/ops.md.</summary>
internal static class OpsTableCommand
{
    private static readonly Argument<string> _file = new("FILE") { Description = "The Markdown file to write." };

    public static Command Create()
    {
        var command = new Command("ops-table", "Writes the table of operators, element types and gradients, measured.") { _file };
        command.SetAction(arguments =>
        {
            File.WriteAllText(arguments.GetValue(_file)!, OpsPage.Write(Survey.Run()));
            return 0;
        });
        return command;
    }
}
