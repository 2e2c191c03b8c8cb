using Athanor.Backends.Cpu;

namespace Athanor.Ops;

/// <summary>det A.</summary>
internal sealed unsafe record Determinant : MatrixOp
{
    public override string Name => "linalg.det";

    public override TensorSpec Infer(ReadOnlySpan<TensorSpec> inputs)
    {
        CheckSquare(Name, inputs[0]);
        return inputs[0].With(Lead(inputs[0]));
    }

    /// <summary>The cofactors, which exist for singular matrices too.</summary>
    public override Tensor?[] Vjp(in VjpArgs a) => [a.Grad(0).Unsqueeze(-1).Unsqueeze(-1) * Tensor.Apply(new Cofactors(), a.Input(0))];

    protected override int RunItem(double** inputs, double** outputs, ReadOnlySpan<Shape> shapes)
    {
        int n = shapes[0][^1];
        using var factors = new Doubles((long)n * n + n);
        double* pivots = factors.P + (long)n * n;
        Rows.Copy((long)n * n, inputs[0], factors.P);
        LuKernel.Factor(factors.P, n, n, pivots);
        double product = LuKernel.Sign(pivots, n);
        for (int i = 0; i < n; i++)
            product *= factors.P[i * (n + 1L)];
        *outputs[0] = product;
        return 0;
    }
}

/// <summary>The sign of det A and ln |det A|; 0 and −∞ for a singular matrix.</summary>
internal sealed unsafe record SignLogDeterminant : MatrixOp
{
    public override string Name => "linalg.slogdet";

    public override int OutputCount => 2;

    public override TensorSpec Infer(ReadOnlySpan<TensorSpec> inputs)
    {
        CheckSquare(Name, inputs[0]);
        return inputs[0].With(Lead(inputs[0]));
    }

    public override void InferAll(ReadOnlySpan<TensorSpec> inputs, Span<TensorSpec> outputs) => outputs[0] = outputs[1] = Infer(inputs);

    /// <summary>g·A⁻ᵀ; the sign is constant wherever it is differentiable.</summary>
    public override Tensor?[] Vjp(in VjpArgs a) =>
        [a.Grad(1).Unsqueeze(-1).Unsqueeze(-1) * Tensor.ApplyMany(new Inverse(Throws: false), a.Input(0))[0].MT];

    protected override int RunItem(double** inputs, double** outputs, ReadOnlySpan<Shape> shapes)
    {
        int n = shapes[0][^1];
        using var factors = new Doubles((long)n * n + n);
        double* pivots = factors.P + (long)n * n;
        Rows.Copy((long)n * n, inputs[0], factors.P);
        LuKernel.Factor(factors.P, n, n, pivots);
        double sign = LuKernel.Sign(pivots, n), log = 0;
        for (int i = 0; i < n; i++)
        {
            double pivot = factors.P[i * (n + 1L)];
            sign *= double.IsNaN(pivot) ? pivot : Math.Sign(pivot);
            log += Math.Log(Math.Abs(pivot));
        }
        (*outputs[0], *outputs[1]) = (sign, log);
        return 0;
    }
}
