using System.Diagnostics;

namespace Athanor.Tests;

/// <summary>
/// Runs the tests marked <c>isa</c> again in a process of their own in which wider instruction sets are switched off, as they are on other machines.
/// </summary>
[Collection("memory")]
public sealed class InstructionSetTests
{
    [Theory]
    [InlineData("DOTNET_EnableAVX512")]
    [InlineData("DOTNET_EnableAVX2")]
    [InlineData("DOTNET_EnableHWIntrinsic")]
    public async Task Results_hold_without(string switched)
    {
        var start = new ProcessStartInfo("dotnet", ["vstest", typeof(InstructionSetTests).Assembly.Location, "--TestCaseFilter:isa=quick"])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment[switched] = "0";
        using Process process = Process.Start(start)!;
        Task<string> errors = process.StandardError.ReadToEndAsync();
        string output = await process.StandardOutput.ReadToEndAsync() + await errors;
        await process.WaitForExitAsync();
        Assert.True(process.ExitCode == 0 && output.Contains("Passed", StringComparison.Ordinal), output[^Math.Min(output.Length, 4000)..]);
    }
}
