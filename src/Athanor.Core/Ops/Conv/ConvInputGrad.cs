using System.Numerics;
using Athanor.Backends.Cpu;

namespace Athanor.Ops;

/// <summary>
/// The gradient of a convolution's input, which is also transposed convolution: from (N, out, spatial…) and weight (out, C / groups,
/// kernel…) to (N, C, <paramref name="Input"/>…).
/// </summary>
internal sealed record ConvInputGrad(ConvGeometry Geometry, Shape Input) : Op
{
    public override OpKind Kind => OpKind.Contract;

    public override string Name => $"conv_transpose{Geometry.Rank}d";

    public override TensorSpec Infer(ReadOnlySpan<TensorSpec> inputs)
    {
        Shape g = inputs[0].Shape, w = inputs[1].Shape;
        Geometry.Check(Name, inputs[0], inputs[1], w.Rank > 0 ? w[0] : 0);
        for (int i = 0; i < Geometry.Rank; i++)
            if (Geometry.OutputSize(Name, i, Input[i], w[i + 2]) != g[i + 2])
                throw new TensorException(Name, $"an image of {Input} gives no output of {g} under a kernel of {w}");
        return inputs[0].With([g[0], w[1] * Geometry.Groups, .. Input]);
    }

    public override Tensor?[] Vjp(in VjpArgs a)
    {
        Tensor g = a.Grad(0);
        return [
            a.Needs(0) ? Tensor.Apply(new Conv(Geometry), g, a.Input(1)) : null,
            a.Needs(1) ? Tensor.Apply(new ConvWeightGrad(Geometry, a.InputSpec(1).Shape[2..]), g, a.Input(0)) : null];
    }

    public override OpCost Cost(ReadOnlySpan<TensorSpec> inputs) => base.Cost(inputs) with
    {
        Flops = 2.0 * inputs[0].Shape.Count * inputs[1].Shape.Count / Math.Max(1, inputs[1].Shape[0]),
    };

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
        Tensor g = a.Inputs[0], w = a.Inputs[1], x = a.Outputs[0];
        if (g.Count == 0 || w.Count == 0)
            Fill.Zero(x);
        else
            Convolution.BackwardInput(Geometry.Shape(x.Shape, w.Shape, g.Shape), g.Pointer<T>(), w.Pointer<T>(), x.Pointer<T>());
    }
}
