using Athanor.Backends.Cpu;

namespace Athanor.Ops;

/// <summary>
/// The loss (N) of log probabilities (T, N, C), targets (N, S) or (ΣS), input lengths (N) and target lengths (N), and the log of the forward
/// variables (N, T, 2S + 1) in float64, S being the <paramref name="Longest"/> target.
/// </summary>
internal sealed record CtcLoss(int Blank, bool ZeroInfinity, int Longest) : Op
{
    public override OpKind Kind => OpKind.Opaque;

    public override string Name => "ctc_loss";

    public override int OutputCount => 2;

    public override bool SavesOutput(int index) => true;

    public override TensorSpec Infer(ReadOnlySpan<TensorSpec> inputs)
    {
        TensorSpec x = inputs[0];
        if (x.Shape.Rank != 3 || !x.DType.IsFloating())
            throw new TensorException(Name, $"expected floating log probabilities (T, N, C), got {x}");
        int batch = x.Shape[1];
        if ((uint)Blank >= (uint)x.Shape[2])
            throw new TensorException(Name, $"the blank must be one of {x.Shape[2]} classes, got {Blank}");
        if (inputs[1].DType != DType.Int64 || inputs[1].Shape.Rank is 0 or > 2 || (inputs[1].Shape.Rank == 2 && inputs[1].Shape[0] != batch))
            throw new TensorException(Name, $"expected int64 targets ({batch}, S) or one after another in one dimension, got {inputs[1]}");
        for (int i = 2; i < 4; i++)
            if (inputs[i].DType != DType.Int64 || inputs[i].Shape.Rank != 1 || inputs[i].Shape[0] != batch)
                throw new TensorException(Name, $"expected {batch} int64 {(i == 2 ? "input" : "target")} lengths, got {inputs[i]}");
        return x.With(new Shape([batch]));
    }

    public override void InferAll(ReadOnlySpan<TensorSpec> inputs, Span<TensorSpec> outputs)
    {
        outputs[0] = Infer(inputs);
        outputs[1] = new TensorSpec(new Shape([inputs[0].Shape[1], inputs[0].Shape[0], 2 * Longest + 1]), DType.Float64, inputs[0].Device);
    }

    public override Tensor?[] Vjp(in VjpArgs a)
    {
        Tensor slope = Tensor.Apply(new CtcLossGrad(this), a.Input(0), a.Input(1), a.Input(2), a.Input(3), a.Output(0), a.Output(1), a.Grad(0));
        return [slope, null, null, null];
    }

    public override void RunCpu(in KernelArgs a)
    {
        if (!Narrow.Run(this, a))
            CtcKernel.Forward(this, a);
    }
}

/// <summary>The gradient with respect to the log probabilities: minus the probability that a path is in a class at a time.</summary>
internal sealed record CtcLossGrad(CtcLoss Loss) : Op
{
    public override OpKind Kind => OpKind.Opaque;

    public override string Name => "gradient of ctc_loss";

    public override TensorSpec Infer(ReadOnlySpan<TensorSpec> inputs) => inputs[0];

    public override Tensor?[] Vjp(in VjpArgs a) => 
        throw new TensorException("ctc_loss", "has no second derivative; leave it out of what is differentiated with createGraph");

    public override void RunCpu(in KernelArgs a)
    {
        if (!Narrow.Run(this, a))
            CtcKernel.Backward(Loss, a);
    }
}
