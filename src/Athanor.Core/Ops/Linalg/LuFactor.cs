using Athanor.Backends.Cpu;

namespace Athanor.Ops;

/// <summary>
/// A = P·L·U packed into one matrix, the rows that each step exchanged (int32, from 1), and for each matrix 0 or the number of the first
/// pivot that is zero.
/// </summary>
internal sealed unsafe record LuFactor(bool Pivot) : MatrixOp
{
    public override string Name => "linalg.lu_factor";

    public override int OutputCount => 3;

    public override TensorSpec Infer(ReadOnlySpan<TensorSpec> inputs)
    {
        CheckMatrix(inputs[0]);
        return inputs[0];
    }

    public override void InferAll(ReadOnlySpan<TensorSpec> inputs, Span<TensorSpec> outputs)
    {
        outputs[0] = Infer(inputs);
        Shape lead = Lead(inputs[0]);
        outputs[1] = inputs[0] with { Shape = [.. lead, Math.Min(inputs[0].Shape[^2], inputs[0].Shape[^1])], DType = DType.Int32 };
        outputs[2] = inputs[0] with { Shape = lead, DType = DType.Int32 };
    }

    public override bool SavesInput(int index) => false;

    public override bool SavesOutput(int index) => index < 2;

    /// <summary>
    /// The square part as Φ = tril(Lᵀ·gL, −1) + triu(gU·Uᵀ), L⁻ᵀ·Φ·U⁻¹ᵀ; what lies beside or below it is a triangular solve of its own,
    /// whose cotangents flow into the square part.
    /// </summary>
    public override Tensor?[] Vjp(in VjpArgs a)
    {
        Tensor lu = a.Output(0), g = a.Grad(0);
        int m = lu.Shape[^2], n = lu.Shape[^1], k = Math.Min(m, n);
        Tensor square = lu.Narrow(-2, 0, k).Narrow(-1, 0, k), gSquare = g.Narrow(-2, 0, k).Narrow(-1, 0, k);
        Tensor l = Triangles.Lower(square, -1) + Triangles.Identity(k, lu), u = Triangles.Upper(square);
        Tensor lower = l.MT.MatMul(Triangles.Lower(gSquare, -1)), upper = Triangles.Upper(gSquare).MatMul(u.MT);
        Tensor? rest = null;
        if (n > k)
        {
            Tensor right = lu.Narrow(-1, k, n - k), gRight = g.Narrow(-1, k, n - k);
            lower = lower - gRight.MatMul(right.MT);
            rest = Tensor.Apply(new TriangularSolve(Upper: true, Unit: true), square.MT, gRight);
        }
        else if (m > k)
        {
            Tensor below = lu.Narrow(-2, k, m - k), gBelow = g.Narrow(-2, k, m - k);
            upper = upper - below.MT.MatMul(gBelow);
            rest = Tensor.Apply(new TriangularSolve(Upper: true, Unit: false), square, gBelow.MT).MT;
        }
        Tensor phi = Triangles.Lower(lower, -1) + Triangles.Upper(upper);
        Tensor grad = Tensor.Apply(new TriangularSolve(Upper: true, Unit: true), square.MT, phi);
        grad = Tensor.Apply(new TriangularSolve(Upper: true, Unit: false), square, grad.MT).MT;
        if (rest is not null)
            grad = Tensor.Cat([grad, rest], n > k ? -1 : -2);
        return [Pivot ? Tensor.Apply(new LuPermutation(m, lu.DType), a.Output(1)).MatMul(grad) : grad];
    }

    protected override int RunItem(double** inputs, double** outputs, ReadOnlySpan<Shape> shapes)
    {
        int m = shapes[0][^2], n = shapes[0][^1];
        Rows.Copy((long)m * n, inputs[0], outputs[0]);
        int zero = LuKernel.Factor(outputs[0], m, n, outputs[1], Pivot);
        *outputs[2] = zero;
        return 0;
    }
}

/// <summary>The permutation matrices P, rows × rows, of the exchanges of an LU factorisation.</summary>
internal sealed unsafe record LuPermutation(int Rows, DType DType) : Op
{
    public override OpKind Kind => OpKind.Opaque;

    public override string Name => "linalg.lu";

    public override bool HasGradient => false;

    public override TensorSpec Infer(ReadOnlySpan<TensorSpec> inputs)
    {
        if (inputs[0].DType != DType.Int32 || inputs[0].Shape.Rank == 0 || inputs[0].Shape[^1] > Rows)
            throw new TensorException(Name, $"expected pivots of int32, at most {Rows} a matrix, got {inputs[0]}");
        return inputs[0] with { Shape = [.. inputs[0].Shape[..^1], Rows, Rows], DType = DType };
    }

    public override void RunCpu(in KernelArgs a)
    {
        Fill.Zero(a.Outputs[0]);
        int steps = a.Inputs[0].Shape[^1];
        long batch = a.Outputs[0].Count / Math.Max(1, (long)Rows * Rows);
        int* pivots = a.Inputs[0].Pointer<int>();
        var order = new int[Rows];
        for (long b = 0; b < batch; b++)
        {
            for (int i = 0; i < Rows; i++)
                order[i] = i;
            for (int i = 0; i < steps; i++)
            {
                int other = pivots[b * steps + i] - 1;
                if (other < 0 || other >= Rows)
                    throw new TensorException(Name, $"pivots must be between 1 and {Rows}, got {other + 1}");
                (order[i], order[other]) = (order[other], order[i]);
            }
            for (int i = 0; i < Rows; i++)
            {
                long place = b * Rows * Rows + (long)order[i] * Rows + i;
                if (DType == DType.Float64)
                    a.Outputs[0].Pointer<double>()[place] = 1;
                else
                    a.Outputs[0].Pointer<float>()[place] = 1;
            }
        }
    }
}
