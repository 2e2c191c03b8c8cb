using Athanor.Backends.Cpu;

namespace Athanor.Ops;

/// <summary>
/// (x − mean) / √(var + ε) · weight + bias over groups of elements, with each group's mean and variance as second and third output; not
/// <paramref name="Centered"/> the mean is taken as 0. Weight and bias are the second and third input, if there are any.
/// </summary>
internal sealed record Standardize(NormPlan Plan, double Eps, bool Centered, bool HasWeight, bool HasBias) : Op
{
    public override OpKind Kind => OpKind.Opaque;

    public override string Name => Plan.Weights switch { NormWeights.Element => Centered ? "layer_norm" : "rms_norm", NormWeights.Plane => "group_norm", _ => "batch_norm" };

    public override int OutputCount => 3;

    public override TensorSpec Infer(ReadOnlySpan<TensorSpec> inputs) => inputs[0];

    public override void InferAll(ReadOnlySpan<TensorSpec> inputs, Span<TensorSpec> outputs)
    {
        outputs[0] = inputs[0];
        outputs[1] = outputs[2] = new TensorSpec(new Shape(Plan.Groups), inputs[0].DType == DType.Float64 ? DType.Float64 : DType.Float32, inputs[0].Device);
    }

    public override bool SavesInput(int index) => index == 0 || (index == 1 && HasWeight);

    public override bool SavesOutput(int index) => index > 0;

    public override Tensor?[] Vjp(in VjpArgs a)
    {
        Tensor? x, w, b;
        if (a.CreatesGraph)
        {
            (x, w, b) = Differentiable(a);
        }
        else
        {
            var op = new StandardizeGrad(this);
            Tensor[] grads = HasWeight
                ? Tensor.ApplyMany(op, a.Input(0), a.Grad(0), a.Output(1), a.Output(2), a.Input(1))
                : Tensor.ApplyMany(op, a.Input(0), a.Grad(0), a.Output(1), a.Output(2));
            (x, w, b) = (grads[0], grads[1].Reshape(WeightShape(a, HasWeight ? 1 : 0)), grads[2].Reshape(WeightShape(a, a.InputCount - 1)));
        }
        return (HasWeight, HasBias) switch
        {
            (true, true) => [x, w, b],
            (true, false) => [x, w],
            (false, true) => [x, b],
            _ => [x],
        };
    }

    public override void RunCpu(in KernelArgs a)
    {
        if (!Narrow.Run(this, a))
            NormKernel.Forward(this, a);
    }

    private Shape WeightShape(in VjpArgs a, int input) => input > 0 ? a.InputSpec(input).Shape : new Shape(Plan.WeightCount);

    /// <summary>The gradient as operations that have gradients themselves, statistics computed anew from the input.</summary>
    private (Tensor X, Tensor? W, Tensor? B) Differentiable(in VjpArgs a)
    {
        Tensor input = a.Input(0), x = Plan.Grouped(input), g = Plan.Grouped(a.Grad(0));
        Tensor deviation = Centered ? x - x.Mean(1, keepDim: true) : x;
        Tensor rstd = (deviation.Square().Mean(1, keepDim: true) + Eps).Rsqrt();
        Tensor unit = deviation * rstd;
        Tensor? w = HasWeight ? Plan.Gathered(g * unit).Reshape(WeightShape(a, 1)) : null;
        Tensor? b = HasBias ? Plan.Gathered(g).Reshape(WeightShape(a, a.InputCount - 1)) : null;
        Tensor scaled = HasWeight ? g * Plan.Spread(a.Input(1)) : g;
        Tensor rest = scaled - unit * (scaled * unit).Mean(1, keepDim: true);
        if (Centered)
            rest = rest - scaled.Mean(1, keepDim: true);
        return (Plan.Ungrouped(rest * rstd, input.Shape), w, b);
    }
}

/// <summary>The gradients of <see cref="Standardize"/> with respect to input, weight and bias, from x, cotangent, mean, variance (and weight).</summary>
internal sealed record StandardizeGrad(Standardize Norm) : Op
{
    public override OpKind Kind => OpKind.Opaque;

    public override string Name => $"gradient of {Norm.Name}";

    public override int OutputCount => 3;

    public override TensorSpec Infer(ReadOnlySpan<TensorSpec> inputs) => inputs[0];

    public override void InferAll(ReadOnlySpan<TensorSpec> inputs, Span<TensorSpec> outputs)
    {
        outputs[0] = inputs[0];
        outputs[1] = outputs[2] = inputs[2].With(new Shape(Norm.Plan.WeightCount));
    }

    public override void RunCpu(in KernelArgs a)
    {
        if (!Narrow.Run(this, a))
            NormKernel.Backward(Norm, a);
    }
}
