using Athanor.Backends.Cpu;

namespace Athanor.Ops;

/// <summary>X with A·X = B, and for each matrix 0 or the number of the pivot that is zero.</summary>
internal sealed unsafe record SolveLinear(bool Throws) : MatrixOp
{
    public override string Name => "linalg.solve";

    public override int OutputCount => 2;

    public override TensorSpec Infer(ReadOnlySpan<TensorSpec> inputs)
    {
        CheckSquare(Name, inputs[0]);
        CheckRight(Name, inputs[0], inputs[1]);
        return inputs[1];
    }

    public override void InferAll(ReadOnlySpan<TensorSpec> inputs, Span<TensorSpec> outputs)
    {
        outputs[0] = Infer(inputs);
        outputs[1] = inputs[0] with { Shape = Lead(inputs[0]), DType = DType.Int32 };
    }

    public override bool SavesInput(int index) => index == 0;

    public override bool SavesOutput(int index) => index == 0;

    public override Tensor?[] Vjp(in VjpArgs a)
    {
        Tensor b = Tensor.ApplyMany(new SolveLinear(Throws), a.Input(0).MT, a.Grad(0))[0];
        return [a.Needs(0) ? -b.MatMul(a.Output(0).MT) : null, b];
    }

    protected override int RunItem(double** inputs, double** outputs, ReadOnlySpan<Shape> shapes)
    {
        int n = shapes[0][^1], columns = shapes[1][^1];
        using var factors = new Doubles((long)n * n + n);
        double* pivots = factors.P + (long)n * n;
        Rows.Copy((long)n * n, inputs[0], factors.P);
        int zero = LuKernel.Factor(factors.P, n, n, pivots);
        *outputs[1] = zero;
        Rows.Copy((long)n * columns, inputs[1], outputs[0]);
        LuKernel.Solve(factors.P, n, pivots, outputs[0], columns, transposed: false);
        return zero;
    }

    protected override string? Fail(int code) => Throws ? $"the matrix is singular: pivot {code} is zero" : null;

    /// <summary>A right-hand side: as many rows as the matrix, the same type and leading dimensions.</summary>
    internal static void CheckRight(string op, in TensorSpec a, in TensorSpec b)
    {
        Check(op, b, "B");
        if (a.DType != b.DType)
            throw new TensorException(op, $"A and B must have one dtype, got {a.DType.Name()} and {b.DType.Name()}");
        if (a.Shape[^1] != b.Shape[^2])
            throw new TensorException(op, $"expected B with {a.Shape[^1]} rows for A of shape {a.Shape}, got shape {b.Shape}");
        if (Lead(a) != Lead(b))
            throw new TensorException(op, $"the leading dimensions of A {a.Shape} and B {b.Shape} differ");
    }
}
