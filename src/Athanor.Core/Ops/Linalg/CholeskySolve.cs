using Athanor.Backends.Cpu;

namespace Athanor.Ops;

/// <summary>X with L·Lᵀ·X = B (Uᵀ·U·X = B if upper); one triangle of the factor is read.</summary>
internal sealed unsafe record CholeskySolve(bool Upper) : MatrixOp
{
    public override string Name => "cholesky_solve";

    public override TensorSpec Infer(ReadOnlySpan<TensorSpec> inputs)
    {
        CheckSquare(Name, inputs[0], "L");
        SolveLinear.CheckRight(Name, inputs[0], inputs[1]);
        return inputs[1];
    }

    public override bool SavesInput(int index) => index == 0;

    public override bool SavesOutput(int index) => true;

    /// <summary>gB = A⁻¹·g and gL = −(gB·Xᵀ + X·gBᵀ)·L, as PyTorch gives it: of the product L·Lᵀ of the whole factor.</summary>
    public override Tensor?[] Vjp(in VjpArgs a)
    {
        Tensor l = a.Input(0), b = Tensor.Apply(new CholeskySolve(Upper), l, a.Grad(0));
        if (!a.Needs(0))
            return [null, b];
        Tensor both = b.MatMul(a.Output(0).MT);
        both = both + both.MT;
        return [-(Upper ? l.MatMul(both) : both.MatMul(l)), b];
    }

    protected override int RunItem(double** inputs, double** outputs, ReadOnlySpan<Shape> shapes)
    {
        int n = shapes[0][^1], columns = shapes[1][^1];
        Rows.Copy((long)n * columns, inputs[1], outputs[0]);
        (long row, long column) = Upper ? (1L, (long)n) : (n, 1L);
        TriangularKernel.Solve(inputs[0], n, row, column, lower: true, unit: false, outputs[0], columns);
        TriangularKernel.Solve(inputs[0], n, column, row, lower: false, unit: false, outputs[0], columns);
        return 0;
    }
}
