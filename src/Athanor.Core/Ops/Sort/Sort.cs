using System.Numerics;
using System.Runtime.InteropServices;
using Athanor.Backends.Cpu;

namespace Athanor.Ops;

/// <summary>The first <paramref name="Kept"/> elements of the order along a dimension and where they stood; equal ones in their order.</summary>
internal sealed record Sort(int Dim, bool Descending, int Kept) : Op
{
    public override OpKind Kind => OpKind.Opaque;

    public override string Name => "sort";

    public override int OutputCount => 2;

    public override TensorSpec Infer(ReadOnlySpan<TensorSpec> inputs) => inputs[0].With(inputs[0].Shape.With(Dim, Kept));

    public override void InferAll(ReadOnlySpan<TensorSpec> inputs, Span<TensorSpec> outputs)
    {
        outputs[0] = Infer(inputs);
        outputs[1] = outputs[0].With(DType.Int64);
    }

    public override bool SavesInput(int index) => false;

    public override bool SavesOutput(int index) => index == 1;

    public override Tensor?[] Vjp(in VjpArgs a) => [Tensor.Apply(new ScatterAdd(Dim), Tensor.Zeros(a.InputSpec(0)), a.Output(1), a.Grad(0))];

    public override void RunCpu(in KernelArgs a)
    {
        DType lane = Promotion.Lane(a.Inputs[0].DType);
        Tensor x = WideTensors.Open(a.Inputs[0], lane), y = WideTensors.OpenOutput(a.Outputs[0], lane);
        switch (lane)
        {
            case DType.Float32:
                Run<float>(x, y, a.Outputs[1]);
                break;
            case DType.Float64:
                Run<double>(x, y, a.Outputs[1]);
                break;
            default:
                Run<long>(x, y, a.Outputs[1]);
                break;
        }
        WideTensors.Close(x, a.Inputs[0]);
        WideTensors.CloseOutput(y, a.Outputs[0]);
    }

    private unsafe void Run<T>(Tensor x, Tensor y, Tensor places)
        where T : unmanaged, INumber<T>
    {
        var around = new Around(x.Shape, Dim);
        WorkerPool.For(
            y.Count == 0 ? 0 : around.Outer * around.Inner,
            Math.Max(1, 4096 / Math.Max(1, around.Size)),
            new Job<T>
            {
                Source = x.Pointer<T>(),
                Target = y.Pointer<T>(),
                Places = places.Pointer<long>(),
                Around = around,
                Kept = Kept,
                Descending = Descending,
            });
    }

    private unsafe struct Job<T> : IRange
        where T : unmanaged, INumber<T>
    {
        public T* Source, Target;
        public long* Places;
        public Around Around;
        public int Kept;
        public bool Descending;

        public readonly void Run(long begin, long end)
        {
            int size = Around.Size;
            var items = (SortItem*)NativeMemory.Alloc(2 * (nuint)size, (nuint)sizeof(SortItem));
            for (long line = begin; line < end; line++)
            {
                T* source = Source + line / Around.Inner * size * Around.Inner + line % Around.Inner;
                for (int i = 0; i < size; i++)
                {
                    ulong key = SortKeys.Of(source[i * Around.Inner]);
                    items[i] = new SortItem { Key = Descending ? SortKeys.Opposite<T>(key) : key, Index = i };
                }
                SortItems.First(items, items + size, size, Kept);
                long at = line / Around.Inner * Kept * Around.Inner + line % Around.Inner;
                for (int i = 0; i < Kept; i++, at += Around.Inner)
                {
                    Places[at] = items[i].Index;
                    Target[at] = source[items[i].Index * Around.Inner];
                }
            }
            NativeMemory.Free(items);
        }
    }
}
