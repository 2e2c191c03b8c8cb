using System.CommandLine;
using Athanor.Backends.Cpu;
using Athanor.Conformance.Engine;

namespace Athanor.Conformance;

/// <summary><c>golden DIR</c>: runs a folder of golden cases.</summary>
internal static class GoldenCommand
{
    private static readonly Argument<string> _path = new("DIR") { Description = "A folder of golden cases (or one packed as .tar.gz)." };

    private static readonly Option<string> _filter = new("--filter") { Description = "Only files whose names hold this text.", HelpName = "TEXT" };

    private static readonly Option<bool> _double = new("--double") { Description = "Compute in float64, to the bound of 1e-9." };

    private static readonly Option<string> _json = new("--json") { Description = "Also write all outcomes to this file.", HelpName = "FILE" };

    private static readonly Option<int> _threads = new("--threads") { Description = "How many threads work on one kernel.", HelpName = "N" };

    public static Command Create()
    {
        _threads.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<int>() < 1)
                result.AddError("--threads must be at least 1");
        });
        var command = new Command("golden", "Runs golden cases: operators, layers, models, optimizers, schedules.") { _path, _filter, _double, _json, _threads };
        command.SetAction(Run);
        return command;
    }

    private static int Run(ParseResult arguments)
    {
        string path = arguments.GetValue(_path)!;
        if (!Directory.Exists(path) && !File.Exists(path))
        {
            Console.Error.WriteLine($"there is no folder {path}");
            return 2;
        }
        if (arguments.GetValue(_threads) is > 0 and int threads)
            WorkerPool.Threads = threads;
        string filter = arguments.GetValue(_filter) ?? "";
        CaseFile[] files =
        [
            .. (Directory.Exists(path) ? CaseFile.InFolder(path) : CaseFile.InArchive(File.OpenRead(path)))
                .Where(file => file.Name.Contains(filter, StringComparison.OrdinalIgnoreCase)),
        ];
        var report = new Report(Console.Out);
        Run(files, new Runner(arguments.GetValue(_double) ? Bounds.Double : Bounds.Single), report);
        report.End();
        if (arguments.GetValue(_json) is { } json)
            report.Save(json);
        return report.Outcomes.Count == 0 || report.Count(Status.Failed) > 0 ? 1 : 0;
    }

    private static void Run(CaseFile[] files, Runner runner, Report report)
    {
        bool progress = !Console.IsErrorRedirected;
        for (int i = 0; i < files.Length; i++)
        {
            if (progress)
                Console.Error.Write($"\r\e[K{i + 1}/{files.Length} {files[i].Name}");
            IReadOnlyList<Outcome> outcomes = runner.Run(files[i]);
            if (progress)
                Console.Error.Write("\r\e[K");
            report.Add(outcomes);
        }
    }
}
