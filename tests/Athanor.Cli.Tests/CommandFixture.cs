using System.Diagnostics;

namespace Athanor.Cli.Tests;

/// <summary>Runs the command as a user does: in a process and a folder of its own.</summary>
public sealed class CommandFixture : IDisposable
{
    /// <summary>The folder that commands run in.</summary>
    public string Folder { get; } = Directory.CreateTempSubdirectory("athanor-cli-").FullName;

    /// <summary>Runs <c>athanor</c> with arguments.</summary>
    public (int Status, string Output, string Error) Run(params string[] args)
    {
        var start = new ProcessStartInfo("dotnet", [typeof(CommandLine).Assembly.Location, .. args])
        {
            WorkingDirectory = Folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using Process process = Process.Start(start)!;
        Task<string> output = process.StandardOutput.ReadToEndAsync(), error = process.StandardError.ReadToEndAsync();
        if (!process.WaitForExit(120_000))
        {
            process.Kill();
            throw new TimeoutException($"athanor {string.Join(' ', args)} did not end");
        }
        return (process.ExitCode, output.Result, error.Result);
    }

    /// <summary>Runs a command that must fail, and returns its one sentence.</summary>
    public string Fail(params string[] args)
    {
        (int status, string output, string error) = Run(args);
        Assert.True(status is 1 or 2, $"expected a failure, got status {status}: {output}{error}");
        Assert.DoesNotContain("   at ", error);
        Assert.DoesNotContain("Unhandled", error);
        Assert.Single(error.TrimEnd().Split('\n'));
        return error;
    }

    public string At(string name) => Path.Combine(Folder, name);

    public void Dispose() => Directory.Delete(Folder, recursive: true);
}
