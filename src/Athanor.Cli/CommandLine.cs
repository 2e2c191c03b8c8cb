using System.CommandLine;
using Spectre.Console;

namespace Athanor.Cli;

/// <summary>The command <c>athanor</c>.</summary>
internal static class CommandLine
{
    /// <summary>Runs it; returns the exit status.</summary>
    public static int Run(string[] args)
    {
        if (Console.IsOutputRedirected || Environment.GetEnvironmentVariable("NO_COLOR") is { Length: > 0 })
            WritePlainly();
        var root = new RootCommand("Athanor: deep learning for .NET. Train networks by name, measure them and look at them.")
        {
            TrainCommand.Create(), EvalCommand.Create(), PredictCommand.Create(), ListCommand.Create(), ShowCommand.Create(), DoctorCommand.Create(),
        };
        return ExitCodes.Guard(() => root.Parse(args).Invoke(new InvocationConfiguration { EnableDefaultExceptionHandler = false }));
    }

    /// <summary>Files and pipes get text without colours, and lines that need not fit a screen.</summary>
    private static void WritePlainly()
    {
        AnsiConsole.Profile.Capabilities.Ansi = false;
        AnsiConsole.Profile.Capabilities.ColorSystem = ColorSystem.NoColors;
        if (Console.IsOutputRedirected)
            AnsiConsole.Profile.Width = 140;
    }
}
