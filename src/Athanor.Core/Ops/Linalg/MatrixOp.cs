using Athanor.Backends.Cpu;

namespace Athanor.Ops;

/// <summary>
/// An operation on matrices in the last two dimensions, one by one over the leading dimensions, which all inputs share. Kernels compute in
/// double; float32 is widened on the way in and rounded once on the way out.
/// </summary>
internal abstract unsafe record MatrixOp : Op
{
    public sealed override OpKind Kind => OpKind.Opaque;

    /// <summary>The matrices of one place in the batch.</summary>
    /// <param name="inputs">Where each input's part begins.</param>
    /// <param name="outputs">Where each output's part goes.</param>
    /// <param name="shapes">The inputs' shapes, leading dimensions included.</param>
    /// <returns>0, or what <see cref="Fail"/> makes an error of.</returns>
    protected abstract int RunItem(double** inputs, double** outputs, ReadOnlySpan<Shape> shapes);

    /// <summary>The error of the first matrix whose <see cref="RunItem"/> was not 0; null if that is no error.</summary>
    protected virtual string? Fail(int code) => null;

    /// <summary>Leading dimensions of an input of matrices.</summary>
    protected static Shape Lead(TensorSpec spec) => spec.Shape[..^2];

    /// <summary>A matrix input: at least two dimensions, float32 or float64.</summary>
    protected void CheckMatrix(in TensorSpec spec, string argument = "A") => Check(Name, spec, argument);

    internal static void Check(string op, in TensorSpec spec, string argument = "A")
    {
        if (spec.Shape.Rank < 2)
            throw new TensorException(op, $"expected {argument} to be a matrix or a batch of matrices, got shape {spec.Shape}");
        CheckType(op, spec, argument);
    }

    internal static void CheckType(string op, in TensorSpec spec, string argument)
    {
        if (spec.DType is not (DType.Float32 or DType.Float64))
            throw new TensorException(op, $"expected {argument} of float32 or float64, got {spec.DType.Name()}");
    }

    internal static void CheckSquare(string op, in TensorSpec spec, string argument = "A")
    {
        Check(op, spec, argument);
        if (spec.Shape[^1] != spec.Shape[^2])
            throw new TensorException(op, $"expected {argument} to be square in its last two dimensions, got shape {spec.Shape}");
    }

    public sealed override void RunCpu(in KernelArgs a)
    {
        int ins = a.Inputs.Length, outs = a.Outputs.Length;
        long batch = 1;
        foreach (int size in a.Inputs[0].Shape[..^2])
            batch *= size;
        if (batch == 0)
            return;
        var shapes = new Shape[ins];
        var tensors = new Tensor[ins + outs];
        double** pointers = stackalloc double*[ins + outs];
        long* steps = stackalloc long[ins + outs];
        double work = 1;
        for (int i = 0; i < ins + outs; i++)
        {
            Tensor tensor = i < ins ? a.Inputs[i] : a.Outputs[i - ins];
            tensors[i] = tensor.DType == DType.Float64 ? tensor : CpuAllocator.Fresh(tensor.Shape, DType.Float64);
            if (i < ins)
            {
                shapes[i] = tensor.Shape;
                if (!ReferenceEquals(tensors[i], tensor))
                    Copy.Strided(tensor, tensors[i]);
            }
            pointers[i] = tensors[i].Pointer<double>();
            steps[i] = tensor.Count / batch;
            work = Math.Max(work, steps[i] * Math.Sqrt(steps[i]));
        }
        var codes = new int[batch];
        fixed (int* code = codes)
        {
            var job = new Job { Op = this, Shapes = shapes, Pointers = pointers, Steps = steps, Codes = code, Inputs = ins,
                Outputs = outs };
            WorkerPool.For(batch, (long)Math.Clamp(20_000 / work, 1, batch), job);
        }
        string? error = null;
        int failed = Array.FindIndex(codes, c => c != 0);
        if (failed >= 0 && Fail(codes[failed]) is { } text)
            error = batch > 1 ? $"{text} (matrix {failed} of the batch)" : text;
        for (int i = 0; i < ins + outs; i++)
        {
            if (tensors[i].DType == (i < ins ? a.Inputs[i] : a.Outputs[i - ins]).DType)
                continue;
            if (i >= ins)
                Copy.Strided(tensors[i], a.Outputs[i - ins]);
            tensors[i].Dispose();
        }
        if (error is not null)
            throw new TensorException(Name, error);
    }

    private struct Job : IRange
    {
        public MatrixOp Op;
        public Shape[] Shapes;
        public double** Pointers;
        public long* Steps;
        public int* Codes;
        public int Inputs, Outputs;

        public readonly void Run(long begin, long end)
        {
            double** at = stackalloc double*[Inputs + Outputs];
            for (long i = begin; i < end; i++)
            {
                for (int t = 0; t < Inputs + Outputs; t++)
                    at[t] = Pointers[t] + i * Steps[t];
                Codes[i] = Op.RunItem(at, at + Inputs, Shapes);
            }
        }
    }
}
