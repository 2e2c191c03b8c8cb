using Athanor.Backends.Cpu;

namespace Athanor.Ops;

/// <summary>X with T·X = B for a triangular T, of which only one triangle is read (without its diagonal if that is taken as 1).</summary>
internal sealed unsafe record TriangularSolve(bool Upper, bool Unit) : MatrixOp
{
    public override string Name => "linalg.solve_triangular";

    public override TensorSpec Infer(ReadOnlySpan<TensorSpec> inputs)
    {
        CheckSquare(Name, inputs[0]);
        SolveLinear.CheckRight(Name, inputs[0], inputs[1]);
        return inputs[1];
    }

    public override bool SavesOutput(int index) => true;

    public override bool SavesInput(int index) => index == 0;

    public override Tensor?[] Vjp(in VjpArgs a)
    {
        Tensor b = Tensor.Apply(new TriangularSolve(!Upper, Unit), a.Input(0).MT, a.Grad(0));
        if (!a.Needs(0))
            return [null, b];
        Tensor t = -b.MatMul(a.Output(0).MT);
        return [Upper ? Triangles.Upper(t, Unit ? 1 : 0) : Triangles.Lower(t, Unit ? -1 : 0), b];
    }

    protected override int RunItem(double** inputs, double** outputs, ReadOnlySpan<Shape> shapes)
    {
        int n = shapes[0][^1], columns = shapes[1][^1];
        Rows.Copy((long)n * columns, inputs[1], outputs[0]);
        TriangularKernel.Solve(inputs[0], n, n, 1, !Upper, Unit, outputs[0], columns);
        return 0;
    }
}
