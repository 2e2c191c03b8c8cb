using Athanor.Backends.Cpu;

namespace Athanor.Ops;

/// <summary>An elementwise function of three tensors, broadcast and promoted.</summary>
internal sealed record Ternary<F>(F Function) : Op
    where F : unmanaged, ITernary
{
    public override OpKind Kind => OpKind.Elementwise;

    public override string Name => F.Name;

    public override bool AcceptsStrides => true;

    public override bool HasGradient => F.Result != ResultType.Truth;

    // The selector of a choice does not take part in the type of what is chosen.
    public override TensorSpec Infer(ReadOnlySpan<TensorSpec> inputs) => new(
        Shape.Broadcast(inputs[0].Shape, Shape.Broadcast(inputs[1].Shape, inputs[2].Shape, F.Name), F.Name),
        Promotion.Result(F.Result, Promotion.Of(typeof(F) == typeof(Where) ? inputs[1..] : inputs)),
        inputs[0].Device);

    public override bool SavesInput(int index) => F.SlopeNeedsInput && (typeof(F) != typeof(Where) || index == 0);

    public override bool SavesOutput(int index) => F.SlopeNeedsOutput;

    public override Tensor?[] Vjp(in VjpArgs args)
    {
        Tensor g = args.Grad(0);
        if (typeof(F) == typeof(Where))
            return Chosen(args, g);
        Tensor a = F.SlopeNeedsInput ? args.Input(0) : g, b = F.SlopeNeedsInput ? args.Input(1) : g, c = F.SlopeNeedsInput ? args.Input(2) : g;
        Tensor y = F.SlopeNeedsOutput ? args.Output(0) : g;
        TensorLane p = new(a), q = new(b), r = new(c), s = new(y);
        var grads = new Tensor?[3];
        for (int i = 0; i < 3; i++)
        {
            if (!args.Needs(i))
                continue;
            TensorLane slope = i == 0 ? Function.SlopeA(p, q, r, s) : i == 1 ? Function.SlopeB(p, q, r, s) : Function.SlopeC(p, q, r, s);
            grads[i] = (g * slope.Value(g)).SumTo(args.InputSpec(i).Shape);
        }
        return grads;
    }

    /// <summary>A choice passes its gradient to what was chosen and exactly 0 to the other, also where the gradient is not finite.</summary>
    private static Tensor?[] Chosen(in VjpArgs args, Tensor g)
    {
        Tensor zero = Tensor.Zeros(new TensorSpec(Shape.Scalar, g.DType, g.Device));
        return [
            null,
            args.Needs(1) ? Tensor.Where(args.Input(0), g, zero).SumTo(args.InputSpec(1).Shape) : null,
            args.Needs(2) ? Tensor.Where(args.Input(0), zero, g).SumTo(args.InputSpec(2).Shape) : null,
        ];
    }

    public override unsafe void RunCpu(in KernelArgs a)
    {
        DType lane = Promotion.Lane(a.Outputs[0].DType == DType.Bool && F.Result == ResultType.Truth
            ? Promotion.Of([a.Inputs[0].Spec, a.Inputs[1].Spec, a.Inputs[2].Spec]) : a.Outputs[0].DType);
        var function = new Forward { Function = Function };
        TileJob.Run(LaneLoops.For<Forward>(lane), &function, lane, a.Inputs, a.Outputs[0]);
    }

    private struct Forward : ILaneFunction
    {
        public F Function;

        public static int Inputs => 3;

        public readonly L Apply<L>(L a, L b, L c, L d)
            where L : struct, ILane<L> => Function.Apply(a, b, c);
    }
}
