using Athanor.Backends.Cpu;

namespace Athanor.Ops;

/// <summary>
/// The derivative of the determinant, from A = U·diag(s)·Vᵀ: det(U)·det(V)·U·diag(Π over j ≠ i of s[j])·Vᵀ. Unlike det(A)·A⁻ᵀ it is exact
/// for singular matrices.
/// </summary>
internal sealed unsafe record Cofactors : MatrixOp
{
    public override string Name => "gradient of linalg.det";

    public override TensorSpec Infer(ReadOnlySpan<TensorSpec> inputs)
    {
        CheckSquare(Name, inputs[0]);
        return inputs[0];
    }

    public override Tensor?[] Vjp(in VjpArgs a) => [Tensor.Apply(new CofactorsSlope(), a.Input(0), a.Grad(0))];

    protected override int RunItem(double** inputs, double** outputs, ReadOnlySpan<Shape> shapes)
    {
        int n = shapes[0][^1];
        using var memory = new Doubles(3L * n * n + n);
        double* u = memory.P, vt = u + (long)n * n, scaled = vt + (long)n * n, s = scaled + (long)n * n;
        if (!SvdKernel.Run(inputs[0], n, n, u, s, vt, full: true))
            return 1;
        double sign = Sign(u, n) * Sign(vt, n);
        for (int i = 0; i < n; i++)
        {
            double product = sign;
            for (int j = 0; j < n; j++)
                product *= j == i ? 1 : s[j];
            for (int r = 0; r < n; r++)
                scaled[(long)r * n + i] = u[(long)r * n + i] * product;
        }
        Rows.Multiply(n, n, n, 1, scaled, n, 1, vt, n, 1, 0, outputs[0], n);
        return 0;
    }

    protected override string Fail(int code) => "the iterations did not converge; the matrix may hold NaN or infinity";

    /// <summary>The determinant, 1 or −1, of an orthogonal matrix.</summary>
    internal static double Sign(double* orthogonal, int n)
    {
        using var factors = new Doubles((long)n * n + n);
        double* pivots = factors.P + (long)n * n;
        Rows.Copy((long)n * n, orthogonal, factors.P);
        LuKernel.Factor(factors.P, n, n, pivots);
        double sign = LuKernel.Sign(pivots, n);
        for (int i = 0; i < n; i++)
            sign *= Math.Sign(factors.P[i * (n + 1L)]);
        return sign;
    }
}

/// <summary>
/// The second derivative of the determinant in a direction, which is symmetric: with H = Uᵀ·G·V and the products P[i, j] of all s but two,
/// U·(diag(Σ over k ≠ i of H[k, k]·P[i, k]) − offdiagonal(Hᵀ·P))·Vᵀ·det(U)·det(V).
/// </summary>
internal sealed unsafe record CofactorsSlope : MatrixOp
{
    public override string Name => "second gradient of linalg.det";

    public override TensorSpec Infer(ReadOnlySpan<TensorSpec> inputs)
    {
        CheckSquare(Name, inputs[0]);
        return inputs[0];
    }

    /// <summary>Linear and symmetric in the direction; in A it is differentiated as the cofactors of an invertible matrix are.</summary>
    public override Tensor?[] Vjp(in VjpArgs a)
    {
        Tensor? byDirection = a.Needs(1) ? Tensor.Apply(new CofactorsSlope(), a.Input(0), a.Grad(0)) : null;
        if (!a.Needs(0))
            return [null, byDirection];
        using Autograd.GradMode.Restore mode = Autograd.GradMode.WithGrad();
        Tensor x = a.CreatesGraph ? a.Input(0) : a.Input(0).Detach();
        if (!x.RequiresGrad)
            x.RequiresGrad = true;
        Tensor inverse = Tensor.ApplyMany(new Inverse(Throws: false), x)[0].MT, det = Tensor.Apply(new Determinant(),
            x).Unsqueeze(-1).Unsqueeze(-1);
        Tensor g = a.Input(1), trace = (inverse * g).Sum([-2, -1], keepDim: true);
        Tensor slope = det * (inverse * trace - inverse.MatMul(g.MT).MatMul(inverse));
        return [Autograd.Gradients.OfMany([slope], [x], [a.Grad(0)], createGraph: a.CreatesGraph)[0], byDirection];
    }

    protected override int RunItem(double** inputs, double** outputs, ReadOnlySpan<Shape> shapes)
    {
        int n = shapes[0][^1];
        long size = (long)n * n;
        using var memory = new Doubles(5 * size + n);
        double* u = memory.P, vt = u + size, h = vt + size, f = h + size, t = f + size, s = t + size;
        if (!SvdKernel.Run(inputs[0], n, n, u, s, vt, full: true))
            return 1;
        double sign = Cofactors.Sign(u, n) * Cofactors.Sign(vt, n);
        Rows.Multiply(n, n, n, sign, u, 1, n, inputs[1], n, 1, 0, t, n);
        Rows.Multiply(n, n, n, 1, t, n, 1, vt, 1, n, 0, h, n);
        for (int i = 0; i < n; i++)
            for (int j = 0; j < n; j++)
            {
                if (i == j)
                    continue;
                double product = 1;
                for (int l = 0; l < n; l++)
                    product *= l == i || l == j ? 1 : s[l];
                f[(long)i * n + j] -= h[(long)j * n + i] * product;
                f[(long)i * n + i] += h[(long)j * n + j] * product;
            }
        Rows.Multiply(n, n, n, 1, u, n, 1, f, n, 1, 0, t, n);
        Rows.Multiply(n, n, n, 1, t, n, 1, vt, n, 1, 0, outputs[0], n);
        return 0;
    }

    protected override string Fail(int code) => "the iterations did not converge; the matrix may hold NaN or infinity";
}
