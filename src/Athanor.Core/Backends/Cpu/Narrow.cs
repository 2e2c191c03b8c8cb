using Athanor.Ops;

namespace Athanor.Backends.Cpu;

/// <summary>Half precision for kernels that are made for float and double: computed in float32 and rounded once.</summary>
internal static class Narrow
{
    /// <summary>
    /// Runs the kernel on float32 copies if any tensor is of half precision; false if none is, and the kernel may go on.
    /// </summary>
    public static bool Run(Op op, in KernelArgs a)
    {
        bool any = false;
        foreach (Tensor tensor in a.Inputs)
            any |= Is(tensor);
        foreach (Tensor tensor in a.Outputs)
            any |= Is(tensor);
        if (!any)
            return false;
        var inputs = new Tensor[a.Inputs.Length];
        for (int i = 0; i < inputs.Length; i++)
        {
            inputs[i] = Is(a.Inputs[i]) ? CpuAllocator.Fresh(a.Inputs[i].Shape, DType.Float32) : a.Inputs[i];
            if (Is(a.Inputs[i]))
                StridedCopy.Run(a.Inputs[i], inputs[i]);
        }
        var outputs = new Tensor[a.Outputs.Length];
        for (int i = 0; i < outputs.Length; i++)
            outputs[i] = Is(a.Outputs[i]) ? CpuAllocator.Fresh(a.Outputs[i].Shape, DType.Float32) : a.Outputs[i];
        op.RunCpu(new KernelArgs(inputs, outputs));
        for (int i = 0; i < outputs.Length; i++)
            if (Is(a.Outputs[i]))
            {
                StridedCopy.Run(outputs[i], a.Outputs[i]);
                outputs[i].Dispose();
            }
        for (int i = 0; i < inputs.Length; i++)
            if (Is(a.Inputs[i]))
                inputs[i].Dispose();
        return true;
    }

    private static bool Is(Tensor tensor) => tensor.DType is DType.Float16 or DType.BFloat16;
}
