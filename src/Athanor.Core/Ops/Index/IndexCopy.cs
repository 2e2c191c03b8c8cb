using System.Runtime.InteropServices;
using Athanor.Backends.Cpu;

namespace Athanor.Ops;

/// <summary>The first input with slices of the third in the places of a vector of indices; of several for one place the last holds.</summary>
internal sealed record IndexCopy(int Dim) : Op
{
    public override OpKind Kind => OpKind.Gather;

    public override string Name => "index_copy";

    public override bool AcceptsStrides => true;

    public override TensorSpec Infer(ReadOnlySpan<TensorSpec> inputs)
    {
        if (inputs[1].DType != DType.Int64 || inputs[1].Shape.Rank != 1)
            throw new TensorException(Name, $"indices must be a vector of int64, got {inputs[1]}");
        if (inputs[2].DType != inputs[0].DType)
            throw new TensorException(Name, $"both tensors must have one dtype, got {inputs[0].DType.Name()} and {inputs[2].DType.Name()}");
        Shape expected = inputs[0].Shape.With(Dim, inputs[1].Shape[0]);
        if (inputs[2].Shape != expected)
            throw new TensorException(Name, $"the source must have shape {expected}, got {inputs[2].Shape}");
        return inputs[0];
    }

    public override bool SavesInput(int index) => index == 1;

    public override Tensor?[] Vjp(in VjpArgs a) => [
        a.Needs(0) ? Tensor.Apply(this, a.Grad(0), a.Input(1), Scatter.Nothing(a.Grad(0), a.InputSpec(2).Shape)) : null,
        null,
        a.Needs(2) ? a.Grad(0).IndexSelect(Dim, a.Input(1)) : null,
    ];

    public override void RunCpu(in KernelArgs a)
    {
        Copy.Strided(a.Inputs[0], a.Outputs[0]);
        Write(a.Outputs[0], a.Inputs[1], a.Inputs[2], Dim, Name);
    }

    /// <summary>Slice by slice, in order, between any layouts.</summary>
    internal static unsafe void Write(Tensor target, Tensor index, Tensor source, int dim, string op)
    {
        Tensor order = WideTensors.Open(index, DType.Int64);
        long* indices = IndexSelect.Resolved(order, target.Shape[dim], op, dim);
        long n = order.Count;
        WideTensors.Close(order, index);
        int[] sizes = source.Shape.ToArray();
        sizes[dim] = 1;
        var slice = new Shape(sizes);
        long[] from = source.Layout.Strides, to = target.Layout.Strides;
        var job = new Job
        {
            Walk = Walk.Over(slice, to, from),
            Indices = indices,
            Count = n,
            Row = Elements.Row(source.DType, target.DType),
            Source = source.Pointer<byte>(),
            Target = target.Pointer<byte>(),
            SourceSize = source.DType.Size(),
            TargetSize = target.DType.Size(),
            SourceStep = from[dim],
            TargetStep = to[dim],
        };
        if (source.Count > 0)
            WorkerPool.For(slice.Count, Math.Max(1, 32768 / Math.Max(1, n)), job);
        NativeMemory.Free(indices);
    }

    /// <summary>Threads share what lies beside each other within a slice; every one goes through all indices in order.</summary>
    private unsafe struct Job : IRange
    {
        public Walk Walk;
        public long* Indices;
        public long Count, SourceStep, TargetStep;
        public delegate*<byte*, long, byte*, long, long, void> Row;
        public byte* Source, Target;
        public int SourceSize, TargetSize;

        public readonly void Run(long begin, long end)
        {
            long inner = Walk.Dims[Walk.Rank - 1];
            for (long i = begin; i < end;)
            {
                long run = Math.Min(inner - i % inner, end - i), to = Walk.OffsetOf(0, i), from = Walk.OffsetOf(1, i);
                for (long j = 0; j < Count; j++)
                    Row(
                        Source + (from + j * SourceStep) * SourceSize, Walk.InnerStep(1),
                        Target + (to + Indices[j] * TargetStep) * TargetSize, Walk.InnerStep(0), run);
                i += run;
            }
        }
    }
}

/// <summary>Writes slices of the third input, converted, into the first at a vector of indices of its first dimension, in place.</summary>
internal sealed record IndexCopyInto : Op
{
    public override OpKind Kind => OpKind.Update;

    public override string Name => "index_put_";

    public override bool AcceptsStrides => true;

    public override TensorSpec Infer(ReadOnlySpan<TensorSpec> inputs) => inputs[0];

    public override void RunCpu(in KernelArgs a) => IndexCopy.Write(a.Inputs[0], a.Inputs[1], a.Inputs[2], 0, Name);
}
