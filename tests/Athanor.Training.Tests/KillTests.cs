using System.Diagnostics;
using System.Runtime.InteropServices;

namespace Athanor.Training.Tests;

/// <summary>Runs in a process of their own, ended from outside.</summary>
public sealed partial class KillTests
{
    private const int Epochs = 8, Kills = 10;

    [Fact]
    public void A_run_killed_at_ten_random_moments_ends_with_the_same_bytes()
    {
        using var whole = new TempFolder();
        using var broken = new TempFolder();
        using (Process process = Start(whole.Path))
            Assert.Equal(0, Finish(process));

        // The order of kills is fixed, the moments within a step are not: the clock decides.
        var random = new Random(12);
        for (int i = 0; i < Kills; i++)
        {
            using Process process = Start(broken.Path);
            int steps = random.Next(1, 9), spin = random.Next(0, 12_000);
            while (steps > 0 && process.StandardOutput.ReadLine() is { } line)
                steps -= line.StartsWith("step ", StringComparison.Ordinal) ? 1 : 0;
            long until = Stopwatch.GetTimestamp() + Stopwatch.Frequency * spin / 1_000_000;
            while (Stopwatch.GetTimestamp() < until)
            {
            }
            process.Kill();
            process.WaitForExit();
            Assert.NotEqual(0, process.ExitCode);
        }
        using (Process process = Start(broken.Path))
            Assert.Equal(0, Finish(process));

        Assert.Equal(File.ReadAllBytes(At(whole, "model.safetensors")), File.ReadAllBytes(At(broken, "model.safetensors")));
        Assert.Equal(WithoutTimes(At(whole, "metrics.csv")), WithoutTimes(At(broken, "metrics.csv")));
        Assert.DoesNotContain(Directory.EnumerateFiles(broken.Path), Formats.AtomicFile.IsTemporary);
    }

    [Theory]
    [InlineData(2)]
    [InlineData(15)]
    public void A_signal_ends_at_a_steps_border_with_a_checkpoint(int signal)
    {
        using var folder = new TempFolder();
        using Process process = Start(folder.Path, epochs: 100_000);
        for (int steps = 0; steps < 5 && process.StandardOutput.ReadLine() is { } line;)
            steps += line.StartsWith("step ", StringComparison.Ordinal) ? 1 : 0;
        Assert.Equal(0, Kill(process.Id, signal));
        string last = process.StandardOutput.ReadToEnd().TrimEnd().Split('\n')[^1];
        process.WaitForExit();
        Assert.Equal(3, process.ExitCode);
        Assert.StartsWith("Stopped after step ", last);
        Assert.Contains("run again with Resume = true", last);
        Assert.True(File.Exists(At(folder, "checkpoint.safetensors")));
    }

    [LibraryImport("libc", EntryPoint = "kill")]
    private static partial int Kill(int process, int signal);

    private static string[] WithoutTimes(string path) => [.. File.ReadLines(path).Select(l => string.Join(',', l.Split(',')[..^2]))];

    private static string At(TempFolder folder, string name) => Path.Combine(folder.Path, name);

    private static int Finish(Process process)
    {
        process.StandardOutput.ReadToEnd();
        Assert.True(process.WaitForExit(60_000));
        return process.ExitCode;
    }

    private static Process Start(string folder, int epochs = Epochs)
    {
        string host = Path.Combine(AppContext.BaseDirectory, "Athanor.Training.Tests.Host.dll");
        string dotnet = Path.GetFileNameWithoutExtension(Environment.ProcessPath) == "dotnet" ? Environment.ProcessPath! : "dotnet";
        return Process.Start(new ProcessStartInfo(dotnet, ["exec", host, folder, $"{epochs}", "3"]) { RedirectStandardOutput = true })!;
    }
}
