using Athanor.Backends.Cpu;

namespace Athanor.Ops;

/// <summary>A = U·diag(S)·Vᵀ, values descending; U and Vᵀ square if full.</summary>
internal sealed unsafe record SingularFactors(bool Full) : MatrixOp
{
    public override string Name => "linalg.svd";

    public override int OutputCount => 3;

    public override TensorSpec Infer(ReadOnlySpan<TensorSpec> inputs)
    {
        CheckMatrix(inputs[0]);
        Shape shape = inputs[0].Shape;
        return inputs[0].With(shape.With(-1, Full ? shape[^2] : Math.Min(shape[^2], shape[^1])));
    }

    public override void InferAll(ReadOnlySpan<TensorSpec> inputs, Span<TensorSpec> outputs)
    {
        outputs[0] = Infer(inputs);
        Shape shape = inputs[0].Shape;
        int k = Math.Min(shape[^2], shape[^1]);
        outputs[1] = inputs[0] with { Shape = [.. Lead(inputs[0]), k] };
        outputs[2] = inputs[0].With(shape.With(-2, Full ? shape[^1] : k));
    }

    public override bool SavesInput(int index) => false;

    public override bool SavesOutput(int index) => true;

    /// <summary>
    /// U·(skew(Uᵀ·gU)/E·S + S·skew(Vᵀ·gV)/E + diag(gS))·Vᵀ with E[i, j] = s[j]² − s[i]² and skew(X) = X − Xᵀ, plus the parts of gU and gV
    /// outside the spans (Townsend 2016, "Differentiating the singular value decomposition"). Vectors beyond min(m, n) have no say in it.
    /// </summary>
    public override Tensor?[] Vjp(in VjpArgs a)
    {
        Tensor s = a.Output(1);
        int k = s.Shape[^1], m = a.InputSpec(0).Shape[^2], n = a.InputSpec(0).Shape[^1];
        Tensor u = a.Output(0).Narrow(-1, 0, k), vt = a.Output(2).Narrow(-2, 0, k), row = s.Unsqueeze(-2), column = s.Unsqueeze(-1);
        Tensor inner = Triangles.Diagonal(a.Grad(1));
        Tensor? gu = a.HasGrad(0) ? a.Grad(0).Narrow(-1, 0, k) : null, gv = a.HasGrad(2) ? a.Grad(2).Narrow(-2, 0, k).MT : null;
        if (gu is not null || gv is not null)
        {
            Tensor gaps = (row - column) * (row + column) + Triangles.Identity(k, s);
            if (gu is not null)
                inner = inner + Skew(u.MT.MatMul(gu)) / gaps * row;
            if (gv is not null)
                inner = inner + column * (Skew(vt.MatMul(gv)) / gaps);
        }
        Tensor grad;
        if (m > k && gu is not null)
        {
            Tensor outside = gu / row;
            grad = (u.MatMul(inner) + outside - u.MatMul(u.MT.MatMul(outside))).MatMul(vt);
        }
        else if (n > k && gv is not null)
        {
            Tensor outside = gv.MT / column;
            grad = u.MatMul(inner.MatMul(vt) + outside - outside.MatMul(vt.MT).MatMul(vt));
        }
        else
        {
            grad = u.MatMul(inner).MatMul(vt);
        }
        return [grad];
    }

    protected override int RunItem(double** inputs, double** outputs, ReadOnlySpan<Shape> shapes) =>
        SvdKernel.Run(inputs[0], shapes[0][^2], shapes[0][^1], outputs[0], outputs[1], outputs[2], Full) ? 0 : 1;

    protected override string Fail(int code) => "the iterations did not converge; the matrix may hold NaN or infinity";

    private static Tensor Skew(Tensor x) => x - x.MT;
}

/// <summary>Singular values alone: no vectors, and so no gradient.</summary>
internal sealed unsafe record SingularValues : MatrixOp
{
    public override string Name => "linalg.svdvals";

    public override bool HasGradient => false;

    public override TensorSpec Infer(ReadOnlySpan<TensorSpec> inputs)
    {
        CheckMatrix(inputs[0]);
        return inputs[0] with { Shape = [.. Lead(inputs[0]), Math.Min(inputs[0].Shape[^2], inputs[0].Shape[^1])] };
    }

    protected override int RunItem(double** inputs, double** outputs, ReadOnlySpan<Shape> shapes) =>
        SvdKernel.Run(inputs[0], shapes[0][^2], shapes[0][^1], null, outputs[0], null, full: false) ? 0 : 1;

    protected override string Fail(int code) => "the iterations did not converge; the matrix may hold NaN or infinity";
}
