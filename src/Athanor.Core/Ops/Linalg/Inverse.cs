using Athanor.Backends.Cpu;

namespace Athanor.Ops;

/// <summary>A⁻¹, and for each matrix 0 or the number of the pivot that is zero.</summary>
internal sealed unsafe record Inverse(bool Throws) : MatrixOp
{
    public override string Name => "linalg.inv";

    public override int OutputCount => 2;

    public override TensorSpec Infer(ReadOnlySpan<TensorSpec> inputs)
    {
        CheckSquare(Name, inputs[0]);
        return inputs[0];
    }

    public override void InferAll(ReadOnlySpan<TensorSpec> inputs, Span<TensorSpec> outputs)
    {
        outputs[0] = Infer(inputs);
        outputs[1] = inputs[0] with { Shape = Lead(inputs[0]), DType = DType.Int32 };
    }

    public override bool SavesInput(int index) => false;

    public override bool SavesOutput(int index) => index == 0;

    public override Tensor?[] Vjp(in VjpArgs a)
    {
        Tensor transposed = a.Output(0).MT;
        return [-transposed.MatMul(a.Grad(0)).MatMul(transposed)];
    }

    protected override int RunItem(double** inputs, double** outputs, ReadOnlySpan<Shape> shapes)
    {
        int n = shapes[0][^1];
        using var factors = new Doubles((long)n * n + n);
        double* pivots = factors.P + (long)n * n;
        Rows.Copy((long)n * n, inputs[0], factors.P);
        int zero = LuKernel.Factor(factors.P, n, n, pivots);
        *outputs[1] = zero;
        Rows.Identity(outputs[0], n, n);
        LuKernel.Solve(factors.P, n, pivots, outputs[0], n, transposed: false);
        return zero;
    }

    protected override string? Fail(int code) => Throws ? $"the matrix is singular: pivot {code} is zero" : null;
}
