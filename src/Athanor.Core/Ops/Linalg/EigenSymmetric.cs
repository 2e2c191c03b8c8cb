using Athanor.Backends.Cpu;

namespace Athanor.Ops;

/// <summary>Eigenvalues, ascending, and vectors (in columns) of symmetric matrices given by one triangle.</summary>
internal sealed unsafe record EigenSymmetric(bool Upper) : MatrixOp
{
    public override string Name => "linalg.eigh";

    public override int OutputCount => 2;

    public override TensorSpec Infer(ReadOnlySpan<TensorSpec> inputs)
    {
        CheckSquare(Name, inputs[0]);
        return inputs[0].With(inputs[0].Shape[..^1]);
    }

    public override void InferAll(ReadOnlySpan<TensorSpec> inputs, Span<TensorSpec> outputs)
    {
        outputs[0] = Infer(inputs);
        outputs[1] = inputs[0];
    }

    public override bool SavesInput(int index) => false;

    public override bool SavesOutput(int index) => true;

    /// <summary>
    /// V·(diag(gW) + skew(Vᵀ·gV) / E)·Vᵀ with E[i, j] = w[j] − w[i] (Giles 2008), of the symmetric matrix; infinite where eigenvalues
    /// coincide.
    /// </summary>
    public override Tensor?[] Vjp(in VjpArgs a)
    {
        Tensor v = a.Output(1), inner = Triangles.Diagonal(a.Grad(0));
        if (a.HasGrad(1))
        {
            Tensor w = a.Output(0), gaps = w.Unsqueeze(-2) - w.Unsqueeze(-1) + Triangles.Identity(w.Shape[^1], w);
            Tensor turned = v.MT.MatMul(a.Grad(1));
            inner = inner + (turned - turned.MT) * 0.5 / gaps;
        }
        return [v.MatMul(inner).MatMul(v.MT)];
    }

    protected override int RunItem(double** inputs, double** outputs, ReadOnlySpan<Shape> shapes) =>
        SymmetricEigen.Run(inputs[0], shapes[0][^1], Upper, outputs[0], outputs[1]) ? 0 : 1;

    protected override string Fail(int code) => "the iterations did not converge; the matrix may hold NaN or infinity";
}

/// <summary>Eigenvalues of symmetric matrices alone: no vectors, and so no gradient.</summary>
internal sealed unsafe record EigenvaluesSymmetric(bool Upper) : MatrixOp
{
    public override string Name => "linalg.eigvalsh";

    public override bool HasGradient => false;

    public override TensorSpec Infer(ReadOnlySpan<TensorSpec> inputs)
    {
        CheckSquare(Name, inputs[0]);
        return inputs[0].With(inputs[0].Shape[..^1]);
    }

    protected override int RunItem(double** inputs, double** outputs, ReadOnlySpan<Shape> shapes) =>
        SymmetricEigen.Run(inputs[0], shapes[0][^1], Upper, outputs[0], null) ? 0 : 1;

    protected override string Fail(int code) => "the iterations did not converge; the matrix may hold NaN or infinity";
}
