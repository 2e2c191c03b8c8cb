using System.CommandLine;

namespace Athanor.Cli;

/// <summary>The command <c>athanor</c>.</summary>
internal static class CommandLine
{
    /// <summary>Runs it; returns the exit status.</summary>
    public static int Run(string[] args)
    {
        var root = new RootCommand("Athanor: deep learning for .NET. Train networks by name, measure them and look at them.")
        {
            TrainCommand.Create(), EvalCommand.Create(), PredictCommand.Create(), ListCommand.Create(), ShowCommand.Create(), DoctorCommand.Create(),
        };
        return ExitCodes.Guard(() => root.Parse(args).Invoke(new InvocationConfiguration { EnableDefaultExceptionHandler = false }));
    }
}
