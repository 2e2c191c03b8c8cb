using System.Numerics;
using Athanor.Backends.Cpu;

namespace Athanor.Ops;

/// <summary>
/// How many elements of a sorted row are less than each value (or, on the right, not greater): the place where it would be put in. One row
/// for all values, or one for each row of values.
/// </summary>
internal sealed record SearchSorted(bool Right, DType Result) : Op
{
    public override OpKind Kind => OpKind.Gather;

    public override string Name => "searchsorted";

    public override bool HasGradient => false;

    public override TensorSpec Infer(ReadOnlySpan<TensorSpec> inputs)
    {
        Shape sorted = inputs[0].Shape, values = inputs[1].Shape;
        if (sorted.Rank == 0)
            throw new TensorException(Name, "the sorted tensor must have at least one dimension, got a scalar");
        if (sorted.Rank > 1 && (values.Rank != sorted.Rank || values[..^1] != sorted[..^1]))
            throw new TensorException(Name, $"all but the last dimensions of the sorted tensor {sorted} and the values {values} must agree");
        return inputs[1].With(Result);
    }

    public override void RunCpu(in KernelArgs a)
    {
        DType lane = Promotion.Lane(Promotion.Of([a.Inputs[0].Spec, a.Inputs[1].Spec]));
        Tensor sorted = WideTensors.Open(a.Inputs[0], lane), values = WideTensors.Open(a.Inputs[1], lane);
        Tensor places = WideTensors.OpenOutput(a.Outputs[0], DType.Int64);
        switch (lane)
        {
            case DType.Float32:
                Run<float>(sorted, values, places);
                break;
            case DType.Float64:
                Run<double>(sorted, values, places);
                break;
            default:
                Run<long>(sorted, values, places);
                break;
        }
        WideTensors.Close(sorted, a.Inputs[0]);
        WideTensors.Close(values, a.Inputs[1]);
        WideTensors.CloseOutput(places, a.Outputs[0]);
    }

    private unsafe void Run<T>(Tensor sorted, Tensor values, Tensor places)
        where T : unmanaged, INumber<T> => WorkerPool.For(values.Count, 4096, new Job<T>
        {
            Sorted = sorted.Pointer<T>(),
            Values = values.Pointer<T>(),
            Places = places.Pointer<long>(),
            Size = sorted.Shape[^1],
            Width = sorted.Rank == 1 ? long.MaxValue : values.Shape[^1],
            Right = Right,
        });

    private unsafe struct Job<T> : IRange
        where T : unmanaged, INumber<T>
    {
        public T* Sorted, Values;
        public long* Places;
        public long Size, Width;
        public bool Right;

        public readonly void Run(long begin, long end)
        {
            for (long i = begin; i < end; i++)
            {
                T* row = Sorted + i / Width * Size;
                T value = Values[i];
                long low = 0, high = Size;
                while (low < high)
                {
                    long middle = (low + high) >>> 1;
                    // Written so that NaN comes last on both sides.
                    if (Right ? !(row[middle] > value) : !(row[middle] >= value))
                        low = middle + 1;
                    else
                        high = middle;
                }
                Places[i] = low;
            }
        }
    }
}
