using Athanor.Backends.Cpu;

namespace Athanor.Ops;

/// <summary>The first input with elements of the third written to the places that an index tensor names; of several the last holds.</summary>
internal sealed record Scatter(int Dim) : Op
{
    public override OpKind Kind => OpKind.Gather;

    public override string Name => "scatter";

    public override bool AcceptsStrides => true;

    public override TensorSpec Infer(ReadOnlySpan<TensorSpec> inputs) => Check(Name, inputs, Dim);

    public override bool SavesInput(int index) => index == 1;

    public override Tensor?[] Vjp(in VjpArgs a) => [
        a.Needs(0) ? Tensor.Apply(this, a.Grad(0), a.Input(1), Nothing(a.Grad(0), a.Input(1).Shape)) : null,
        null,
        a.Needs(2) ? Tensor.Apply(new Gather(Dim), a.Grad(0), a.Input(1)) : null,
    ];

    public override void RunCpu(in KernelArgs a)
    {
        Copy.Strided(a.Inputs[0], a.Outputs[0]);
        var lines = IndexedLines.Of(a.Inputs[1], a.Outputs[0], a.Inputs[2], Dim, Name);
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

    internal static TensorSpec Check(string op, ReadOnlySpan<TensorSpec> inputs, int dim)
    {
        Gather.CheckIndex(op, inputs[0].Shape, inputs[1], dim);
        if (inputs[2].Shape != inputs[1].Shape)
            throw new TensorException(op, $"the source must have the index's shape {inputs[1].Shape}, got {inputs[2].Shape}");
        if (inputs[2].DType != inputs[0].DType)
            throw new TensorException(op, $"both tensors must have one dtype, got {inputs[0].DType.Name()} and {inputs[2].DType.Name()}");
        return inputs[0];
    }

    /// <summary>A 0 of the kind of <paramref name="like"/> stretched to a shape.</summary>
    internal static Tensor Nothing(Tensor like, Shape shape) => Tensor.Zeros(like.Spec.With(Shape.Scalar)).Expand(shape);

    private static unsafe void Run<T>(in KernelArgs a, in IndexedLines lines)
        where T : unmanaged => WorkerPool.For(
            lines.Count, lines.LinesAChunk, new Job<T> { Lines = lines, Table = a.Outputs[0].Pointer<T>(), Source = a.Inputs[2].Pointer<T>() });

    private unsafe struct Job<T> : IRange
        where T : unmanaged
    {
        public IndexedLines Lines;
        public T* Table, Source;

        public readonly void Run(long begin, long end)
        {
            long* index = stackalloc long[IndexedLines.Block], table = stackalloc long[IndexedLines.Block], other = stackalloc long[IndexedLines.Block];
            for (long line = begin; line < end; line += IndexedLines.Block)
            {
                int count = (int)Math.Min(IndexedLines.Block, end - line);
                Lines.Begin(line, count, index, table, other);
                for (int j = 0; j < Lines.Length; j++)
                    for (int x = 0; x < count; x++)
                        Table[table[x] + Lines.At(index[x], j)] = Source[other[x] + j * Lines.OtherStep];
            }
        }
    }
}
