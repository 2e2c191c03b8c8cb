using Athanor.Backends.Cpu;

namespace Athanor.Ops;

/// <summary>
/// A way to make one number of many; associative, so that it can be done in parts. A struct, so that loops are compiled for it alone.
/// </summary>
internal interface IReduction
{
    static abstract string Name { get; }

    /// <summary>Whether integers and truth values are widened to int64, as for sums.</summary>
    static virtual bool Widens => false;

    /// <summary>Whether the result is a truth value.</summary>
    static virtual bool GivesTruth => false;

    /// <summary>Whether there is a result for no elements; otherwise that is refused.</summary>
    static virtual bool HasIdentity => true;

    static abstract L Identity<L>()
        where L : struct, ILane<L>;

    static abstract L Combine<L>(L a, L b)
        where L : struct, ILane<L>;

    static abstract Tensor Gradient(Tensor grad, Tensor input, Tensor output);
}

/// <summary>Reduces dimensions, which stay as size 1.</summary>
internal sealed record Reduce<R>(Dims Over) : Op
    where R : struct, IReduction
{
    public override OpKind Kind => OpKind.Reduce;

    public override string Name => R.Name;

    public override bool AcceptsStrides => true;

    public override bool HasGradient => !R.GivesTruth;

    public override TensorSpec Infer(ReadOnlySpan<TensorSpec> inputs)
    {
        int[] dims = inputs[0].Shape.ToArray();
        foreach (int dim in Over.Span)
        {
            if (dims[dim] == 0 && !R.HasIdentity)
                throw new TensorException(Name, $"there is nothing to take from dimension {dim} of size 0 in shape {inputs[0].Shape}");
            dims[dim] = 1;
        }
        DType type = R.GivesTruth ? DType.Bool : R.Widens && !inputs[0].DType.IsFloating() ? DType.Int64 : inputs[0].DType;
        return inputs[0] with { Shape = new Shape(dims), DType = type };
    }

    public override bool SavesInput(int index) => !(typeof(R) == typeof(Sum));

    public override bool SavesOutput(int index) => !(typeof(R) == typeof(Sum));

    public override Tensor?[] Vjp(in VjpArgs a) => typeof(R) == typeof(Sum)
        ? [a.Grad(0).Expand(a.InputSpec(0).Shape)]
        : [R.Gradient(a.Grad(0), a.Input(0), a.Output(0))];

    public override void RunCpu(in KernelArgs a) => ReduceLoops.Run<R>(a.Inputs[0], a.Outputs[0]);
}

/// <summary>The sum; 0 of nothing.</summary>
internal readonly struct Sum : IReduction
{
    public static string Name => "sum";

    public static bool Widens => true;

    public static L Identity<L>()
        where L : struct, ILane<L> => L.Constant(0);

    public static L Combine<L>(L a, L b)
        where L : struct, ILane<L> => a + b;

    public static Tensor Gradient(Tensor grad, Tensor input, Tensor output) => grad.Expand(input.Shape);
}

