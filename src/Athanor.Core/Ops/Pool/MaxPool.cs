using System.Numerics;
using Athanor.Backends.Cpu;

namespace Athanor.Ops;

/// <summary>The largest element of each window; NaN if there is one. With indices also where it is in its plane (the first of equal ones).</summary>
internal sealed record MaxPool(PoolGeometry Geometry, bool Indices) : Op
{
    public override OpKind Kind => OpKind.Reduce;

    public override string Name => $"{(Geometry.Adaptive ? "adaptive_" : "")}max_pool{Geometry.Rank}d";

    public override int OutputCount => Indices ? 2 : 1;

    public override bool HasGradient => Indices;

    public override TensorSpec Infer(ReadOnlySpan<TensorSpec> inputs) => inputs[0].With(Geometry.Output(Name, inputs[0].Shape));

    public override void InferAll(ReadOnlySpan<TensorSpec> inputs, Span<TensorSpec> outputs)
    {
        outputs[0] = Infer(inputs);
        if (Indices)
            outputs[1] = outputs[0].With(DType.Int64);
    }

    public override bool SavesInput(int index) => false;

    public override bool SavesOutput(int index) => index == 1;

    public override Tensor?[] Vjp(in VjpArgs a) => [Tensor.Apply(new PlaneScatter(a.InputSpec(0).Shape, Geometry.Rank, true), a.Grad(0), a.Output(1))];

    public override void RunCpu(in KernelArgs a)
    {
        if (Narrow.Run(this, a))
            return;
        var plan = new PoolPlan(Geometry, a.Inputs[0].Shape, a.Outputs[0].Shape);
        switch (a.Inputs[0].DType)
        {
            case DType.Float32:
                MaxPoolKernel.RunFloats<float>(plan, Geometry, a, Indices);
                break;
            case DType.Float64:
                MaxPoolKernel.RunFloats<double>(plan, Geometry, a, Indices);
                break;
            case DType.Int64:
                MaxPoolKernel.Run<long>(plan, a, Indices);
                break;
            case DType.Int32:
                MaxPoolKernel.Run<int>(plan, a, Indices);
                break;
            case DType.UInt8:
                MaxPoolKernel.Run<byte>(plan, a, Indices);
                break;
            default:
                throw new TensorException(Name, $"is not made for {a.Inputs[0].DType.Name()}");
        }
    }
}
