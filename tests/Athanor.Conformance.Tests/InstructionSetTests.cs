using System.Diagnostics;
using System.Globalization;

namespace Athanor.Conformance.Tests;

/// <summary>The packed operators on lesser machines: a child process is told to do without vector instructions.</summary>
public sealed class InstructionSetTests
{
    // The same floors and the same listed differences as with all instructions (PackedSuiteTests).
    [Theory]
    [InlineData("DOTNET_EnableAVX512", false)]
    [InlineData("DOTNET_EnableAVX512", true)]
    [InlineData("DOTNET_EnableAVX2", false)]
    [InlineData("DOTNET_EnableAVX2", true)]
    [InlineData("DOTNET_EnableHWIntrinsic", false)]
    [InlineData("DOTNET_EnableHWIntrinsic", true)]
    public async Task Operators_agree_without(string instructions, bool wide)
    {
        string runner = Path.Combine(AppContext.BaseDirectory, "Athanor.Conformance.dll");
        string folder = Directory.CreateTempSubdirectory("athanor-").FullName;
        try
        {
            string archive = Path.Combine(folder, "ops.tar.gz");
            await using (Stream packed = typeof(Engine.CaseFile).Assembly.GetManifestResourceStream("golden/ops.tar.gz")!)
            await using (FileStream file = File.Create(archive))
                await packed.CopyToAsync(file);
            string[] options = wide ? ["--double"] : [];
            var start = new ProcessStartInfo(Environment.ProcessPath is { } host && IsDotnet(host) ? host : "dotnet",
                [runner, "golden", archive, .. options]) { RedirectStandardOutput = true, RedirectStandardError = true };
            start.Environment[instructions] = "0";
            using Process child = Process.Start(start)!;
            using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(3));
            Task<string> errors = child.StandardError.ReadToEndAsync(limit.Token);
            string[] lines;
            try
            {
                lines = (await child.StandardOutput.ReadToEndAsync(limit.Token)).Split('\n', StringSplitOptions.RemoveEmptyEntries);
                await child.WaitForExitAsync(limit.Token);
            }
            finally
            {
                if (!child.HasExited)
                    child.Kill(entireProcessTree: true);
            }
            Assert.True(lines.Length > 0, $"the runner wrote nothing: {await errors}");

            IReadOnlyDictionary<string, string> known =
                KnownDifferences.Under(wide ? "Differences in float64" : "Differences in float32");
            string[] surprising = [.. lines.Where(line => line.StartsWith("FAIL ", StringComparison.Ordinal)
                && !known.ContainsKey(line["FAIL ".Length..line.IndexOf(": ", StringComparison.Ordinal)]))];
            Assert.True(surprising.Length == 0, string.Join('\n', surprising));
            int passed = int.Parse(lines[^1].Split(' ')[0], CultureInfo.InvariantCulture);
            Assert.True(passed >= (wide ? 2520 : 2515), lines[^1]);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static bool IsDotnet(string path) => Path.GetFileNameWithoutExtension(path) == "dotnet";
}
