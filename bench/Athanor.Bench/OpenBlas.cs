using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Athanor.Bench;

/// <summary>The peer of matrix products, if this machine has it.</summary>
internal sealed unsafe class OpenBlas
{
    private readonly delegate* unmanaged<int, int, int, int, int, int, float, float*, int, float*, int, float, float*, int, void> _sgemm;

    private OpenBlas(nint library, int threads)
    {
        var coreName = (delegate* unmanaged<byte*>)NativeLibrary.GetExport(library, "openblas_get_corename");
        Core = Marshal.PtrToStringUTF8((nint)coreName()) ?? "?";
        _sgemm = (delegate* unmanaged<int, int, int, int, int, int, float, float*, int, float*, int, float, float*, int, void>)
            NativeLibrary.GetExport(library, "cblas_sgemm");
        ((delegate* unmanaged<int, void>)NativeLibrary.GetExport(library, "openblas_set_num_threads"))(threads);
    }

    /// <summary>Which of its kernels the library chose.</summary>
    public string Core { get; }

    /// <summary>Null if there is no such library.</summary>
    public static OpenBlas? TryLoad(int threads)
    {
        // Builds older than the processor fall back to kernels of 2004, which would be no comparison; the variable wins if it is set.
        if (OperatingSystem.IsLinux() && (Vector512.IsHardwareAccelerated || Vector256.IsHardwareAccelerated))
            SetEnvironment("OPENBLAS_CORETYPE", Vector512.IsHardwareAccelerated ? "SkylakeX" : "Haswell", 0);
        foreach (string name in (string[])["libopenblas.so.0", "libopenblas.so", "libopenblas", "libopenblas.dylib"])
            if (NativeLibrary.TryLoad(name, out nint library))
                return new OpenBlas(library, threads);
        return null;
    }

    // The runtime's own way changes a copy that native libraries do not see.
    [DllImport("libc", EntryPoint = "setenv", CharSet = CharSet.Ansi)]
    private static extern int SetEnvironment(string name, string value, int overwrite);

    /// <summary>C = A·B, all n × n, rows contiguous.</summary>
    public void Multiply(int n, float* a, float* b, float* c)
    {
        const int RowMajor = 101, NoTranspose = 111;
        _sgemm(RowMajor, NoTranspose, NoTranspose, n, n, n, 1, a, n, b, n, 0, c, n);
    }
}
