using Athanor.Backends.Cpu;

namespace Athanor.Ops;

/// <summary>The mean of each window. It is linear, and its gradient is its transpose.</summary>
internal sealed record AvgPool(PoolGeometry Geometry, bool CountsPadding, int Divisor) : Op
{
    public override OpKind Kind => OpKind.Reduce;

    public override string Name => $"{(Geometry.Adaptive ? "adaptive_" : "")}avg_pool{Geometry.Rank}d";

    public override TensorSpec Infer(ReadOnlySpan<TensorSpec> inputs)
    {
        if (!inputs[0].DType.IsFloating() && inputs[0].DType != DType.Int64)
            throw new TensorException(Name, $"expected a floating tensor, got {inputs[0].DType.Name()}");
        return inputs[0].With(Geometry.Output(Name, inputs[0].Shape));
    }

    public override bool SavesInput(int index) => false;

    public override Tensor?[] Vjp(in VjpArgs a) => [Tensor.Apply(new AvgPoolGrad(this, a.InputSpec(0).Shape), a.Grad(0))];

    public override void RunCpu(in KernelArgs a)
    {
        if (Narrow.Run(this, a))
            return;
        Shape x = a.Inputs[0].Shape, y = a.Outputs[0].Shape;
        if (a.Inputs[0].DType == DType.Float64)
            AvgPoolKernel.Run<double>(this, x, y, a, false);
        else if (a.Inputs[0].DType == DType.Int64)
            AvgPoolKernel.Run<long>(this, x, y, a, false);
        else
            AvgPoolKernel.Run<float>(this, x, y, a, false);
    }
}

/// <summary>Each element's share of the windows it is in: the transpose of average pooling.</summary>
internal sealed record AvgPoolGrad(AvgPool Pool, Shape Input) : Op
{
    public override OpKind Kind => OpKind.Reduce;

    public override string Name => $"gradient of {Pool.Name}";

    public override TensorSpec Infer(ReadOnlySpan<TensorSpec> inputs) => inputs[0].With(Input);

    public override bool SavesInput(int index) => false;

    public override Tensor?[] Vjp(in VjpArgs a) => [Tensor.Apply(Pool, a.Grad(0))];

    public override void RunCpu(in KernelArgs a)
    {
        if (Narrow.Run(this, a))
            return;
        Shape x = a.Outputs[0].Shape, y = a.Inputs[0].Shape;
        Fill.Zero(a.Outputs[0]);
        if (a.Inputs[0].DType == DType.Float64)
            AvgPoolKernel.Run<double>(Pool, x, y, a, true);
        else
            AvgPoolKernel.Run<float>(Pool, x, y, a, true);
    }
}
