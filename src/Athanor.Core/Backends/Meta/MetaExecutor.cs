using Athanor.Ops;

namespace Athanor.Backends;

/// <summary>Stops after shapes: its tensors have no memory and its operations compute nothing.</summary>
internal sealed class MetaExecutor : Executor
{
    public static readonly MetaExecutor Instance = new();

    public override Tensor NewTensor(in TensorSpec spec) => new(null, Layout.Contiguous(spec.Shape), spec.DType, Device.Meta);

    public override void Run(Op op, ReadOnlySpan<Tensor> inputs, ReadOnlySpan<Tensor> outputs)
    {
    }
}
