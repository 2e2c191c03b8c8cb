using System.Numerics;
using Athanor.Backends.Cpu;

namespace Athanor.Ops;

/// <summary>Bins (K, C, <paramref name="Height"/>, <paramref name="Width"/>) of regions (K, 5) of images (N, C, H, W).</summary>
internal sealed record RoiAlign(int Height, int Width, double Scale, int Sampling, bool Aligned) : Op
{
    public override OpKind Kind => OpKind.Gather;

    public override string Name => "roi_align";

    public override TensorSpec Infer(ReadOnlySpan<TensorSpec> inputs)
    {
        Check(Name, inputs[0], inputs[1]);
        return inputs[0].With(new Shape([inputs[1].Shape[0], inputs[0].Shape[1], Height, Width]));
    }

    public override bool SavesInput(int index) => index == 1;

    public override Tensor?[] Vjp(in VjpArgs a) => [Tensor.Apply(new RoiAlignGrad(this, a.InputSpec(0).Shape), a.Grad(0), a.Input(1)), null];

    public override void RunCpu(in KernelArgs a)
    {
        if (Narrow.Run(this, a))
            return;
        if (a.Inputs[0].DType == DType.Float64)
            RoiAlignKernel<double>.Run(this, a.Inputs[0], a.Inputs[1], a.Outputs[0], put: false);
        else
            RoiAlignKernel<float>.Run(this, a.Inputs[0], a.Inputs[1], a.Outputs[0], put: false);
    }

    internal static void Check(string op, TensorSpec images, TensorSpec regions)
    {
        if (images.Shape.Rank != 4 || !images.DType.IsFloating())
            throw new TensorException(op, $"expected floating images (N, C, H, W), got {images}");
        if (regions.Shape.Rank != 2 || regions.Shape[1] != 5 || regions.DType != images.DType)
            throw new TensorException(op, $"expected regions (K, 5) of the images' type, got {regions}");
    }
}

/// <summary>Zeros of the images' shape with each bin's cotangent added where its values came from: the transpose of <see cref="RoiAlign"/>.</summary>
internal sealed record RoiAlignGrad(RoiAlign Align, Shape Into) : Op
{
    public override OpKind Kind => OpKind.Gather;

    public override string Name => "gradient of roi_align";

    public override TensorSpec Infer(ReadOnlySpan<TensorSpec> inputs) => inputs[0].With(Into);

    public override bool SavesInput(int index) => index == 1;

    public override Tensor?[] Vjp(in VjpArgs a) => [Tensor.Apply(Align, a.Grad(0), a.Input(1)), null];

    public override void RunCpu(in KernelArgs a)
    {
        if (Narrow.Run(this, a))
            return;
        Fill.Zero(a.Outputs[0]);
        if (a.Inputs[0].DType == DType.Float64)
            RoiAlignKernel<double>.Run(Align, a.Outputs[0], a.Inputs[1], a.Inputs[0], put: true);
        else
            RoiAlignKernel<float>.Run(Align, a.Outputs[0], a.Inputs[1], a.Inputs[0], put: true);
    }
}
