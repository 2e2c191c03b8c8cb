using Athanor.Backends.Cpu;

namespace Athanor.Ops;

/// <summary>A = L·Lᵀ, reading the lower triangle: L and, for each matrix, 0 or the order of the minor that is not positive.</summary>
internal sealed unsafe record CholeskyFactor(bool Throws) : MatrixOp
{
    public override string Name => "linalg.cholesky";

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

    /// <summary>Murray 2016, "Differentiation of the Cholesky decomposition": L⁻ᵀ·Φ(Lᵀ·g)·L⁻¹, made symmetric.</summary>
    public override Tensor?[] Vjp(in VjpArgs a)
    {
        Tensor l = a.Output(0), p = Triangles.Lower(l.MT.MatMul(a.Grad(0)));
        p = p + Triangles.Lower(p, -1).MT;
        Tensor left = Tensor.Apply(new TriangularSolve(Upper: true, Unit: false), l.MT, p);
        return [Tensor.Apply(new TriangularSolve(Upper: true, Unit: false), l.MT, left.MT).MT * 0.5];
    }

    protected override int RunItem(double** inputs, double** outputs, ReadOnlySpan<Shape> shapes)
    {
        int n = shapes[0][^1];
        Rows.Copy((long)n * n, inputs[0], outputs[0]);
        int failed = CholeskyKernel.Factor(outputs[0], n);
        *outputs[1] = failed;
        return failed;
    }

    protected override string? Fail(int code) =>
        Throws ? $"the matrix is not positive-definite: the leading minor of order {code} is not positive" : null;
}
