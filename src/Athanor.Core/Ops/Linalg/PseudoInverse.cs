using Athanor.Backends.Cpu;

namespace Athanor.Ops;

/// <summary>
/// A⁺ from the singular values (or eigenvalues) above max(atol, rtol · the largest); inputs are A and the two tolerances of each matrix as
/// (…, 1, 1).
/// </summary>
internal sealed unsafe record PseudoInverse(bool Hermitian) : MatrixOp
{
    public override string Name => "linalg.pinv";

    public override TensorSpec Infer(ReadOnlySpan<TensorSpec> inputs)
    {
        CheckMatrix(inputs[0]);
        if (Hermitian)
            CheckSquare(Name, inputs[0]);
        return inputs[0] with { Shape = [.. Lead(inputs[0]), inputs[0].Shape[^1], inputs[0].Shape[^2]] };
    }

    public override bool SavesInput(int index) => index == 0;

    public override bool SavesOutput(int index) => true;

    /// <summary>
    /// Golub and Pereyra 1973, for matrices around which the rank does not change; products associate so that small ones come first.
    /// </summary>
    public override Tensor?[] Vjp(in VjpArgs a)
    {
        Tensor x = a.Input(0), p = a.Output(0), pt = p.MT, gt = a.Grad(0).MT;
        if (x.Shape[^2] <= x.Shape[^1])
        {
            Tensor k = gt.MatMul(p), kp = k.MatMul(pt);
            return [kp - p.MatMul(k).MT - x.MatMul(p).MatMul(kp) + pt.MatMul(p).MatMul(gt - k.MatMul(x)), null, null];
        }
        Tensor l = p.MatMul(gt), pl = pt.MatMul(l);
        return [pl - l.MatMul(p).MT + (gt - x.MatMul(l)).MatMul(p).MatMul(pt) - pl.MatMul(p).MatMul(x), null, null];
    }

    protected override int RunItem(double** inputs, double** outputs, ReadOnlySpan<Shape> shapes)
    {
        int m = shapes[0][^2], n = shapes[0][^1], k = Math.Min(m, n);
        using var memory = new Doubles(2L * k * (m + n) + k);
        double* u = memory.P, vt = u + (long)m * k, scaled = vt + (long)k * n, s = scaled + (long)m * k;
        if (k == 0)
            return 0;
        bool done;
        if (Hermitian)
        {
            done = SymmetricEigen.Run(inputs[0], n, upper: false, s, u);
            Rows.Transpose(u, n, n, vt);
        }
        else
        {
            done = SvdKernel.Run(inputs[0], m, n, u, s, vt, full: false);
        }
        if (!done)
            return 1;
        double largest = 0;
        for (int i = 0; i < k; i++)
            largest = Math.Max(largest, Math.Abs(s[i]));
        double bound = Math.Max(*inputs[1], *inputs[2] * largest);
        for (int i = 0; i < m; i++)
            for (int j = 0; j < k; j++)
                scaled[(long)i * k + j] = Math.Abs(s[j]) > bound ? u[(long)i * k + j] / s[j] : 0;
        Rows.Multiply(n, m, k, 1, vt, 1, n, scaled, 1, k, 0, outputs[0], m);
        return 0;
    }

    protected override string Fail(int code) => "the iterations did not converge; the matrix may hold NaN or infinity";
}
