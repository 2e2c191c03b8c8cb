using System.Numerics;
using Athanor.Backends.Cpu;

namespace Athanor.Ops;

/// <summary>The first input with elements of the third added at the places that an index tensor names, in order along the dimension.</summary>
internal sealed record ScatterAdd(int Dim) : Op
{
    public override OpKind Kind => OpKind.Gather;

    public override string Name => "scatter_add";

    public override bool AcceptsStrides => true;

    public override TensorSpec Infer(ReadOnlySpan<TensorSpec> inputs) => Scatter.Check(Name, inputs, Dim);

    public override bool SavesInput(int index) => index == 1;

    public override Tensor?[] Vjp(in VjpArgs a) => [
        a.Needs(0) ? a.Grad(0) : null,
        null,
        a.Needs(2) ? Tensor.Apply(new Gather(Dim), a.Grad(0), a.Input(1)) : null,
    ];

    public override void RunCpu(in KernelArgs a) => ScatterReduce.Run(a, Dim, ScatterMode.Sum, includeSelf: true, Name);
}

/// <summary>The first input reduced with those elements of the third that an index tensor sends to each place.</summary>
internal sealed record ScatterReduce(int Dim, ScatterMode Mode, bool IncludeSelf) : Op
{
    public override OpKind Kind => OpKind.Gather;

    public override string Name => "scatter_reduce";

    public override bool AcceptsStrides => true;

    public override TensorSpec Infer(ReadOnlySpan<TensorSpec> inputs) => Scatter.Check(Name, inputs, Dim);

    public override bool SavesInput(int index) => index == 1 || Mode is not (ScatterMode.Sum or ScatterMode.Mean);

    public override bool SavesOutput(int index) => Mode is not (ScatterMode.Sum or ScatterMode.Mean);

    public override Tensor?[] Vjp(in VjpArgs a)
    {
        Tensor g = a.Grad(0), index = a.Input(1);
        (Tensor self, Tensor source) = Mode switch
        {
            ScatterMode.Sum => (g, Read(g, index)),
            ScatterMode.Mean => OfMean(g, index, a.InputSpec(2)),
            ScatterMode.Product => OfProduct(g, index, a.Input(0), a.Input(2), a.Output(0)),
            _ => OfExtreme(g, index, a.Input(0), a.Input(2), a.Output(0)),
        };
        return [IncludeSelf ? self : Unset(self, index), null, source];
    }

    public override void RunCpu(in KernelArgs a) => Run(a, Dim, Mode, IncludeSelf, Name);

    internal static void Run(in KernelArgs a, int dim, ScatterMode mode, bool includeSelf, string op)
    {
        DType lane = Promotion.Lane(a.Outputs[0].DType);
        Tensor target = WideTensors.OpenOutput(a.Outputs[0], lane), source = a.Inputs[2].DType == lane ? a.Inputs[2] : WideTensors.Open(a.Inputs[2], lane);
        Copy.Strided(a.Inputs[0], target);
        var lines = IndexedLines.Of(a.Inputs[1], target, source, dim, op);
        switch (lane)
        {
            case DType.Float32:
                Run<float>(target, source, lines, mode, includeSelf);
                break;
            case DType.Float64:
                Run<double>(target, source, lines, mode, includeSelf);
                break;
            default:
                Run<long>(target, source, lines, mode, includeSelf);
                break;
        }
        WideTensors.Close(source, a.Inputs[2]);
        WideTensors.CloseOutput(target, a.Outputs[0]);
    }

    private static unsafe void Run<T>(Tensor target, Tensor source, in IndexedLines lines, ScatterMode mode, bool includeSelf)
        where T : unmanaged, INumber<T>, IMinMaxValue<T> => WorkerPool.For(
            lines.Count,
            lines.LinesAChunk,
            new Job<T> { Lines = lines, Table = target.Pointer<T>(), Source = source.Pointer<T>(), Mode = mode, IncludeSelf = includeSelf });

    private Tensor Read(Tensor x, Tensor index) => Tensor.Apply(new Gather(Dim), x, index);

    private Tensor Unset(Tensor x, Tensor index) => Tensor.Apply(new Scatter(Dim), x, index, Scatter.Nothing(x, index.Shape));

    private (Tensor Self, Tensor Source) OfMean(Tensor g, Tensor index, TensorSpec source)
    {
        Tensor count = Tensor.Apply(new ScatterAdd(Dim), IncludeSelf ? g.OnesLike() : g.ZerosLike(), index, Tensor.Ones(source)).Clamp(1.0);
        Tensor share = g / count;
        return (share, Read(share, index));
    }

