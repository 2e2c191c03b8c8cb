using Athanor.Backends.Cpu;

namespace Athanor.Ops;

/// <summary>Whole slices of a dimension picked by a vector of indices: rows of an embedding.</summary>
internal sealed record IndexSelect(int Dim) : Op
{
    public override OpKind Kind => OpKind.Gather;

    public override string Name => "index_select";

    public override TensorSpec Infer(ReadOnlySpan<TensorSpec> inputs)
    {
        if (inputs[1].DType != DType.Int64 || inputs[1].Shape.Rank != 1)
            throw new TensorException(Name, $"indices must be a vector of int64, got {inputs[1]}");
        return inputs[0].With(inputs[0].Shape.With(Dim, inputs[1].Shape[0]));
    }

    public override bool SavesInput(int index) => index == 1;

    public override Tensor?[] Vjp(in VjpArgs a) => [
        Tensor.Apply(new IndexAdd(Dim, 1), Tensor.Zeros(a.InputSpec(0)), a.Input(1), a.Grad(0)), null];

    public override unsafe void RunCpu(in KernelArgs a)
    {
        var around = new Around(a.Inputs[0].Shape, Dim);
        long count = a.Inputs[1].Count, bytes = around.Inner * a.Inputs[0].DType.Size();
        var job = new Job
        {
            Source = a.Inputs[0].Pointer<byte>(),
            Target = a.Outputs[0].Pointer<byte>(),
            Bytes = bytes,
            Count = count,
            Size = around.Size,
            Indices = Resolved(a.Inputs[1], around.Size),
        };
        try
        {
            WorkerPool.For(around.Outer * count, Math.Max(1, 65536 / Math.Max(1, bytes)), job);
        }
        finally
        {
            System.Runtime.InteropServices.NativeMemory.Free(job.Indices);
        }
    }

    /// <summary>The indices checked and counted from the left, before any thread uses one.</summary>
    internal static unsafe long* Resolved(Tensor indices, int size, string op = "index_select", int dim = 0)
    {
        long n = indices.Count;
        var result = (long*)System.Runtime.InteropServices.NativeMemory.Alloc((nuint)Math.Max(8, n * 8));
        long* source = indices.Pointer<long>();
        for (long i = 0; i < n; i++)
        {
            long index = source[i];
            if (index < -size || index >= size)
            {
                System.Runtime.InteropServices.NativeMemory.Free(result);
                throw new TensorException(op, $"index {index} is out of range for size {size}");
            }
            result[i] = index < 0 ? index + size : index;
        }
        return result;
    }

    private unsafe struct Job : IRange
    {
        public byte* Source, Target;
        public long* Indices;
        public long Bytes, Count;
        public int Size;

        public readonly void Run(long begin, long end)
        {
            for (long i = begin; i < end; i++)
            {
                long outer = i / Count, index = Indices[i % Count];
                Buffer.MemoryCopy(Source + (outer * Size + index) * Bytes, Target + i * Bytes, Bytes, Bytes);
            }
        }
    }
}

/// <summary>The first input with alpha times slices of the third added at a vector of indices, in the order of the indices.</summary>
internal sealed record IndexAdd(int Dim, double Alpha) : Op
{
    public override OpKind Kind => OpKind.Gather;

    public override string Name => "index_add";

    public override TensorSpec Infer(ReadOnlySpan<TensorSpec> inputs)
    {
        if (inputs[1].DType != DType.Int64 || inputs[1].Shape.Rank > 1)
            throw new TensorException(Name, $"indices must be a vector of int64, got {inputs[1]}");
        if (inputs[2].DType != inputs[0].DType)
            throw new TensorException(Name, $"both tensors must have one dtype, got {inputs[0].DType.Name()} and {inputs[2].DType.Name()}");
        Shape expected = inputs[0].Shape.Rank == 0 ? inputs[0].Shape : inputs[0].Shape.With(Dim, (int)inputs[1].Shape.Count);
        if (inputs[2].Shape != expected)
            throw new TensorException(Name, $"the added tensor must have shape {expected}, got {inputs[2].Shape}");
        return inputs[0];
    }

    public override bool SavesInput(int index) => index == 1;

    public override Tensor?[] Vjp(in VjpArgs a)
    {
        Tensor? added = null;
        if (a.Needs(2))
        {
            Tensor g = a.Grad(0);
            added = g.Rank == 0 ? g : Tensor.Apply(new IndexSelect(Dim), g, a.Input(1).Reshape(-1));
            added = (Alpha == 1 ? added : added * Alpha).Reshape(a.InputSpec(2).Shape);
        }
        return [a.Needs(0) ? a.Grad(0) : null, null, added];
    }

    public override void RunCpu(in KernelArgs a)
    {
        DType lane = Promotion.Lane(a.Outputs[0].DType);
        Tensor target = WideTensors.OpenOutput(a.Outputs[0], lane), source = WideTensors.Open(a.Inputs[2], lane);
        Copy.Strided(a.Inputs[0], target);
        switch (lane)
        {
            case DType.Float32:
                Run<float>(target, a.Inputs[1], source);
                break;
            case DType.Float64:
                Run<double>(target, a.Inputs[1], source);
                break;
            default:
                Run<long>(target, a.Inputs[1], source);
                break;
        }
        WideTensors.Close(source, a.Inputs[2]);
        WideTensors.CloseOutput(target, a.Outputs[0]);
    }

    /// <summary>Columns are independent, so threads share them; rows of equal index are added in order.</summary>
    private unsafe void Run<T>(Tensor target, Tensor index, Tensor source)
        where T : unmanaged, System.Numerics.INumber<T>
    {
        var around = new Around(target.Shape, Dim);
        long* indices = IndexSelect.Resolved(index, around.Size, Name);
        var job = new Job<T>
        {
            Source = source.Pointer<T>(),
            Target = target.Pointer<T>(),
            Indices = indices,
            Around = around,
            Count = index.Count,
            Alpha = T.CreateTruncating(Alpha),
        };
        const int columns = 64;
        job.Blocks = (around.Inner + columns - 1) / columns;
        WorkerPool.For(around.Outer * job.Blocks, Math.Max(1, 32768 / Math.Max(1, job.Count * Math.Min(columns, around.Inner))), job);
        System.Runtime.InteropServices.NativeMemory.Free(indices);
    }

    private unsafe struct Job<T> : IRange
        where T : unmanaged, System.Numerics.INumber<T>
    {
        public T* Source, Target;
        public long* Indices;
        public Around Around;
        public long Count, Blocks;
        public T Alpha;

        public readonly void Run(long begin, long end)
        {
            for (long i = begin; i < end; i++)
            {
                long outer = i / Blocks, first = i % Blocks * 64, last = Math.Min(first + 64, Around.Inner);
                for (long j = 0; j < Count; j++)
                {
                    T* from = Source + (outer * Count + j) * Around.Inner;
                    T* to = Target + (outer * Around.Size + Indices[j]) * Around.Inner;
                    for (long x = first; x < last; x++)
                        to[x] += Alpha * from[x];
                }
            }
        }
    }
}
