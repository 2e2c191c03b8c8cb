using Athanor.Backends.Cpu;

namespace Athanor.Ops;

/// <summary>
/// The cross entropy of rows of logits (N, C) with classes (N), and each row's ln Σ eˣ; a share of <paramref name="Smoothing"/> of the target
/// is spread over all classes. No probability is ever stored, which for large vocabularies saves as much memory as the logits take.
/// </summary>
internal sealed record RowCrossEntropy(long IgnoreIndex, double Smoothing) : Op
{
    public override OpKind Kind => OpKind.Opaque;

    public override string Name => "cross_entropy";

    public override int OutputCount => 2;

    public override TensorSpec Infer(ReadOnlySpan<TensorSpec> inputs) => inputs[0].With(inputs[1].Shape);

    public override void InferAll(ReadOnlySpan<TensorSpec> inputs, Span<TensorSpec> outputs)
    {
        outputs[0] = Infer(inputs);
        outputs[1] = outputs[0].With(inputs[0].DType == DType.Float64 ? DType.Float64 : DType.Float32);
    }

    public override bool SavesOutput(int index) => index == 1;

    public override Tensor?[] Vjp(in VjpArgs a)
    {
        Tensor x = a.Input(0), target = a.Input(1), g = a.Grad(0);
        if (!a.CreatesGraph)
            return [Tensor.Apply(new RowCrossEntropyGrad(this), x, target, a.Output(1), g), null];
        int classes = x.Shape[1];
        Tensor counts = target.NotEqualTo(IgnoreIndex);
        Tensor isTarget = Tensor.Arange(classes).To(x.Device).Unsqueeze(0).EqualTo(target.Unsqueeze(1)).To(x.DType);
        Tensor slope = x.Softmax(1) - isTarget * (1 - Smoothing) - Smoothing / classes;
        return [slope * (g * counts.To(g.DType)).Unsqueeze(1), null];
    }

    public override void RunCpu(in KernelArgs a)
    {
        Labels.Check(Name, a.Inputs[1], a.Inputs[0].Shape[1], IgnoreIndex);
        if (!Narrow.Run(this, a))
            CrossEntropyKernel.Forward(this, a);
    }
}

/// <summary>The logits' gradient, from logits, classes, ln Σ eˣ and the losses' cotangents.</summary>
internal sealed record RowCrossEntropyGrad(RowCrossEntropy Loss) : Op
{
    public override OpKind Kind => OpKind.Opaque;

    public override string Name => "gradient of cross_entropy";

    public override TensorSpec Infer(ReadOnlySpan<TensorSpec> inputs) => inputs[0];

    public override void RunCpu(in KernelArgs a)
    {
        if (!Narrow.Run(this, a))
            CrossEntropyKernel.Backward(Loss, a);
    }
}
