using Athanor.Backends.Cpu;

namespace Athanor.Ops;

/// <summary>A = Q·R with Q of min(m, n) columns, or of m if complete.</summary>
internal sealed unsafe record QrFactor(bool Complete) : MatrixOp
{
    public override string Name => "linalg.qr";

    public override int OutputCount => 2;

    public override TensorSpec Infer(ReadOnlySpan<TensorSpec> inputs)
    {
        CheckMatrix(inputs[0]);
        return inputs[0].With(inputs[0].Shape.With(-1, Columns(inputs[0].Shape)));
    }

    public override void InferAll(ReadOnlySpan<TensorSpec> inputs, Span<TensorSpec> outputs)
    {
        outputs[0] = Infer(inputs);
        outputs[1] = inputs[0].With(inputs[0].Shape.With(-2, Columns(inputs[0].Shape)));
    }

    public override bool SavesInput(int index) => true;

    public override bool SavesOutput(int index) => true;

    /// <summary>
    /// Liao, Liu, Wang and Xiang 2019, "Differentiable programming tensor networks": with M = R·gRᵀ − gQᵀ·Q, (gQ + Q·copyltu(M))·R⁻ᵀ; of a
    /// wide matrix the left square is factored and Q times the rest given.
    /// </summary>
    public override Tensor?[] Vjp(in VjpArgs a)
    {
        Tensor q = a.Output(0), r = a.Output(1), gq = a.Grad(0), gr = a.Grad(1);
        int m = a.InputSpec(0).Shape[^2], n = a.InputSpec(0).Shape[^1];
        if (Complete && m > n)
            throw new TensorException(
                Name,
                $"mode 'complete' has a gradient for at most as many rows as columns, got shape {a.InputSpec(0).Shape}; use 'reduced'");
        Tensor? rest = null;
        if (n > m)
        {
            Tensor gv = gr.Narrow(-1, m, n - m);
            rest = q.MatMul(gv);
            gq = gq + a.Input(0).Narrow(-1, m, n - m).MatMul(gv.MT);
            r = r.Narrow(-1, 0, m);
            gr = gr.Narrow(-1, 0, m);
        }
        Tensor w = r.MatMul(gr.MT) - gq.MT.MatMul(q);
        w = Triangles.Lower(w) + Triangles.Lower(w, -1).MT;
        Tensor grad = Tensor.Apply(new TriangularSolve(Upper: true, Unit: false), r, (gq + q.MatMul(w)).MT).MT;
        return [rest is null ? grad : Tensor.Cat([grad, rest], -1)];
    }

    protected override int RunItem(double** inputs, double** outputs, ReadOnlySpan<Shape> shapes)
    {
        int m = shapes[0][^2], n = shapes[0][^1], steps = Math.Min(m, n), columns = Columns(shapes[0]);
        using var copy = new Doubles((long)m * n);
        using var vectors = new Doubles((long)steps * m);
        using var taus = new Doubles(steps);
        Rows.Copy((long)m * n, inputs[0], copy.P);
        Householder.Factor(copy.P, m, n, vectors.P, taus.P);
        Householder.Form(vectors.P, taus.P, steps, m, columns, outputs[0]);
        Rows.Copy((long)columns * n, copy.P, outputs[1]);
        return 0;
    }

    private int Columns(Shape shape) => Complete ? shape[^2] : Math.Min(shape[^2], shape[^1]);
}