    /// <summary>Without divisions by 0: a factor's slope is the product of the others, which a single 0 among them leaves 0.</summary>
    private (Tensor Self, Tensor Source) OfProduct(Tensor g, Tensor index, Tensor x, Tensor source, Tensor result)
    {
        Tensor factor = x.MaskedFill(x.EqualTo(0), 1);
        Tensor self = g * Tensor.Apply(this, factor, index, source) / factor;
        Tensor zero = source.EqualTo(0);
        Tensor zeros = Read(Tensor.Apply(new ScatterAdd(Dim), x.ZerosLike(), index, zero.To(x.DType)), index);
        Tensor single = zero.LogicalAnd(zeros.EqualTo(1));
        Tensor others = Tensor.Apply(this, x, index, source.MaskedFill(single, 1));
        return (self, Tensor.Where(single, Read(g * others, index), Read(g * result, index) / source.MaskedFill(zero, 1)));
    }

    /// <summary>Equal ones share the gradient.</summary>
    private (Tensor Self, Tensor Source) OfExtreme(Tensor g, Tensor index, Tensor x, Tensor source, Tensor result)
    {
        Tensor self = x.EqualTo(result).To(g.DType), chosen = source.EqualTo(Read(result, index)).To(g.DType);
        if (!IncludeSelf)
            self = Unset(self, index);
        Tensor share = g / Tensor.Apply(new ScatterAdd(Dim), self, index, chosen);
        return (Tensor.Where(self.EqualTo(0), g.ZerosLike(), share), chosen * Read(share, index));
    }

    private unsafe struct Job<T> : IRange
        where T : unmanaged, INumber<T>, IMinMaxValue<T>
    {
        public IndexedLines Lines;
        public T* Table, Source;
        public ScatterMode Mode;
        public bool IncludeSelf;

        public readonly void Run(long begin, long end)
        {
            long* index = stackalloc long[IndexedLines.Block], table = stackalloc long[IndexedLines.Block], other = stackalloc long[IndexedLines.Block];
            for (long line = begin; line < end; line += IndexedLines.Block)
            {
                int count = (int)Math.Min(IndexedLines.Block, end - line);
                Lines.Begin(line, count, index, table, other);
                if (!IncludeSelf)
                    for (int j = 0; j < Lines.Length; j++)
                        for (int x = 0; x < count; x++)
                            Table[table[x] + Lines.At(index[x], j)] = Neutral();
                for (int j = 0; j < Lines.Length; j++)
                    for (int x = 0; x < count; x++)
                    {
                        T* place = Table + table[x] + Lines.At(index[x], j);
                        *place = Meet(*place, Source[other[x] + j * Lines.OtherStep]);
                    }
                if (Mode == ScatterMode.Mean)
                    for (int x = 0; x < count; x++)
                        Divide(Table + table[x], index[x]);
            }
        }

        private readonly T Neutral() => Mode switch
        {
            ScatterMode.Product => T.One,
            ScatterMode.Largest => typeof(T) == typeof(long) ? T.MinValue : T.CreateChecked(double.NegativeInfinity),
            ScatterMode.Smallest => typeof(T) == typeof(long) ? T.MaxValue : T.CreateChecked(double.PositiveInfinity),
            _ => T.Zero,
        };

        private readonly T Meet(T a, T b) => Mode switch
        {
            ScatterMode.Product => a * b,
            ScatterMode.Largest => T.Max(a, b),
            ScatterMode.Smallest => T.Min(a, b),
            _ => a + b,
        };

        /// <summary>Sums over how many came, one line at a time.</summary>
        private readonly void Divide(T* line, long index)
        {
            var counts = (int*)System.Runtime.InteropServices.NativeMemory.AllocZeroed((nuint)Lines.Size, sizeof(int));
            for (int j = 0; j < Lines.Length; j++)
                counts[Lines.At(index, j) / Lines.TableStep]++;
            for (int i = 0; i < Lines.Size; i++)
                if (counts[i] > 0)
                {
                    T n = T.CreateChecked(counts[i] + (IncludeSelf ? 1 : 0)), sum = line[i * Lines.TableStep];
                    // Integers are rounded down, as PyTorch rounds them.
                    line[i * Lines.TableStep] = typeof(T) == typeof(long)
                        ? T.CreateChecked((long)Math.Floor(double.CreateChecked(sum) / double.CreateChecked(n)))
                        : sum / n;
                }
            System.Runtime.InteropServices.NativeMemory.Free(counts);
        }
    }
}
