using System.CommandLine;
using Athanor.Cli;

var root = new RootCommand("Athanor: deep learning for .NET. Train networks by name, measure them and look at them.")
{
    TrainCommand.Create(), EvalCommand.Create(), PredictCommand.Create(), ListCommand.Create(), ShowCommand.Create(), DoctorCommand.Create(),
};
return ExitCodes.Guard(() => root.Parse(args).Invoke(new InvocationConfiguration { EnableDefaultExceptionHandler = false }));
