using System.Runtime.InteropServices;

namespace Athanor.Bench;

/// <summary>The peer of matrix products, if this machine has it.</summary>
internal sealed unsafe class OpenBlas
{
    private readonly delegate* unmanaged<int, int, int, int, int, int, float, float*, int, float*, int, float, float*, int, void> _sgemm;

    private OpenBlas(nint library, int threads)
    {
        _sgemm = (delegate* unmanaged<int, int, int, int, int, int, float, float*, int, float*, int, float, float*, int, void>)
            NativeLibrary.GetExport(library, "cblas_sgemm");
        ((delegate* unmanaged<int, void>)NativeLibrary.GetExport(library, "openblas_set_num_threads"))(threads);
    }

    /// <summary>Null if there is no such library.</summary>
    public static OpenBlas? TryLoad(int threads)
    {
        foreach (string name in (string[])["libopenblas.so.0", "libopenblas.so", "libopenblas", "libopenblas.dylib"])
            if (NativeLibrary.TryLoad(name, out nint library))
                return new OpenBlas(library, threads);
        return null;
    }

    /// <summary>C = A·B, all n × n, rows contiguous.</summary>
    public void Multiply(int n, float* a, float* b, float* c)
    {
        const int RowMajor = 101, NoTranspose = 111;
        _sgemm(RowMajor, NoTranspose, NoTranspose, n, n, n, 1, a, n, b, n, 0, c, n);
    }
}
