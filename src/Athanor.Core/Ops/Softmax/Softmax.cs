using Athanor.Backends.Cpu;

namespace Athanor.Ops;

/// <summary>eˣ / Σ eˣ along a dimension, or its logarithm.</summary>
internal sealed record Softmax(int Dim, bool Log) : Op
{
    public override OpKind Kind => OpKind.Opaque;

    public override string Name => Log ? "log_softmax" : "softmax";

    public override TensorSpec Infer(ReadOnlySpan<TensorSpec> inputs) => inputs[0].DType.IsFloating()
        ? inputs[0]
        : throw new TensorException(Name, $"expected a floating tensor, got {inputs[0].DType.Name()}; name a dtype to compute in");

    public override bool SavesInput(int index) => false;

    public override bool SavesOutput(int index) => true;

    public override Tensor?[] Vjp(in VjpArgs a)
    {
        Tensor g = a.Grad(0), y = a.Output(0);
        if (!a.CreatesGraph)
            return [Tensor.Apply(new SoftmaxGrad(Dim, Log), y, g)];
        return Log
            ? [g - y.Exp() * g.Sum(Dim, keepDim: true)]
            : [y * (g - (g * y).Sum(Dim, keepDim: true))];
    }

    public override OpCost Cost(ReadOnlySpan<TensorSpec> inputs) => base.Cost(inputs) with { Flops = 5.0 * inputs[0].Shape.Count };

    public override void RunCpu(in KernelArgs a)
    {
        if (!Narrow.Run(this, a))
            SoftmaxKernel.Forward(a.Inputs[0], Dim, Log, a.Outputs[0]);
    }
}

/// <summary>The gradient of softmax (or its logarithm) from the result and its cotangent, in one pass.</summary>
internal sealed record SoftmaxGrad(int Dim, bool Log) : Op
{
    public override OpKind Kind => OpKind.Opaque;

    public override string Name => $"gradient of {(Log ? "log_" : "")}softmax";

    public override TensorSpec Infer(ReadOnlySpan<TensorSpec> inputs) => inputs[0];

    public override void RunCpu(in KernelArgs a)
    {
        if (!Narrow.Run(this, a))
            SoftmaxKernel.Backward(a.Inputs[0], a.Inputs[1], Dim, Log, a.Outputs[0]);
    }
}