/// <summary>The product; 1 of nothing.</summary>
internal readonly struct Product : IReduction
{
    public static string Name => "prod";

    public static bool Widens => true;

    public static L Identity<L>()
        where L : struct, ILane<L> => L.Constant(1);

    public static L Combine<L>(L a, L b)
        where L : struct, ILane<L> => a * b;

    /// <summary>The product of the others: with one zero only its own place has any, with two none.</summary>
    public static Tensor Gradient(Tensor grad, Tensor input, Tensor output)
    {
        Tensor zero = input.EqualTo(0);
        int[] dims = ReducedDims(input, output);
        if (Autograd.GradMode.Enabled && input.Device.Kind != DeviceKind.Meta && zero.Any().Item() != 0)
            return grad * OthersOfEach(input, dims);
        Tensor zeros = zero.Sum(dims, keepDim: true);
        Tensor others = Tensor.Where(zero, input.OnesLike(), input);
        Tensor product = Tensor.Apply(new Reduce<Product>(new Dims(dims)), others);
        Tensor single = Tensor.Where(zero.LogicalAnd(zeros.EqualTo(1)), product, product.ZerosLike());
        return grad * Tensor.Where(zeros.EqualTo(0), product / others, single);
    }

    /// <summary>
    /// Each element's product of the others, multiplied out: a quotient says nothing about how a product moves that is 0. Takes the
    /// square of the elements' number, so it is for second derivatives where there are zeros.
    /// </summary>
    private static Tensor OthersOfEach(Tensor input, int[] dims)
    {
        var last = new int[dims.Length];
        for (int i = 0; i < last.Length; i++)
            last[i] = i - last.Length;
        Tensor moved = input.MoveDim(dims, last);
        Tensor rows = moved.Flatten(input.Rank - dims.Length);
        int n = rows.Shape[^1];
        Tensor own = Tensor.Arange(n).Unsqueeze(1).EqualTo(Tensor.Arange(n));
        Tensor others = Tensor.Where(own, rows.OnesLike().Unsqueeze(-2), rows.Unsqueeze(-2)).Prod([-1]);
        return others.Reshape(moved.Shape).MoveDim(last, dims);
    }

    private static int[] ReducedDims(Tensor input, Tensor output)
    {
        var dims = new List<int>();
        for (int i = 0; i < input.Rank; i++)
            if (output.Shape[i] != input.Shape[i])
                dims.Add(i);
        return dims.ToArray();
    }
}

/// <summary>The largest; NaN if any is. Equal ones share the gradient.</summary>
internal readonly struct Largest : IReduction
{
    public static string Name => "amax";

    public static bool HasIdentity => false;

    public static L Identity<L>()
        where L : struct, ILane<L> => L.Constant(double.NegativeInfinity);

    public static L Combine<L>(L a, L b)
        where L : struct, ILane<L> => L.Max(a, b);

    public static Tensor Gradient(Tensor grad, Tensor input, Tensor output) => Shared(grad, input, output);

    internal static Tensor Shared(Tensor grad, Tensor input, Tensor output)
    {
        var dims = new List<int>();
        for (int i = 0; i < input.Rank; i++)
            if (output.Shape[i] != input.Shape[i])
                dims.Add(i);
        Tensor chosen = input.EqualTo(output).To(grad.DType);
        return dims.Count == 0 ? chosen * grad : chosen * (grad / chosen.Sum(dims.ToArray(), keepDim: true));
    }
}

/// <summary>The smallest; NaN if any is. Equal ones share the gradient.</summary>
internal readonly struct Smallest : IReduction
{
    public static string Name => "amin";

    public static bool HasIdentity => false;

    public static L Identity<L>()
        where L : struct, ILane<L> => L.Constant(double.PositiveInfinity);

    public static L Combine<L>(L a, L b)
        where L : struct, ILane<L> => L.Min(a, b);

    public static Tensor Gradient(Tensor grad, Tensor input, Tensor output) => Largest.Shared(grad, input, output);
}

/// <summary>Whether any is not 0.</summary>
internal readonly struct Any : IReduction
{
    public static string Name => "any";

    public static bool GivesTruth => true;

    public static L Identity<L>()
        where L : struct, ILane<L> => L.Constant(0);

    public static L Combine<L>(L a, L b)
        where L : struct, ILane<L> => L.IfEqual(a, L.Constant(0), L.IfEqual(b, L.Constant(0), L.Constant(0), L.Constant(1)), L.Constant(1));

    public static Tensor Gradient(Tensor grad, Tensor input, Tensor output) => throw new TensorException(Name, "has no gradient");
}

/// <summary>Whether none is 0.</summary>
internal readonly struct All : IReduction
{
    public static string Name => "all";

    public static bool GivesTruth => true;

    public static L Identity<L>()
        where L : struct, ILane<L> => L.Constant(1);

    public static L Combine<L>(L a, L b)
        where L : struct, ILane<L> => L.IfEqual(a, L.Constant(0), L.Constant(0), L.IfEqual(b, L.Constant(0), L.Constant(0), L.Constant(1)));

    public static Tensor Gradient(Tensor grad, Tensor input, Tensor output) => throw new TensorException(Name, "has no gradient");
}
