using Athanor.Backends.Cpu;

namespace Athanor.Ops;

/// <summary>Rows of a table picked by indices of any shape; the row <paramref name="Padding"/> (if not negative) gets no gradient.</summary>
internal sealed record EmbeddingRows(int Padding) : Op
{
    public override OpKind Kind => OpKind.Gather;

    public override string Name => "embedding";

    public override TensorSpec Infer(ReadOnlySpan<TensorSpec> inputs)
    {
        if (inputs[0].Shape.Rank != 2)
            throw new TensorException(Name, $"the weight must have shape (rows, size), got {inputs[0].Shape}");
        if (inputs[1].DType != DType.Int64)
            throw new TensorException(Name, $"indices must be int64, got {inputs[1].DType.Name()}");
        return inputs[0].With([.. inputs[1].Shape, inputs[0].Shape[1]]);
    }

    public override bool SavesInput(int index) => index == 1;

    public override Tensor?[] Vjp(in VjpArgs a)
    {
        // Rows that many indices name are summed in float32: in half precision small parts would be lost.
        TensorSpec weight = a.InputSpec(0);
        DType sum = weight.DType.Size() < 4 ? DType.Float32 : weight.DType;
        Tensor indices = a.Input(1).Reshape(-1), g = a.Grad(0).Reshape(checked((int)indices.Count), weight.Shape[1]).To(sum);
        if (Padding >= 0)
            g = Tensor.Where(indices.EqualTo(Padding).Unsqueeze(1), g.ZerosLike(), g);
        return [Tensor.Zeros(weight.With(sum)).IndexAdd(0, indices, g).To(weight.DType), null];
    }

    public override unsafe void RunCpu(in KernelArgs a)
    {
        Tensor weight = a.Inputs[0], indices = a.Inputs[1];
        long* places = indices.Pointer<long>();
        int rows = weight.Shape[0];
        for (long i = 0; i < indices.Count; i++)
            if ((ulong)places[i] >= (ulong)rows)
                throw new TensorException(Name, $"index {places[i]} is out of range for a table of {rows} rows");
        long bytes = (long)weight.Shape[1] * weight.DType.Size();
        WorkerPool.For(indices.Count, Math.Max(1, 65536 / Math.Max(1, bytes)), new Job
        {
            Source = weight.Pointer<byte>(), Target = a.Outputs[0].Pointer<byte>(), Indices = places, Bytes = bytes,
        });
    }

    private unsafe struct Job : IRange
    {
        public byte* Source, Target;
        public long* Indices;
        public long Bytes;

        public readonly void Run(long begin, long end)
        {
            for (long i = begin; i < end; i++)
                Buffer.MemoryCopy(Source + Indices[i] * Bytes, Target + i * Bytes, Bytes, Bytes);
        }
    }
}
