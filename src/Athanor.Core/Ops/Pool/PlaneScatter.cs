using System.Numerics;
using Athanor.Backends.Cpu;

namespace Athanor.Ops;

/// <summary>
/// Zeros of a shape with each element of the input put (or added) at the place in its plane that the index tensor names: unpooling, and the
/// gradient of max pooling.
/// </summary>
internal sealed record PlaneScatter(Shape Into, int SpatialRank, bool Adds) : Op
{
    public override OpKind Kind => OpKind.Gather;

    public override string Name => Adds ? "gradient of max_pool" : $"max_unpool{SpatialRank}d";

    public override TensorSpec Infer(ReadOnlySpan<TensorSpec> inputs) => inputs[0].With(Into);

    public override bool SavesInput(int index) => index == 1;

    public override Tensor?[] Vjp(in VjpArgs a) => [Tensor.Apply(new PlaneGather(SpatialRank), a.Grad(0), a.Input(1)), null];

    public override void RunCpu(in KernelArgs a)
    {
        if (Narrow.Run(this, a))
            return;
        switch (a.Inputs[0].DType)
        {
            case DType.Float64:
                Run<double>(a);
                break;
            case DType.Float32:
                Run<float>(a);
                break;
            case DType.Int64:
                Run<long>(a);
                break;
            default:
                throw new TensorException(Name, $"is not made for {a.Inputs[0].DType.Name()}");
        }
    }

    private unsafe void Run<T>(in KernelArgs a)
        where T : unmanaged, INumber<T>
    {
        Fill.Zero(a.Outputs[0]);
        if (a.Inputs[0].Count == 0)
            return;
        (long from, long to) = (PlaneGather.SizeOf(a.Inputs[0].Shape, SpatialRank), PlaneGather.SizeOf(Into, SpatialRank));
        PlaneGather.CheckPlaces(Name, a.Inputs[1], to);
        WorkerPool.For(a.Inputs[0].Count / from, Math.Max(1, 32768 / Math.Max(from, to)), new Job<T>
        {
            Source = a.Inputs[0].Pointer<T>(), Target = a.Outputs[0].Pointer<T>(), Indices = a.Inputs[1].Pointer<long>(), From = from, To = to, Adds = Adds,
        });
    }

    private unsafe struct Job<T> : IRange
        where T : unmanaged, INumber<T>
    {
        public T* Source, Target;
        public long* Indices;
        public long From, To;
        public bool Adds;

        public readonly void Run(long begin, long end)
        {
            for (long i = begin; i < end; i++)
            {
                T* source = Source + i * From, target = Target + i * To;
                long* indices = Indices + i * From;
                if (Adds)
                    for (long j = 0; j < From; j++)
                        target[indices[j]] += source[j];
                else
                    for (long j = 0; j < From; j++)
                        target[indices[j]] = source[j];
            }
        }
    }
}

/// <summary>The elements of the first input at the places in their planes that the second names.</summary>
internal sealed record PlaneGather(int SpatialRank) : Op
{
    public override OpKind Kind => OpKind.Gather;

    public override string Name => "gradient of max_unpool";

    public override TensorSpec Infer(ReadOnlySpan<TensorSpec> inputs) => inputs[0].With(inputs[1].Shape);

    public override bool SavesInput(int index) => index == 1;

    public override Tensor?[] Vjp(in VjpArgs a) => [Tensor.Apply(new PlaneScatter(a.InputSpec(0).Shape, SpatialRank, true), a.Grad(0), a.Input(1)), null];

    public override void RunCpu(in KernelArgs a)
    {
        if (Narrow.Run(this, a))
            return;
        if (a.Inputs[0].DType.Size() == 8)
            Run<long>(a);
        else
            Run<int>(a);
    }

    internal static long SizeOf(Shape shape, int spatialRank)
    {
        long size = 1;
        for (int i = 1; i <= spatialRank; i++)
            size *= shape[shape.Rank - i];
        return Math.Max(size, 1);
    }

    internal static unsafe void CheckPlaces(string op, Tensor indices, long size)
    {
        long* places = indices.Pointer<long>();
        for (long i = 0; i < indices.Count; i++)
            if ((ulong)places[i] >= (ulong)size)
                throw new TensorException(op, $"index {places[i]} is out of range for a plane of {size} elements");
    }

    private unsafe void Run<T>(in KernelArgs a)
        where T : unmanaged
    {
        T* source = a.Inputs[0].Pointer<T>(), target = a.Outputs[0].Pointer<T>();
        long* indices = a.Inputs[1].Pointer<long>();
        (long from, long to) = (SizeOf(a.Inputs[0].Shape, SpatialRank), SizeOf(a.Inputs[1].Shape, SpatialRank));
        CheckPlaces(Name, a.Inputs[1], from);
        for (long i = 0; i < a.Inputs[1].Count; i++)
            target[i] = source[i / to * from + indices[i]];
    }
}
