using System.CommandLine;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using Spectre.Console;

namespace Athanor.Cli;

/// <summary><c>athanor doctor</c>: what was found on this machine, and what is missing.</summary>
internal static class DoctorCommand
{
    public static Command Create()
    {
        var command = new Command("doctor", "Say what Athanor finds on this machine and what is missing.");
        command.SetAction(_ =>
        {
            Run();
            return 0;
        });
        return command;
    }

    private static void Run()
    {
        Table table = new Table().Border(TableBorder.Rounded).AddColumns("what", "found");
        table.AddRow("Athanor", typeof(Tensor).Assembly.GetName().Version!.ToString(3));
        table.AddRow(".NET", RuntimeInformation.FrameworkDescription);
        table.AddRow("system", $"{RuntimeInformation.OSDescription}, {RuntimeInformation.ProcessArchitecture}".EscapeMarkup());
        table.AddRow("processors", $"{Environment.ProcessorCount}, {Compute.Threads} used for kernels");
        table.AddRow("memory", $"{GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / (1 << 20):N0} MiB");
        table.AddRow("instructions", Instructions());
        table.AddRow("CPU kernels", Vector512.IsHardwareAccelerated ? "512-bit" : Vector256.IsHardwareAccelerated ? "256-bit" : "portable");
        table.AddRow("GPU", Library("libcuda.so.1", "nvcuda.dll") ? "an NVIDIA driver is there; this version of Athanor computes on the CPU only" : "no NVIDIA driver");
        table.AddRow("matrix product", $"{MatrixSpeed():F0} GFLOP/s (float32, 1024 × 1024)");
        AnsiConsole.Write(table);
    }

    private static string Instructions()
    {
        (string Name, bool Found)[] sets =
        [
            ("AVX-512", Avx512F.IsSupported), ("AVX2", Avx2.IsSupported), ("FMA", Fma.IsSupported),
            ("NEON", System.Runtime.Intrinsics.Arm.AdvSimd.IsSupported),
        ];
        string found = string.Join(", ", sets.Where(s => s.Found).Select(s => s.Name));
        return found.Length > 0 ? found : "none that widen vectors";
    }

    private static bool Library(params string[] names)
    {
        foreach (string name in names)
            if (NativeLibrary.TryLoad(name, out nint handle))
            {
                NativeLibrary.Free(handle);
                return true;
            }
        return false;
    }

    private static double MatrixSpeed()
    {
        const int n = 1024;
        Tensor a = Tensor.Ones(n, n);
        double best = double.MaxValue;
        for (int i = 0; i < 4; i++)
        {
            using TensorScope scope = TensorScope.Begin("doctor");
            long start = System.Diagnostics.Stopwatch.GetTimestamp();
            a.MatMul(a);
            best = Math.Min(best, System.Diagnostics.Stopwatch.GetElapsedTime(start).TotalSeconds);
        }
        return 2.0 * n * n * n / best / 1e9;
    }
}
