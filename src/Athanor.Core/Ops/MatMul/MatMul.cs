using Athanor.Backends.Cpu;

namespace Athanor.Ops;

/// <summary>Products of matrices: (…, m, k) · (…, k, n) → (…, m, n) with equal leading dimensions; transposes are strides.</summary>
internal sealed record MatMul : Op
{
    public override OpKind Kind => OpKind.Contract;

    public override string Name => "matmul";

    public override bool AcceptsStrides => true;

    public override TensorSpec Infer(ReadOnlySpan<TensorSpec> inputs)
    {
        Shape a = inputs[0].Shape, b = inputs[1].Shape;
        if (a[^1] != b[^2])
            throw new TensorException(Name, $"the inner sizes of {a} and {b} differ: {a[^1]} columns meet {b[^2]} rows");
        if (inputs[0].DType != inputs[1].DType)
            throw new TensorException(Name, $"both must have one dtype, got {inputs[0].DType.Name()} and {inputs[1].DType.Name()}");
        if (!a.Dims[..^2].SequenceEqual(b.Dims[..^2]))
            throw new TensorException(Name, $"the leading dimensions of {a} and {b} differ");
        return inputs[0].With(a[^1] == b[^1] ? a : a.With(-1, b[^1]));
    }

    public override bool SavesInput(int index) => true;

    public override Tensor?[] Vjp(in VjpArgs a) => [
        a.Needs(0) ? Tensor.Apply(new MatMul(), a.Grad(0), a.Input(1).MT) : null,
        a.Needs(1) ? Tensor.Apply(new MatMul(), a.Input(0).MT, a.Grad(0)) : null,
    ];

    public override OpCost Cost(ReadOnlySpan<TensorSpec> inputs) => base.Cost(inputs) with { Flops = 2.0 * inputs[0].Shape.Count * inputs[1].Shape[^1] };

    public override void RunCpu(in KernelArgs a)
    {
        DType type = a.Outputs[0].DType;
        switch (type)
        {
            case DType.Float32:
                Run<float>(a.Inputs[0], a.Inputs[1], a.Outputs[0]);
                break;
            case DType.Float64:
                Run<double>(a.Inputs[0], a.Inputs[1], a.Outputs[0]);
                break;
            default:
                RunConverted(a.Inputs[0], a.Inputs[1], a.Outputs[0], type.IsFloating() ? DType.Float32 : DType.Int64);
                break;
        }
    }

    private static unsafe void Run<T>(Tensor a, Tensor b, Tensor c)
        where T : unmanaged, System.Numerics.INumberBase<T>
    {
        if (c.Count == 0)
            return;
        int m = a.Shape[^2], k = a.Shape[^1], n = b.Shape[^1];
        long matrices = c.Count / ((long)m * n);
        if (matrices == 1)
        {
            Gemm.Run(m, n, k, View<T>(a, 0), View<T>(b, 0), new GemmOutput<T>(c.Pointer<T>(), n));
            return;
        }
        Walk walk = Walk.Over(c.Shape[..^2], a.Layout.Strides[..^2], b.Layout.Strides[..^2]);
        long run = walk.Dims[walk.Rank - 1];
        for (long i = 0; i < matrices; i += run)
            Gemm.RunBatched(
                run, m, n, k,
                View<T>(a, walk.OffsetOf(0, i)), walk.InnerStep(0),
                View<T>(b, walk.OffsetOf(1, i)), walk.InnerStep(1),
                new GemmOutput<T>(c.Pointer<T>() + i * m * n, n), (long)m * n);
    }

    private static unsafe MatrixView<T> View<T>(Tensor matrix, long offset)
        where T : unmanaged => new(matrix.Pointer<T>() + offset, matrix.Layout.Strides[^2], matrix.Layout.Strides[^1]);

    /// <summary>Half precision is computed in float32 and rounded once; integers in int64.</summary>
    private static void RunConverted(Tensor a, Tensor b, Tensor c, DType type)
    {
        Tensor x = Converted(a, type), y = Converted(b, type), z = CpuAllocator.Fresh(c.Shape, type);
        if (type == DType.Float32)
            Run<float>(x, y, z);
        else
            RunInt64(x, y, z);
        Copy.Strided(z, c);
        x.Dispose();
        y.Dispose();
        z.Dispose();
    }

    private static unsafe void RunInt64(Tensor a, Tensor b, Tensor c)
    {
        int m = a.Shape[^2], k = a.Shape[^1], n = b.Shape[^1];
        long* p = a.Pointer<long>(), q = b.Pointer<long>(), r = c.Pointer<long>();
        for (long i = 0; i < c.Count; i++)
        {
            long batch = i / ((long)m * n), row = i / n % m, column = i % n, sum = 0;
            for (int l = 0; l < k; l++)
                sum += p[(batch * m + row) * k + l] * q[(batch * k + l) * n + column];
            r[i] = sum;
        }
    }

    private static Tensor Converted(Tensor source, DType type)
    {
        Tensor target = CpuAllocator.Fresh(source.Shape, type);
        Copy.Strided(source, target);
        return target;
    }
}
