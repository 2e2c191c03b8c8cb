using Athanor.Backends.Cpu;

namespace Athanor.Ops;

/// <summary>e^A.</summary>
internal sealed unsafe record MatrixExponential : MatrixOp
{
    public override string Name => "linalg.matrix_exp";

    public override TensorSpec Infer(ReadOnlySpan<TensorSpec> inputs)
    {
        CheckSquare(Name, inputs[0]);
        return inputs[0];
    }

    /// <summary>The upper right block of the exponential of [[Aᵀ, g], [0, Aᵀ]] (Mathias 1996).</summary>
    public override Tensor?[] Vjp(in VjpArgs a)
    {
        Tensor t = a.Input(0).MT, g = a.Grad(0);
        int n = t.Shape[^1];
        Tensor blocks = Tensor.Cat([Tensor.Cat([t, g], -1), Tensor.Cat([g.ZerosLike(), t], -1)], -2);
        return [Tensor.Apply(new MatrixExponential(), blocks).Narrow(-2, 0, n).Narrow(-1, n, n)];
    }

    protected override int RunItem(double** inputs, double** outputs, ReadOnlySpan<Shape> shapes)
    {
        ExponentialKernel.Run(inputs[0], shapes[0][^1], outputs[0]);
        return 0;
    }
}
