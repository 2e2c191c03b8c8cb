using Athanor.Ops;

namespace Athanor.Backends.Cpu;

/// <summary>Runs operations on the processor, at once.</summary>
internal sealed unsafe class CpuBackend : Backend
{
    public override Allocator Allocator => CpuAllocator.Instance;

    public override void Run(Op op, ReadOnlySpan<Tensor> inputs, ReadOnlySpan<Tensor> outputs)
    {
        if (op.AcceptsStrides || AllContiguous(inputs))
        {
            op.RunCpu(new KernelArgs(inputs, outputs));
            return;
        }

        var packed = new Tensor[inputs.Length];
        for (int i = 0; i < inputs.Length; i++)
            packed[i] = inputs[i].IsContiguous ? inputs[i] : Copy.Packed(inputs[i]);
        op.RunCpu(new KernelArgs(packed, outputs));
        for (int i = 0; i < inputs.Length; i++)
            if (!ReferenceEquals(packed[i], inputs[i]))
                packed[i].Dispose();
    }

    public override void Upload(ReadOnlySpan<byte> source, nint target) => source.CopyTo(new Span<byte>((void*)target, source.Length));

    public override void Download(nint source, Span<byte> target) => new ReadOnlySpan<byte>((void*)source, target.Length).CopyTo(target);

    private static bool AllContiguous(ReadOnlySpan<Tensor> inputs)
    {
        foreach (Tensor input in inputs)
            if (!input.IsContiguous)
                return false;
        return true;
    }
}
