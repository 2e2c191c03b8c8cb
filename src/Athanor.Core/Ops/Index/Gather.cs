using Athanor.Backends.Cpu;

namespace Athanor.Ops;

/// <summary>output[i][j][k] = input[i][index[i][j][k]][k] for dimension 1, and likewise for others.</summary>
internal sealed record Gather(int Dim) : Op
{
    public override OpKind Kind => OpKind.Gather;

    public override string Name => "gather";

    public override bool AcceptsStrides => true;

    public override TensorSpec Infer(ReadOnlySpan<TensorSpec> inputs)
    {
        CheckIndex(Name, inputs[0].Shape, inputs[1], Dim);
        return inputs[0].With(inputs[1].Shape);
    }

    public override bool SavesInput(int index) => index == 1;

    public override Tensor?[] Vjp(in VjpArgs a) => [Tensor.Apply(new ScatterAdd(Dim), Tensor.Zeros(a.InputSpec(0)), a.Input(1), a.Grad(0)), null];

    public override void RunCpu(in KernelArgs a)
    {
        var lines = IndexedLines.Of(a.Inputs[1], a.Inputs[0], a.Outputs[0], Dim, Name);
        switch (a.Inputs[0].DType.Size())
        {
            case 1:
                Run<byte>(a, lines);
                break;
            case 2:
                Run<ushort>(a, lines);
                break;
            case 4:
                Run<uint>(a, lines);
                break;
            default:
                Run<ulong>(a, lines);
                break;
        }
    }

    /// <summary>What gathering and scattering ask of an index.</summary>
    internal static void CheckIndex(string op, Shape source, TensorSpec index, int dim)
    {
        if (index.DType != DType.Int64)
            throw new TensorException(op, $"the index must be int64, got {index.DType.Name()}");
        if (index.Shape.Rank != source.Rank)
            throw new TensorException(op, $"the index must have as many dimensions as the tensor {source}, got {index.Shape}");
        for (int d = 0; d < source.Rank; d++)
            if (d != dim && index.Shape[d] > source[d])
                throw new TensorException(op, $"index {index.Shape} must not exceed the tensor {source} in any dimension but {dim}");
    }

    private static unsafe void Run<T>(in KernelArgs a, in IndexedLines lines)
        where T : unmanaged => WorkerPool.For(
            lines.Count, lines.LinesAChunk, new Job<T> { Lines = lines, Table = a.Inputs[0].Pointer<T>(), Target = a.Outputs[0].Pointer<T>() });

    private unsafe struct Job<T> : IRange
        where T : unmanaged
    {
        public IndexedLines Lines;
        public T* Table, Target;

        public readonly void Run(long begin, long end)
        {
            long* index = stackalloc long[IndexedLines.Block], table = stackalloc long[IndexedLines.Block], other = stackalloc long[IndexedLines.Block];
            for (long line = begin; line < end; line += IndexedLines.Block)
            {
                int count = (int)Math.Min(IndexedLines.Block, end - line);
                Lines.Begin(line, count, index, table, other);
                for (int j = 0; j < Lines.Length; j++)
                    for (int x = 0; x < count; x++)
                        Target[other[x] + j * Lines.OtherStep] = Table[table[x] + Lines.At(index[x], j)];
            }
        }
    }
}
