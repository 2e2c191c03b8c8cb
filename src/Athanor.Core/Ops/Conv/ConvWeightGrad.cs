using System.Numerics;
using Athanor.Backends.Cpu;

namespace Athanor.Ops;

/// <summary>The gradient of a convolution's weight: from x (N, C, spatial…) and gy (N, out, spatial…) to (out, C / groups, kernel…).</summary>
internal sealed record ConvWeightGrad(ConvGeometry Geometry, Shape Kernel) : Op
{
    public override OpKind Kind => OpKind.Contract;

    public override string Name => $"gradient of conv{Geometry.Rank}d's weight";

    public override TensorSpec Infer(ReadOnlySpan<TensorSpec> inputs)
    {
        Shape x = inputs[0].Shape, g = inputs[1].Shape;
        return inputs[0].With([g[1], x[1] / Geometry.Groups, .. Kernel]);
    }

    public override Tensor?[] Vjp(in VjpArgs a)
    {
        Tensor w = a.Grad(0);
        return [
            a.Needs(0) ? Tensor.Apply(new ConvInputGrad(Geometry, a.InputSpec(0).Shape[2..]), a.Input(1), w) : null,
            a.Needs(1) ? Tensor.Apply(new Conv(Geometry), a.Input(0), w) : null];
    }

    public override OpCost Cost(ReadOnlySpan<TensorSpec> inputs)
    {
        Shape w = Infer(inputs).Shape;
        return base.Cost(inputs) with { Flops = 2.0 * inputs[1].Shape.Count * w.Count / Math.Max(1, w[0]) };
    }

    public override void RunCpu(in KernelArgs a)
    {
        if (Narrow.Run(this, a))
            return;
        if (a.Outputs[0].DType == DType.Float64)
            Run<double>(a);
        else
            Run<float>(a);
    }

    private unsafe void Run<T>(in KernelArgs a)
        where T : unmanaged, INumberBase<T>
    {
        Tensor x = a.Inputs[0], g = a.Inputs[1], w = a.Outputs[0];
        if (x.Count == 0 || g.Count == 0)
            Fill.Zero(w);
        else
            Convolution.BackwardWeight(Geometry.Shape(x.Shape, w.Shape, g.Shape), x.Pointer<T>(), g.Pointer<T>(), w.Pointer<T>());
    }
}
