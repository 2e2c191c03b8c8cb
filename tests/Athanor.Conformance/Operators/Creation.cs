using Athanor.Ops;

namespace Athanor.Conformance.Operators;

/// <summary>Tensors made of numbers.</summary>
internal static class Creation
{
    public static void Register(OperatorTable table)
    {
        table.Add("zeros", a => Tensor.Full(Sizes(a, 0), 0.0, Type(a)));
        table.Add("ones", a => Tensor.Full(Sizes(a, 0), 1.0, Type(a)));
        table.Add("full", a => Tensor.Full(Sizes(a, 0), a.Number(1, "fill_value"), Type(a)));
        table.Add("zeros_like", a => Tensor.Zeros(Like(a)));
        table.Add("ones_like", a => Tensor.Ones(Like(a)));
        table.Add("full_like", a => Tensor.Full(Like(a), a.Number(1, "fill_value")));
        table.Add("new_zeros", a => Tensor.Full(Sizes(a, 1), 0, Like(a).DType));
        table.Add("new_ones", a => Tensor.Full(Sizes(a, 1), 1, Like(a).DType));
        table.Add("new_full", a => Tensor.Full(Sizes(a, 1), a.Number(2, "fill_value"), Like(a).DType));
        table.Add("scalar_tensor", a => Tensor.Scalar(a.Number(0, "s"), Type(a)));
        table.Add("eye", a => Tensor.Eye(a.Int(0, "n"), a.IntOr(1, "m"), Type(a)));
        table.Add("arange", Range);
        table.Add("linspace", a => Tensor.Linspace(a.Float(0, "start"), a.Float(1, "end"), a.Int(2, "steps"), Type(a)));
        table.Add("linspace-tensor_overload", a => Tensor.Linspace(End(a, 0), End(a, 1), a.Int(2, "steps"), Type(a)));
        table.Add("logspace", a => Tensor.Logspace(a.Float(0, "start"), a.Float(1, "end"), a.Int(2, "steps"), a.Float(3, "base", 10), Type(a)));
        table.Add("logspace-tensor_overload", a => Tensor.Logspace(End(a, 0), End(a, 1), a.Int(2, "steps"), a.Float(3, "base", 10), Type(a)));
        // In place on what a graph is recorded for is refused, as in PyTorch on a leaf; the constant has no gradient either way.
        table.Add("fill", a => Tensor.Full(a.X.Spec, a.Number(1, "value")));
        table.Unary("zero_", x => x.ZerosLike());
    }

    private static Shape Sizes(Args a, int position) => new(a.Ints(position, "size")!);

    private static DType? Type(Args a) => a.DTypeOr(-1, "dtype");

    private static TensorSpec Like(Args a) => new(a.X.Shape, Type(a) ?? a.X.DType, Device.Cpu);

    private static Tensor End(Args a, int position) =>
        a.Raw(position, "") is Tensor ? a.T(position, "") : Tensor.Scalar(a.Number(position, ""), DType.Float64);

    // arange(end), arange(start, end), arange(start, end, step): the first is the end if it is alone.
    private static Tensor Range(Args a)
    {
        bool alone = a.Count == 1 && a.Raw(1, "end") is null;
        Number start = alone ? 0 : a.Number(0, "start"), end = alone ? a.Number(0, "end") : a.Number(1, "end");
        return Tensor.Arange(start, end, a.NumberOr(2, "step"), Type(a));
    }
}
