using Athanor.Backends.Cpu;

namespace Athanor.Ops;

/// <summary>An elementwise function of two tensors, broadcast and promoted.</summary>
internal sealed record Binary<F>(F Function) : Op
    where F : unmanaged, IBinary
{
    public override OpKind Kind => OpKind.Elementwise;

    public override string Name => F.Name;

    public override bool AcceptsStrides => true;

    public override bool HasGradient => F.Result != ResultType.Truth;

    public override TensorSpec Infer(ReadOnlySpan<TensorSpec> inputs) => new(
        Shape.Broadcast(inputs[0].Shape, inputs[1].Shape, F.Name), Promotion.Result(F.Result, Promotion.Of(inputs)), inputs[0].Device);

    public override bool SavesInput(int index) => F.SlopeNeedsInput;

    public override bool SavesOutput(int index) => F.SlopeNeedsOutput;

    public override Tensor?[] Vjp(in VjpArgs args)
    {
        Tensor g = args.Grad(0);
        Tensor a = F.SlopeNeedsInput ? args.Input(0) : g, b = F.SlopeNeedsInput ? args.Input(1) : g, y = F.SlopeNeedsOutput ? args.Output(0) : a;
        var grads = new Tensor?[2];
        for (int i = 0; i < 2; i++)
        {
            if (!args.Needs(i))
                continue;
            Tensor grad;
            if (args.CreatesGraph)
            {
                TensorLane p = new(a), q = new(b), r = new(y);
                grad = g * (i == 0 ? Function.SlopeA(p, q, r) : Function.SlopeB(p, q, r)).Value(g);
            }
            else
            {
                grad = Tensor.Apply(new BinarySlope<F>(Function, i), g, a, b, y);
            }
            grads[i] = grad.SumTo(args.InputSpec(i).Shape);
        }
        return grads;
    }

    public override unsafe void RunCpu(in KernelArgs a)
    {
        DType computed = F.Result == ResultType.Truth ? Promotion.Of([a.Inputs[0].Spec, a.Inputs[1].Spec]) : a.Outputs[0].DType;
        DType lane = Promotion.Lane(computed);
        if (F.DividesIntegers && lane == DType.Int64)
            RefuseZeros(a.Inputs[1]);
        var function = new Forward { Function = Function };
        TileJob.Run(LaneLoops.For<Forward>(lane), &function, lane, a.Inputs, a.Outputs[0]);
    }

    private static void RefuseZeros(Tensor divisor)
    {
        if (divisor.Count == 0)
            return;
        var one = new int[divisor.Rank];
        Array.Fill(one, 1);
        using Tensor all = CpuAllocator.Fresh(new Shape(one), DType.Bool);
        ReduceLoops.Run<All>(divisor, all);
        if (all.Item() == 0)
            throw new TensorException(F.Name, "integers cannot be divided by 0, and the divisor has one; floats can");
    }

    private struct Forward : ILaneFunction
    {
        public F Function;

        public static int Inputs => 2;

        public readonly L Apply<L>(L a, L b, L c, L d)
            where L : struct, ILane<L> => Function.Apply(a, b);
    }
}

/// <summary>g · ∂f/∂a or g · ∂f/∂b in one pass.</summary>
internal sealed record BinarySlope<F>(F Function, int Side) : Op
    where F : unmanaged, IBinary
{
    public override OpKind Kind => OpKind.Elementwise;

    public override string Name => $"gradient of {F.Name}";

    public override bool AcceptsStrides => true;

    public override TensorSpec Infer(ReadOnlySpan<TensorSpec> inputs) => inputs[0];

    public override unsafe void RunCpu(in KernelArgs a)
    {
        DType lane = Promotion.Lane(a.Outputs[0].DType);
        var slopeA = new A { Function = Function };
        var slopeB = new B { Function = Function };
        if (Side == 0)
            TileJob.Run(LaneLoops.For<A>(lane), &slopeA, lane, a.Inputs, a.Outputs[0]);
        else
            TileJob.Run(LaneLoops.For<B>(lane), &slopeB, lane, a.Inputs, a.Outputs[0]);
    }

    private struct A : ILaneFunction
    {
        public F Function;

        public static int Inputs => 4;

        public readonly L Apply<L>(L a, L b, L c, L d)
            where L : struct, ILane<L> => a * Function.SlopeA(b, c, d);
    }

    private struct B : ILaneFunction
    {
        public F Function;

        public static int Inputs => 4;

        public readonly L Apply<L>(L a, L b, L c, L d)
            where L : struct, ILane<L> => a * Function.SlopeB(b, c, d);
    }
}

/// <summary>Writes f(a, b) into a, in place.</summary>
internal sealed record UpdateBinary<F>(F Function) : Op
    where F : unmanaged, IBinary
{
    public override OpKind Kind => OpKind.Update;

    public override string Name => F.Name + "_";

    public override bool AcceptsStrides => true;

    public override TensorSpec Infer(ReadOnlySpan<TensorSpec> inputs)
    {
        if (Shape.Broadcast(inputs[0].Shape, inputs[1].Shape, Name) != inputs[0].Shape)
            throw new TensorException(Name, $"a value of shape {inputs[1].Shape} does not fit into shape {inputs[0].Shape}");
        return inputs[0];
    }

    public override void RunCpu(in KernelArgs a) => new Binary<F>(Function).RunCpu(new KernelArgs(a.Inputs, a.Inputs[..1]));
}
