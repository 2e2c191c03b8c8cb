using Athanor.Backends.Cpu;

namespace Athanor.Ops;

/// <summary>An elementwise function of one tensor.</summary>
internal sealed record Unary<F>(F Function) : Op
    where F : unmanaged, IUnary
{
    public override OpKind Kind => OpKind.Elementwise;

    public override string Name => F.Name;

    public override bool AcceptsStrides => true;

    public override bool HasGradient => F.Result != ResultType.Truth;

    public override TensorSpec Infer(ReadOnlySpan<TensorSpec> inputs) => inputs[0].With(Promotion.Result(F.Result, inputs[0].DType));

    public override bool SavesInput(int index) => F.SlopeNeedsInput;

    public override bool SavesOutput(int index) => F.SlopeNeedsOutput;

    public override Tensor?[] Vjp(in VjpArgs a)
    {
        Tensor g = a.Grad(0);
        Tensor x = F.SlopeNeedsInput ? a.Input(0) : F.SlopeNeedsOutput ? a.Output(0) : g, y = F.SlopeNeedsOutput ? a.Output(0) : x;
        if (a.CreatesGraph)
            return [g * Function.Slope(new TensorLane(x), new TensorLane(y)).Value(g)];
        return [Tensor.Apply(new UnarySlope<F>(Function), g, x, y)];
    }

    public override unsafe void RunCpu(in KernelArgs a)
    {
        DType lane = Promotion.Lane(F.Result == ResultType.Floating ? a.Outputs[0].DType : a.Inputs[0].DType);
        var function = new Forward { Function = Function };
        TileJob.Run(LaneLoops.For<Forward>(lane), &function, lane, a.Inputs, a.Outputs[0]);
    }

    private struct Forward : ILaneFunction
    {
        public F Function;

        public static int Inputs => 1;

        public readonly L Apply<L>(L a, L b, L c, L d)
            where L : struct, ILane<L> => Function.Apply(a);
    }
}

/// <summary>g · f′(x) in one pass; the gradient where it is not differentiated again.</summary>
internal sealed record UnarySlope<F>(F Function) : Op
    where F : unmanaged, IUnary
{
    public override OpKind Kind => OpKind.Elementwise;

    public override string Name => $"gradient of {F.Name}";

    public override bool AcceptsStrides => true;

    public override TensorSpec Infer(ReadOnlySpan<TensorSpec> inputs) => inputs[0];

    public override unsafe void RunCpu(in KernelArgs a)
    {
        DType lane = Promotion.Lane(a.Outputs[0].DType);
        var function = new Slope { Function = Function };
        TileJob.Run(LaneLoops.For<Slope>(lane), &function, lane, a.Inputs, a.Outputs[0]);
    }

    private struct Slope : ILaneFunction
    {
        public F Function;

        public static int Inputs => 3;

        public readonly L Apply<L>(L a, L b, L c, L d)
            where L : struct, ILane<L> => a * Function.Slope(b, c);
    }
}

/// <summary>Applies a function of one number to a tensor in place.</summary>
internal sealed record UpdateUnary<F>(F Function) : Op
    where F : unmanaged, IUnary
{
    public override OpKind Kind => OpKind.Update;

    public override string Name => F.Name + "_";

    public override bool AcceptsStrides => true;

    public override TensorSpec Infer(ReadOnlySpan<TensorSpec> inputs) => inputs[0];

    public override void RunCpu(in KernelArgs a) => new Unary<F>(Function).RunCpu(new KernelArgs(a.Inputs, a.Inputs[..1]));
}
